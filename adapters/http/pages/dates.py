"""Dates as people say them: always the weekday, 24:00 rather than the next day's 0:00."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from adapters.http.pages.language import Language
from domain.calendar import Calendar, beijing

WEEKDAYS = "一二三四五六日"
SATURDAY = 6


def is_make_up(day: date, calendar: Calendar) -> bool:
    """Whether it is a weekend day that is worked."""
    return day.isoweekday() >= SATURDAY and calendar.is_working(day)


def day_and_clock(instant: datetime) -> tuple[date, str]:
    """The civil day and time; midnight belongs to the day it ends."""
    local = beijing(instant)
    if (local.hour, local.minute, local.second) == (0, 0, 0):
        return local.date() - timedelta(days=1), "24:00"
    return local.date(), f"{local:%H:%M}"


def say_day(day: date, language: Language) -> str:
    """`9/29 周二`, `Tue 29 Sep`."""
    return f"{day.month}/{day.day} 周{WEEKDAYS[day.weekday()]}" if language == "zh" else f"{day:%a} {day.day} {day:%b}"


def say_whole_day(day: date, language: Language) -> str:
    """`2026年9月29日（周二）`, `Tue 29 Sep 2026`."""
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日（周{WEEKDAYS[day.weekday()]}）"
    return f"{say_day(day, language)} {day.year}"


def say(instant: datetime, language: Language) -> str:
    """`9/29 周二 24:00`."""
    day, clock = day_and_clock(instant)
    return f"{say_day(day, language)} {clock}"


def say_whole(instant: datetime, language: Language) -> str:
    """`2026年9月29日（周二）24:00`."""
    day, clock = day_and_clock(instant)
    between = "" if language == "zh" else " "
    return f"{say_whole_day(day, language)}{between}{clock}"


@dataclass(frozen=True)
class Saying:
    """Dates in one language by one calendar, so that a weekend day that is worked always says so."""

    language: Language
    calendar: Calendar

    def day(self, day: date) -> str:
        """`10/10 周六补班`."""
        return say_day(day, self.language) + self._worked(day)

    def whole_day(self, day: date) -> str:
        """`2026年10月10日（周六 · 补班日）`."""
        said = say_whole_day(day, self.language)
        if not is_make_up(day, self.calendar):
            return said
        return said.replace("）", " · 补班日）") if self.language == "zh" else said + self._worked(day)

    def instant(self, instant: datetime) -> str:
        """`10/10 周六补班 24:00`."""
        day, clock = day_and_clock(instant)
        return f"{self.day(day)} {clock}"

    def whole_instant(self, instant: datetime) -> str:
        """`2026年10月10日（周六 · 补班日）24:00`."""
        day, clock = day_and_clock(instant)
        return f"{self.whole_day(day)}{'' if self.language == 'zh' else ' '}{clock}"

    def _worked(self, day: date) -> str:
        if not is_make_up(day, self.calendar):
            return ""
        return "补班" if self.language == "zh" else " (make-up)"
