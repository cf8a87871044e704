"""A reckoned due time and the days that led to it. Both stand inside facts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

from domain.calendar.days import ONE_DAY, Day, midnight
from domain.values import Value

Why = Literal[
    "start_day",  # the day it starts, not counted
    "start_moment",  # the day it starts, counted from the moment itself
    "counted",  # a day that counts
    "workday",  # a working day that was looked at and does not count
    "weekend",
    "holiday",
    "make_up_workday",  # counted or looked at, worked by notice although a weekend
    "rolled",  # the working day a rest day moved to
    "target",  # where the last working day of the time is aimed at
    "corresponding_day",  # the day of the same number in a later month
    "month_end",  # the last day of a month that has no such day
    "window_opens",
    "carried_over",  # a week's meeting day on which no meeting is held
    "last_day",
]


class DayStep(Value, frozen=True):
    """One day of a derivation: whether it counted, as which number, and why or why not."""

    day: date
    why: Why
    number: int | None = None
    """1 … n where the day counts."""
    note: str = ""
    """The holiday's name."""
    notice: str | None = None
    """The notice the day rests on."""
    provisional: bool = False
    """True where the step rests on a guess about an unannounced year."""


class Due(Value, frozen=True):
    """Until when, and how that was reckoned."""

    due_at: datetime
    in_time: Literal["before", "at_or_before"]
    """`before` where the due instant is the midnight after the last day."""
    last_day: date
    provisional: bool = False
    """True where a schedule not announced yet may move it."""
    derivation: tuple[DayStep, ...] = ()
    target_day: date | None = None
    """The day aimed at, where the text's own end comes later."""
    not_before: date | None = None
    """The first day on which it may be done."""

    def holds(self, instant: datetime) -> bool:
        """Whether something done at an instant is in time."""
        return instant < self.due_at or (self.in_time == "at_or_before" and instant == self.due_at)


def step(day: Day, why: Why | None = None, number: int | None = None) -> DayStep:
    """What a day did in a derivation whose outcome depends on whether it is a working day."""
    shown: Why = why or ("counted" if number is not None and day.why == "workday" else day.why)
    return DayStep(day.date, shown, number, day.note, day.notice, day.provisional)


def plain_step(day: date, why: Why, number: int | None = None) -> DayStep:
    """What a day did where it does not matter whether offices work."""
    return DayStep(day, why, number)


def end_of(day: date, steps: Iterable[DayStep], *, target: date | None = None, opens: date | None = None) -> Due:
    """Due at the 24:00 that ends a day."""
    derivation = tuple(steps)
    return Due(
        due_at=midnight(day + ONE_DAY),
        in_time="before",
        last_day=day,
        provisional=any(s.provisional for s in derivation),
        derivation=derivation,
        target_day=target,
        not_before=opens,
    )


def moment(instant: datetime, steps: Iterable[DayStep]) -> Due:
    """Due at an instant that itself is in time."""
    derivation = tuple(steps)
    return Due(
        due_at=instant,
        in_time="at_or_before",
        last_day=instant.date(),
        provisional=any(s.provisional for s in derivation),
        derivation=derivation,
    )
