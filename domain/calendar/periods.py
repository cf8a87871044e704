"""Due times reckoned in a period: the next week, a month's first week, a quarter's first working days."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Literal

from domain.calendar.days import ONE_DAY, Calendar, beijing
from domain.calendar.due import DayStep, Due, end_of, moment, plain_step, step
from domain.calendar.spans import months_on, rolled
from domain.values import BEIJING

ONE_WEEK = timedelta(days=7)


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - ONE_DAY * day.weekday()


def nth_working_day(calendar: Calendar, period_begins: datetime, n: int, *, first_counts: bool) -> Due:
    """The nth working day of a period, 24:00; the first one is day one unless `first_counts` is false."""
    steps: list[DayStep] = []
    before = beijing(period_begins).date() - ONE_DAY
    counted = 0 if first_counts else -1
    for day in calendar.through_nth_working(before, n - counted):
        counted += day.working
        steps.append(step(day, number=counted if day.working and counted else None))
    return end_of(steps[-1].day, steps)


def week_after(
    calendar: Calendar, start: datetime, ends: Literal["sunday_24_with_target_last_working_day", "friday"]
) -> Due:
    """In the week after the one of the start; a week without any working day moves to the next one."""
    held = beijing(start).date()
    monday = monday_of(held) + ONE_WEEK
    week = [calendar.day(monday + ONE_DAY * k) for k in range(7)]
    steps = [plain_step(held, "start_day")]
    working = [day for day in week if day.working]
    if ends == "friday":
        due = rolled(calendar, week[4].date, steps)
        return end_of(due.last_day, due.derivation, target=due.last_day)
    if not working:
        due = rolled(calendar, week[6].date, [*steps, *(step(day) for day in week[:6])])
        return end_of(due.last_day, due.derivation, target=due.last_day)
    target = working[-1]
    steps += [step(day, "target" if day == target else None) for day in week]
    return end_of(week[6].date, steps, target=target.date)


def weekday_time(calendar: Calendar, week_begins: datetime, weekday: int, at: time, *, roll: bool) -> Due:
    """At a time on a weekday (1 is Monday) of a week; with `roll` a rest day moves to a working day."""
    day = monday_of(beijing(week_begins).date()) + ONE_DAY * (weekday - 1)
    if not roll:
        return moment(datetime.combine(day, at, BEIJING), [plain_step(day, "last_day")])
    due = rolled(calendar, day, [])
    return moment(datetime.combine(due.last_day, at, BEIJING), due.derivation)


IfRestDay = Literal["next_working_day_of_week_else_skip", "skip", "previous"]


def meeting_day(
    calendar: Calendar, start: datetime, weekday: int, week: Literal["this", "next"], rest: IfRestDay
) -> Due:
    """The day of a weekly meeting, 24:00; a week without one carries what it had over to the next meeting."""
    begins = beijing(start).date()
    steps = [plain_step(begins, "start_day")] if week == "next" else []
    monday = monday_of(begins)
    while True:
        ordinary = calendar.day(monday + ONE_DAY * (weekday - 1))
        held = _held(calendar, ordinary.date, rest)
        if week == "next" and (held or ordinary.date) <= begins:
            monday += ONE_WEEK  # that meeting was before the start, or on its day
            continue
        if held == ordinary.date:
            return end_of(held, [*steps, step(ordinary, "last_day")])
        if held is not None:
            return end_of(held, [*steps, step(ordinary), step(calendar.day(held), "rolled")])
        steps.append(step(ordinary, "carried_over"))
        monday += ONE_WEEK


def _held(calendar: Calendar, ordinary: date, rest: IfRestDay) -> date | None:
    """The day a week's meeting is held on; None where it is skipped."""
    if calendar.is_working(ordinary):
        return ordinary
    if rest == "previous":
        return calendar.previous_working(ordinary)
    following = calendar.next_working(ordinary)
    same_week = monday_of(following) == monday_of(ordinary)
    return following if rest == "next_working_day_of_week_else_skip" and same_week else None


def first_week(
    calendar: Calendar,
    month_begins: datetime,
    reckoned: Literal["days_1_to_7_rolled", "week_of_1st", "first_full_week"],
) -> Due:
    """In the first week of a month: days 1 to 7, the calendar week of the 1st, or the first full one."""
    first = beijing(month_begins).date().replace(day=1)
    if reckoned == "days_1_to_7_rolled":
        return rolled(calendar, first + ONE_DAY * 6, [plain_step(first, "window_opens")])
    monday = monday_of(first)
    if reckoned == "first_full_week" and monday != first:
        monday += ONE_WEEK
    sunday = monday + ONE_DAY * 6
    return end_of(sunday, [plain_step(monday, "window_opens"), plain_step(sunday, "last_day")])


def month_window(month_begins: datetime, first: int, last: int | None) -> Due:
    """Between two days of a month; without `last` to its end."""
    begins = beijing(month_begins).date().replace(day=1)
    month_end = months_on(begins, 1)[0] - ONE_DAY
    opens = begins.replace(day=first)
    closes = month_end if last is None else min(begins + ONE_DAY * (last - 1), month_end)
    steps = [
        plain_step(opens, "window_opens"),
        plain_step(closes, "month_end" if last is None else "last_day"),
    ]
    return end_of(closes, steps, opens=opens)
