"""From a due form of an edition to a due time: one line for each form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from domain.calendar import Calendar, Due, beijing, midnight, periods, spans
from domain.errors import Refused
from domain.regulations.limits import Limit, WarnAt
from domain.regulations.spans import (
    ClockTime,
    FirstWeek,
    GivenDay,
    GivenDays,
    Hours,
    MeetingDay,
    Minutes,
    Months,
    MonthWindow,
    NaturalDays,
    NotSet,
    NthWorkingDay,
    SameDay,
    Span,
    WeekAfter,
    WeekdayTime,
    WorkingDays,
    WorkingHours,
)

UNITS = ("working_day", "natural_day")
MOST_DAYS = 3660
"""No law grants more than ten years; a larger figure is a slip."""


class LimitNotSet(Refused):
    """The text gives no figure here, and none was recorded or told."""

    code = "deadline.not_set"


class NotProlongable(Refused):
    """A due form that is not counted in days cannot be prolonged by days."""

    code = "extension.not_foreseen"


def given_days(facts: Mapping[str, str]) -> tuple[int, str]:
    """The special limit told with an order: how many days, of which unit. Raises LimitNotSet."""
    days, unit = facts.get("days", ""), facts.get("unit", "working_day")
    if not days.isdecimal() or not 1 <= int(days) <= MOST_DAYS or unit not in UNITS:
        raise LimitNotSet(
            f"the special limit is not set (days {days or 'missing'}, unit {unit})",
            remedy="give facts days=<number> and unit=working_day or natural_day from the special rule",
        )
    return int(days), unit


def named_day(facts: Mapping[str, str]) -> date:
    """The day named with an order. Raises LimitNotSet."""
    try:
        return date.fromisoformat(facts.get("until", ""))
    except ValueError:
        raise LimitNotSet(
            f"the day is not set (until {facts.get('until') or 'missing'})",
            remedy="give the fact until=<day>, 2026-03-20",
        ) from None


def length(span: Span, facts: Mapping[str, str]) -> int:
    """How many days a limit counted in days has. Raises NotProlongable for other forms."""
    match span:
        case WorkingDays() | NaturalDays():
            return span.n
        case GivenDays():
            return given_days(facts)[0]
        case _:
            raise NotProlongable("only a limit counted in days can be prolonged", remedy="answer in time")


def reckon(calendar: Calendar, span: Span, start: datetime, facts: Mapping[str, str], *, added: int = 0) -> Due:
    """The due time of a form from a start, with `added` days of extension in the limit's own unit.

    For a form in a period, `start` is the moment the period begins. Raises LimitNotSet without a figure,
    NotProlongable where days cannot be added.
    """
    match span:
        case WorkingDays() | NaturalDays() | GivenDays():
            return _in_days(calendar, span, start, facts, added)
        case NotSet():
            raise LimitNotSet("the text gives no figure", remedy="record a local setting with author and reason")
        case _ if added:
            raise NotProlongable("only a limit counted in days can be prolonged", remedy="answer in time")
        case Hours() | Minutes() | WorkingHours():
            return _so_long(calendar, span, start)
        case SameDay() | ClockTime() | Months():
            return _at_a_moment(calendar, span, start)
        case GivenDay():
            return spans.given_day(named_day(facts))
        case _:
            return _in_period(calendar, span, start)


def _in_days(
    calendar: Calendar,
    span: WorkingDays | NaturalDays | GivenDays,
    start: datetime,
    facts: Mapping[str, str],
    added: int,
) -> Due:
    match span:
        case WorkingDays():
            return spans.working_days(calendar, start, span.n + added, ends=span.ends)
        case NaturalDays():
            return spans.natural_days(calendar, start, span.n + added, roll=span.roll)
        case _:
            days, unit = given_days(facts)
            if unit == "natural_day":
                return spans.natural_days(calendar, start, days + added, roll=True)
            return spans.working_days(calendar, start, days + added)


def _so_long(calendar: Calendar, span: Hours | Minutes | WorkingHours, start: datetime) -> Due:
    match span:
        case Hours():
            return spans.by_the_clock(start, timedelta(hours=span.n))
        case Minutes():
            return spans.by_the_clock(start, timedelta(minutes=span.n))
        case _:
            within = [(opening.begins, opening.ends) for opening in span.within]
            return spans.working_time(calendar, start, timedelta(hours=span.n, minutes=span.minutes), within)


def _at_a_moment(calendar: Calendar, span: SameDay | ClockTime | Months, start: datetime) -> Due:
    match span:
        case SameDay():
            return spans.same_day(start)
        case ClockTime():
            return spans.clock_time(calendar, start, span.on, span.at)
        case _:
            return spans.months(start, span.n)


def _in_period(
    calendar: Calendar,
    span: NthWorkingDay | WeekAfter | WeekdayTime | FirstWeek | MonthWindow | MeetingDay,
    begins: datetime,
) -> Due:
    match span:
        case NthWorkingDay():
            return periods.nth_working_day(calendar, begins, span.n, first_counts=span.first_counts)
        case WeekAfter():
            return periods.week_after(calendar, begins, span.ends)
        case WeekdayTime():
            return periods.weekday_time(calendar, begins, span.weekday, span.at, roll=span.roll)
        case MeetingDay():
            return periods.meeting_day(calendar, begins, span.weekday, span.week, span.if_rest_day)
        case FirstWeek():
            return periods.first_week(calendar, begins, span.reckoned)
        case _:
            return periods.month_window(begins, span.first, span.last)


def warn_at(calendar: Calendar, limit: Limit, start: datetime, due: Due) -> datetime:
    """When a deadline turns to its warning colour: not before its start; at its end where none is set."""
    last = due.target_day or due.last_day
    match limit.warn:
        case None:
            return due.due_at
        case WarnAt(time=time):
            warning = midnight(last).replace(hour=time.hour, minute=time.minute)
        case before if before.unit == "minute":
            warning = due.due_at - timedelta(minutes=before.n)
        case before if before.unit == "hour":
            warning = due.due_at - timedelta(hours=before.n)
        case before:
            warning = midnight(spans.working_days_before(calendar, last, before.n - 1))
    return min(max(warning, beijing(start)), due.due_at)
