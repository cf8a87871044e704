"""A question about a clause, and why it cannot be answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.errors import Refused
from domain.values import BEIJING


class Unanswerable(Refused):
    """The question itself is wrong: an unknown edition or fact, an unreadable time."""

    code = "due.unanswerable"


class FactUnknown(Unanswerable):
    """A fact no clause asked about looks at."""

    code = "due.fact_unknown"


class StartUnreadable(Unanswerable):
    """The start is no time this clause can begin at."""

    code = "due.start_unreadable"


@dataclass(frozen=True)
class Question:
    """Until when a clause runs from a start, given facts, under readings other than the edition's own."""

    edition: str
    clause: str
    start: str
    facts: Mapping[str, object] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)


def read_day(text: str, name: str) -> date:
    """A day, `2026-03-02`. Raises StartUnreadable."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise StartUnreadable(f"{name} {text!r} is no day", remedy="write it as 2026-03-02") from None


def read_instant(text: str, name: str) -> tuple[datetime, bool]:
    """A time and whether its offset had to be assumed (+08:00). Raises StartUnreadable."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise StartUnreadable(f"{name} {text!r} is no time", remedy="write it as 2026-03-02T15:00:00+08:00") from None
    if instant.tzinfo is None:
        return instant.replace(tzinfo=BEIJING), True
    return instant, False


def is_day_only(text: str) -> bool:
    """Whether a text names a day without a time of day."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
