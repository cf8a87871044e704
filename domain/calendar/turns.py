"""When periods turn: the first instant of a day, week, month, quarter or year, and what each is called."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Literal

from domain.calendar.days import ONE_DAY, beijing, midnight
from domain.calendar.periods import ONE_WEEK, monday_of
from domain.calendar.spans import months_on

PeriodKind = Literal["day", "week", "month", "quarter", "year"]
MONTHS = {"month": 1, "quarter": 3, "year": 12}
A_MOMENT = timedelta(microseconds=1)


def first_day(kind: PeriodKind, day: date) -> date:
    """The day on which the period that holds a day begins."""
    if kind == "day":
        return day
    if kind == "week":
        return monday_of(day)
    length = MONTHS[kind]
    return day.replace(month=(day.month - 1) // length * length + 1, day=1)


def next_first_day(kind: PeriodKind, day: date) -> date:
    """The day on which the period after it begins."""
    first = first_day(kind, day)
    if kind == "day":
        return first + ONE_DAY
    if kind == "week":
        return first + ONE_WEEK
    return months_on(first, MONTHS[kind])[0]


def turns(kind: PeriodKind, since: datetime, until: datetime) -> Iterator[datetime]:
    """Each instant at which a period begins, from one instant to another, both included."""
    day = first_day(kind, beijing(since).date())
    while (turn := midnight(day)) <= until:
        if turn >= since:
            yield turn
        day = next_first_day(kind, day)


def called(kind: PeriodKind, day: date) -> str:
    """The name of the period that holds a day: `2025-11-06`, `2025-W45`, `2025-11`, `2025Q4`, `2025`."""
    if kind == "day":
        return day.isoformat()
    if kind == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    if kind == "month":
        return f"{day:%Y-%m}"
    return f"{day:%Y}Q{(day.month + 2) // 3}" if kind == "quarter" else f"{day:%Y}"


def period_at(kind: PeriodKind, turn: datetime, *, ended: bool) -> str:
    """The period a turn begins, or the one it ended."""
    return called(kind, beijing(turn - A_MOMENT if ended else turn).date())
