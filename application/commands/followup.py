"""What may be asked once a case is closed: how it was rated, whether the rating is fair, its archive."""

from __future__ import annotations

from typing import Literal

from application.commands.base import Code, Command, Text


class FollowUpComplaint(Command):
    """回访."""

    way: Code
    rating: Literal["good", "bad", "default", "understood"]
    note: Text | None = None


class VerifyRating(Command):
    """差评核实."""

    reasonable: bool
    unit_at_fault: bool = False
    ground: Code | None = None
    defects: tuple[Code, ...] = ()
    note: Text | None = None


class ArchiveComplaint(Command):
    """归档."""

    items: tuple[Code, ...]
