"""Due times reckoned from a moment: hours, days, working days, clock times, months.

Starting days are not counted and days end at 24:00 (民法典 201, 202); a last day that is a rest day moves to
the next working day (民法典 203).
"""

from __future__ import annotations

import calendar as gregorian
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Literal

from domain.calendar.days import ONE_DAY, Calendar, Day, beijing
from domain.calendar.due import DayStep, Due, end_of, moment, plain_step, step
from domain.values import BEIJING

Opening = tuple[time, time]
"""A part of a working day in which an office works."""


def by_the_clock(start: datetime, length: timedelta) -> Due:
    """So long, round the clock from the moment itself."""
    begun = beijing(start)
    due = begun + length
    days = (due.date() - begun.date()).days
    later = (plain_step(begun.date() + ONE_DAY * k, "counted") for k in range(1, days + 1))
    return moment(due, [plain_step(begun.date(), "start_moment"), *later])


def working_time(calendar: Calendar, start: datetime, length: timedelta, within: Sequence[Opening]) -> Due:
    """So long, of the time in which an office works on working days."""
    begun, left = beijing(start), length
    steps: list[DayStep] = []
    today = begun.date()
    while True:
        day, before, is_first = calendar.day(today), left, not steps
        for opens, closes in within if day.working else ():
            begins, ends = (datetime.combine(today, clock, BEIJING) for clock in (opens, closes))
            begins = max(begins, begun)
            if begins + left <= ends:
                return moment(begins + left, [*steps, _worked(day, is_first=is_first)])
            left -= max(ends - begins, timedelta())
        counts = left < before
        steps.append(_worked(day, is_first=is_first) if counts else step(day, "start_day" if is_first else None))
        today += ONE_DAY


def _worked(day: Day, *, is_first: bool) -> DayStep:
    """A day of which some time counts."""
    if is_first:
        return step(day, "start_moment")
    return step(day, "counted" if day.why == "workday" else None)


def same_day(start: datetime) -> Due:
    """Until 24:00 of the starting day, rest day or not."""
    day = beijing(start).date()
    return end_of(day, [plain_step(day, "last_day")])


def given_day(day: date) -> Due:
    """Until 24:00 of a day that was named, rest day or not."""
    return end_of(day, [plain_step(day, "last_day")])


def natural_days(calendar: Calendar, start: datetime, n: int, *, roll: bool) -> Due:
    """So many calendar days after the starting day; with `roll` a rest day at the end moves on."""
    first = beijing(start).date()
    last = first + ONE_DAY * n
    counted = (plain_step(first + ONE_DAY * k, "counted", k) for k in range(1, n))
    steps = [plain_step(first, "start_day"), *counted]
    if not roll:
        return end_of(last, [*steps, plain_step(last, "counted", n)])
    return rolled(calendar, last, steps, number=n)


def rolled(calendar: Calendar, last: date, steps: list[DayStep], number: int | None = None) -> Due:
    """Due on a day, or on the next working day if it is a rest day."""
    day = calendar.day(last)
    if day.working:
        return end_of(last, [*steps, step(day, "last_day" if number is None else None, number)])
    *resting, working = calendar.through_nth_working(last, 1)
    passed = [step(day, None, number), *(step(following) for following in resting)]
    return end_of(working.date, [*steps, *passed, step(working, "rolled")])


def working_days(calendar: Calendar, start: datetime, n: int, *, ends: time | None = None) -> Due:
    """So many working days after the starting day; the last ends at 24:00, or at `ends`, which is in time."""
    first = beijing(start).date()
    steps = [plain_step(first, "start_day")]
    counted = 0
    for day in calendar.through_nth_working(first, n):
        counted += day.working
        steps.append(step(day, number=counted if day.working else None))
    last = steps[-1].day
    return end_of(last, steps) if ends is None else moment(datetime.combine(last, ends, BEIJING), steps)


def clock_time(
    calendar: Calendar,
    start: datetime,
    on: Literal["start_day", "start_day_if_working", "next_working_day"],
    at: time,
) -> Due:
    """At a time of day on the starting day, or on a working day reckoned from it."""
    first = calendar.day(beijing(start).date())
    if on == "start_day":
        return moment(datetime.combine(first.date, at, BEIJING), [plain_step(first.date, "last_day")])
    if on == "start_day_if_working" and first.working:
        return moment(datetime.combine(first.date, at, BEIJING), [step(first, "last_day")])
    *resting, working = calendar.through_nth_working(first.date, 1)
    steps = [step(first, "start_day"), *(step(day) for day in resting), step(working, "last_day")]
    return moment(datetime.combine(working.date, at, BEIJING), steps)


def months_on(day: date, n: int) -> tuple[date, bool]:
    """The corresponding day n months later, and whether the month ended before it (民法典 202)."""
    month0 = day.year * 12 + day.month - 1 + n
    year, month = month0 // 12, month0 % 12 + 1
    length = gregorian.monthrange(year, month)[1]
    return date(year, month, min(day.day, length)), day.day > length


def months(start: datetime, n: int) -> Due:
    """So many calendar months on, to the corresponding day or the end of the month, 24:00; never rolled."""
    first = beijing(start).date()
    last, clamped = months_on(first, n)
    ending = plain_step(last, "month_end" if clamped else "corresponding_day")
    return end_of(last, [plain_step(first, "start_day"), ending])


def working_days_before(calendar: Calendar, day: date, n: int) -> date:
    """The nth working day before a day."""
    for _ in range(n):
        day = calendar.previous_working(day)
    return day
