"""What may be asked of a reviewer's grant: that it is given, that it ends."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from application.commands.base import Code, Command


class GrantReview(Command):
    """复核授权."""

    seat: Code
    """Of the reviewer."""
    number: Code
    """Of the decision it rests on: the file opened, or the letter of authority."""
    first_day: date
    last_day: date
    """Included."""
    units: tuple[Code, ...] = ()
    """Only cases that were in the hands of one of them."""
    cases: tuple[UUID, ...] = ()
    """Only these, and those of the units."""


class EndReview(Command):
    """复核授权终止: before its last day."""
