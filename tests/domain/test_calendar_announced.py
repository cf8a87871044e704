"""The announced calendar against an independent collection of the notices (holiday-cn, where it is at hand)."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

from adapters.calendars import NOTICES, announced
from tests.support.schedules import HOLIDAY_CN, needs_holiday_cn


def _collected() -> dict[date, tuple[bool, str]]:
    days = {}
    for year in NOTICES:
        for day in json.loads((HOLIDAY_CN / f"{year}.json").read_text(encoding="utf-8"))["days"]:
            days[date.fromisoformat(day["date"])] = (day["isOffDay"], day["name"])
    return days


@needs_holiday_cn
def test_every_day_from_2019_to_2026_agrees_with_the_collected_notices():
    collected, calendar = _collected(), announced()
    day = date(2019, 1, 1)
    while day <= date(2026, 12, 31):
        off = collected[day][0] if day in collected else day.weekday() >= 5
        assert calendar.is_working(day) is not off, day
        day += timedelta(days=1)


@needs_holiday_cn
def test_each_notice_number_is_of_the_year_in_which_its_paper_came_out():
    for year, notice in NOTICES.items():
        paper = json.loads((HOLIDAY_CN / f"{year}.json").read_text(encoding="utf-8"))["papers"][0]
        assert re.search(r"〔(\d{4})〕", notice)[1] == re.search(r"/(20\d{2})-?\d{2}/", paper)[1]


def test_the_december_days_of_a_new_year_belong_to_the_notice_of_the_new_year():
    day = announced().day(date(2022, 12, 31))
    assert (day.working, day.why, day.note, day.notice) == (False, "holiday", "元旦", NOTICES[2023])


def test_a_make_up_saturday_is_a_working_day_and_names_its_notice():
    day = announced().day(date(2026, 2, 14))
    assert (day.working, day.why, day.note, day.notice) == (True, "make_up_workday", "春节", NOTICES[2026])
