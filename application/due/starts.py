"""Reading a start as the clause means it: a moment, a day, or the period that begins or ends it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from application.due.question import StartUnreadable, is_day_only, read_day, read_instant
from domain.calendar import beijing, midnight
from domain.calendar.days import ONE_DAY
from domain.calendar.periods import ONE_WEEK, monday_of
from domain.calendar.spans import months_on
from domain.regulations.limits import Limit
from domain.regulations.spans import ClockTime, Hours, Minutes, WorkingHours

QUARTER = re.compile(r"(\d{4})Q([1-4])")
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Start:
    """A start as read: the moment, and whether its offset was assumed."""

    at: datetime
    zone_assumed: bool = False


def read_start(text: str, limit: Limit) -> Start:
    """The moment a limit begins at. Raises StartUnreadable where the text does not fit the limit."""
    text = text.strip()
    if limit.period is not None:
        return _in_period(text, limit)
    if QUARTER.fullmatch(text) or MONTH.fullmatch(text):
        raise StartUnreadable(
            f"{limit.clause} starts at a moment, not with {text}", remedy=f"give the time of: {limit.start}"
        )
    if is_day_only(text):
        if isinstance(limit.span, Hours | Minutes | WorkingHours | ClockTime):
            raise StartUnreadable(
                f"{limit.clause} needs the time of day, not only {text}",
                remedy=f"write {text}T09:00:00+08:00",
            )
        return Start(midnight(read_day(text, "start")))
    return Start(*read_instant(text, "start"))


def _in_period(text: str, limit: Limit) -> Start:
    if matched := QUARTER.fullmatch(text):
        if limit.period != "quarter":
            raise _wrong_period(text, limit)
        day = date(int(matched[1]), 3 * int(matched[2]) - 2, 1)
        return Start(_boundary(day, limit))
    if matched := MONTH.fullmatch(text):
        if limit.period != "month":
            raise _wrong_period(text, limit)
        return Start(_boundary(date(int(matched[1]), int(matched[2]), 1), limit))
    if is_day_only(text):
        return Start(_of_day(read_day(text, "start"), limit))
    instant, assumed = read_instant(text, "start")
    day = beijing(instant).date()
    if limit.start == "period_ended" and limit.period != "quarter" and instant == midnight(day):
        day -= ONE_DAY  # the midnight that ends a period belongs to it
    return Start(_of_day(day, limit), assumed)


def _of_day(day: date, limit: Limit) -> datetime:
    """A day stands for the period it lies in; for a quarter, for the one that begins, as the clause says."""
    return midnight(first_of(day, "quarter")) if limit.period == "quarter" else _boundary(day, limit)


def _wrong_period(text: str, limit: Limit) -> StartUnreadable:
    return StartUnreadable(
        f"{limit.clause} is reckoned by the {limit.period}, not from {text}", remedy=f"name a {limit.period}"
    )


def _boundary(day: date, limit: Limit) -> datetime:
    """The midnight that begins or ends the period a day lies in."""
    period = limit.period or "day"
    begins = first_of(day, period)
    return midnight(next_after(begins, period) if limit.start == "period_ended" else begins)


def first_of(day: date, period: str) -> date:
    """The first day of the period a day lies in."""
    match period:
        case "week":
            return monday_of(day)
        case "month":
            return day.replace(day=1)
        case "quarter":
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case _:
            return day


def next_after(begins: date, period: str) -> date:
    """The first day of the period after the one that begins on a day."""
    match period:
        case "week":
            return begins + ONE_WEEK
        case "month":
            return months_on(begins, 1)[0]
        case "quarter":
            return months_on(begins, 3)[0]
        case _:
            return begins + ONE_DAY
