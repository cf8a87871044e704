"""What may be asked about a finding: contest it, uphold it, overturn it."""

from __future__ import annotations

from application.commands.base import Code, Command, Text


class ContestFinding(Command):
    """申诉."""

    finding: Code
    grounds: Text


class UpholdFinding(Command):
    """维持认定."""

    finding: Code
    reason: Text


class OverturnFinding(Command):
    """撤销认定."""

    finding: Code
    reason: Text
