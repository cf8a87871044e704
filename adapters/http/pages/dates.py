"""Dates as people say them: always the weekday, 24:00 rather than the next day's 0:00."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from adapters.http.pages.language import Language
from domain.calendar import beijing

WEEKDAYS = "一二三四五六日"


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
