"""The due forms: every way in which a text may say until when something must happen."""

from __future__ import annotations

from datetime import time
from typing import Annotated, Literal

from pydantic import Field, model_validator

from domain.regulations.parts import Part

Count = Annotated[int, Field(ge=1)]


class Hours(Part):
    """So many hours, counted round the clock from the moment itself; the last moment is in time."""

    form: Literal["hours"]
    n: Count
    """How many."""


class Minutes(Part):
    """So many minutes, counted round the clock from the moment itself; the last moment is in time."""

    form: Literal["minutes"]
    n: Count
    """How many."""


class Opening(Part):
    """A part of a working day in which the office works."""

    begins: time
    """When it opens."""
    ends: time
    """When it closes."""


class WorkingHours(Part):
    """So many hours in which the office works, make-up days included; the last moment is in time."""

    form: Literal["working_hours"]
    n: Count
    """How many whole ones."""
    minutes: Annotated[int, Field(ge=0, le=59)] = 0
    """How many minutes beside them: half a day of seven hours is 3 and 30."""
    within: Annotated[tuple[Opening, ...], Field(min_length=1)]
    """When the office works on a working day, from morning to evening."""

    @model_validator(mode="after")
    def _one_after_the_other(self) -> WorkingHours:
        times = [moment for opening in self.within for moment in (opening.begins, opening.ends)]
        if times != sorted(set(times)):
            raise ValueError("within lists when the office opens and closes, one after the other")
        return self


class NaturalDays(Part):
    """So many calendar days; the starting day is not counted."""

    form: Literal["natural_days"]
    n: Count
    """How many."""
    roll: bool = True
    """Whether a last day that is a rest day moves to the next working day."""


class WorkingDays(Part):
    """So many working days, make-up days included; the starting day is not counted."""

    form: Literal["working_days"]
    n: Count
    """How many."""
    ends: time | None = None
    """Clock time at which the last day ends; absent means 24:00."""


class SameDay(Part):
    """Until 24:00 of the starting day, rest day or not."""

    form: Literal["same_day"]


class ClockTime(Part):
    """At a time of day, on the starting day or a working day reckoned from it; the time itself is in time."""

    form: Literal["clock_time"]
    on: Literal["start_day", "start_day_if_working", "next_working_day"]
    """`start_day_if_working` means the starting day, or the next working day after a rest day."""
    at: time
    """The time of day."""


class NthWorkingDay(Part):
    """The nth working day of the quarter or month that begins at the start, until 24:00."""

    form: Literal["nth_working_day"]
    n: Count
    """Which working day of the period."""
    of: Literal["quarter", "month"]
    """The period."""
    first_counts: bool = True
    """Whether the first working day of the period is day one."""


class WeekAfter(Part):
    """In the Monday-to-Sunday week after the one of the start, the last working day being the target."""

    form: Literal["week_after"]
    ends: Literal["sunday_24_with_target_last_working_day", "friday"]
    """With which day of that week it ends."""


class WeekdayTime(Part):
    """At a time on a weekday of the week that begins at the start."""

    form: Literal["weekday_time"]
    weekday: Annotated[int, Field(ge=1, le=7)]
    """1 is Monday."""
    at: time
    """The time of day."""
    roll: bool
    """Whether a rest day moves to the next working day."""


class FirstWeek(Part):
    """In the first week of the month that begins at the start."""

    form: Literal["first_week"]
    reckoned: Literal["days_1_to_7_rolled", "week_of_1st", "first_full_week"]
    """Which days are the first week."""


class MonthWindow(Part):
    """Between two days of the month that begins at the start; not before the first of them."""

    form: Literal["month_window"]
    first: Annotated[int, Field(ge=1, le=28)]
    """The day of the month from which on."""
    last: Annotated[int, Field(ge=1, le=31)] | None = None
    """Absent means the last day of the month."""


class Months(Part):
    """So many calendar months, to the corresponding day or the end of the month."""

    form: Literal["months"]
    n: Count
    """How many."""


class GivenDays(Part):
    """As many days as a special law grants, told with the order as facts `days` and `unit`."""

    form: Literal["given_days"]


class GivenDay(Part):
    """Until 24:00 of the day that whoever gives the order names, told as fact `until`; never moved."""

    form: Literal["given_day"]


class MeetingDay(Part):
    """On the day of a weekly meeting: a weekday, and where it goes when that is a rest day."""

    form: Literal["meeting_day"]
    weekday: Annotated[int, Field(ge=1, le=7)]
    """1 is Monday."""
    week: Literal["this", "next"]
    """The week the start lies in, or the first meeting after it."""
    if_rest_day: Literal["next_working_day_of_week_else_skip", "skip", "previous"]
    """A week without a meeting carries what it had over to the next one."""


class NotSet(Part):
    """The text gives no figure and no office has set one: it warns nobody and is never missed."""

    form: Literal["not_set"]


Span = Annotated[
    Hours
    | Minutes
    | WorkingHours
    | NaturalDays
    | WorkingDays
    | SameDay
    | ClockTime
    | NthWorkingDay
    | WeekAfter
    | WeekdayTime
    | FirstWeek
    | MonthWindow
    | Months
    | GivenDays
    | GivenDay
    | MeetingDay
    | NotSet,
    Field(discriminator="form"),
]
"""Until when, in one of the forms above."""
