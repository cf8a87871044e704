"""What may be asked of an edition's readings."""

from __future__ import annotations

from datetime import date

from application.commands.base import Code, Command, Text


class ReviseReading(Command):
    """修订读法: another offered choice, from a day on, with the reason."""

    reading: Code
    choice: Code
    effective_from: date
    reason: Text
