"""What may be asked about a finding: record it, contest it, uphold it, overturn it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from application.commands.base import Code, Command, Text


class RecordFinding(Command):
    """人工认定: of a kind the edition leaves to a person, with words, evidence and the facts that show it."""

    kind: Code
    note: Text
    evidence: Annotated[tuple[Text, ...], Field(min_length=1)]
    shown_by: tuple[Annotated[int, Field(ge=1)], ...] = ()
    unit: Code | None = None


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
