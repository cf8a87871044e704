"""Which days are working days: the yearly schedules of the State Council over plain weekdays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Literal

from msgspec import field

from domain.values import BEIJING, Value

ONE_DAY = timedelta(days=1)
SATURDAY = 5

FIXED = {
    (1, 1): "元旦",
    (5, 1): "劳动节",
    (5, 2): "劳动节",
    (10, 1): "国庆节",
    (10, 2): "国庆节",
    (10, 3): "国庆节",
}
"""Rest days on fixed dates by law (全国年节及纪念日放假办法 第二条); they need no yearly notice."""


class Schedule(Value, frozen=True):
    """One year's notice: which days are off, and which weekend days are worked to make up for them."""

    year: int
    notice: str
    """The notice's number, `国办发明电〔2024〕12号`."""
    off: dict[date, str] = field(default_factory=dict)
    """Day off → the holiday's name; may hold days of the December before."""
    working: dict[date, str] = field(default_factory=dict)
    """Make-up working day → the holiday it makes up for."""


class Day(Value, frozen=True):
    """What is known of one day."""

    date: date
    working: bool
    why: Literal["workday", "weekend", "holiday", "make_up_workday"]
    note: str = ""
    """The holiday's name."""
    notice: str | None = None
    """The notice that says so; None where none had to."""
    provisional: bool = False
    """True in a year that is not announced yet."""


class Calendar:
    """The working days of the country, as far as they are announced."""

    def __init__(self, schedules: Iterable[Schedule] = ()) -> None:
        self.schedules = {schedule.year: schedule for schedule in schedules}
        self._named: dict[date, Day] = {}
        for year in sorted(self.schedules):
            schedule = self.schedules[year]
            for day, name in schedule.off.items():
                self._named[day] = Day(day, working=False, why="holiday", note=name, notice=schedule.notice)
            for day, name in schedule.working.items():
                self._named[day] = Day(day, working=True, why="make_up_workday", note=name, notice=schedule.notice)

    def with_schedule(self, schedule: Schedule) -> Calendar:
        """This calendar with one year's schedule added or replaced."""
        return Calendar([*(s for s in self.schedules.values() if s.year != schedule.year), schedule])

    def known_until(self, last: date) -> Calendar:
        """This calendar without the years after the one of a day: what was announced by then."""
        return Calendar(s for s in self.schedules.values() if s.year <= last.year)

    def announces(self, year: int) -> bool:
        """Whether the year's schedule is known."""
        return year in self.schedules

    def day(self, day: date) -> Day:
        """What is known of a day; in an unannounced year a provisional guess by weekday and fixed holiday."""
        if day in self._named:
            return self._named[day]
        provisional = not self.announces(day.year)
        if provisional and (day.month, day.day) in FIXED:
            name = FIXED[day.month, day.day]
            return Day(day, working=False, why="holiday", note=name, provisional=True)
        weekend = day.weekday() >= SATURDAY
        return Day(day, working=not weekend, why="weekend" if weekend else "workday", provisional=provisional)

    def is_working(self, day: date) -> bool:
        """Whether offices work on this day."""
        return self.day(day).working

    def through_nth_working(self, after: date, n: int) -> list[Day]:
        """The days after a day, up to and including the nth working day (n ≥ 1) among them."""
        days: list[Day] = []
        while n:
            after += ONE_DAY
            days.append(self.day(after))
            n -= days[-1].working
        return days

    def next_working(self, day: date) -> date:
        """The first working day after a day."""
        return self.through_nth_working(day, 1)[-1].date

    def previous_working(self, day: date) -> date:
        """The last working day before a day."""
        day -= ONE_DAY
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def working_days_between(self, after: date, through: date) -> int:
        """How many working days lie after a day, up to and including another."""
        days = (through - after).days
        return sum(self.is_working(after + ONE_DAY * n) for n in range(1, days + 1))


def beijing(instant: datetime) -> datetime:
    """The instant on the civil clock, +08:00. Raises ValueError without an offset."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its offset")
    return instant.astimezone(BEIJING)


def midnight(day: date) -> datetime:
    """00:00 of a day, +08:00."""
    return datetime.combine(day, time(), BEIJING)
