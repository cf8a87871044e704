"""The working calendar as chinesecalendar knows it, handed to the domain as yearly schedules."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache

from chinese_calendar.constants import Holiday, holidays, workdays

from domain.calendar import Calendar, Schedule

NOTICES = {
    2019: "国办发明电〔2018〕15号",
    2020: "国办发明电〔2019〕16号",
    2021: "国办发明电〔2020〕27号",
    2022: "国办发明电〔2021〕11号",
    2023: "国办发明电〔2022〕16号",
    2024: "国办发明电〔2023〕7号",
    2025: "国办发明电〔2024〕12号",
    2026: "国办发明电〔2025〕7号",
}
"""Year → number of the State Council's notice."""

DECEMBER = 12


def _year_of(day: date, name: str) -> int:
    """The notice's year: New Year's days in December belong to the next one."""
    return day.year + (day.month == DECEMBER and name == Holiday.new_years_day.value)


@cache
def announced(until: int | None = None) -> Calendar:
    """Every year chinesecalendar knows, or those up to a year; later ones are announced by an officer."""
    names = {holiday.value: holiday.chinese for holiday in Holiday}
    off: defaultdict[int, dict[date, str]] = defaultdict(dict)
    working: defaultdict[int, dict[date, str]] = defaultdict(dict)
    for day, name in holidays.items():
        off[_year_of(day, name)][day] = names[name]
    for day, name in workdays.items():
        working[_year_of(day, name)][day] = names[name]
    return Calendar(
        Schedule(year, NOTICES.get(year, f"国务院办公厅{year}年放假安排"), off[year], working[year])
        for year in sorted(off)
        if until is None or year <= until
    )
