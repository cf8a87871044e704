"""Working days as announced, guessed, and overlaid."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from domain.calendar import Calendar, Schedule, beijing

GOLDEN_WEEK = Schedule(
    2025,
    "notice 1",
    off={date(2025, 10, day): "国庆节" for day in range(1, 9)},
    working={date(2025, 9, 28): "国庆节", date(2025, 10, 11): "国庆节"},
)


def test_a_plain_weekday_of_an_announced_year_is_a_working_day_without_a_notice():
    day = Calendar([GOLDEN_WEEK]).day(date(2025, 11, 5))
    assert (day.working, day.why, day.notice, day.provisional) == (True, "workday", None, False)


def test_a_weekday_off_by_notice_is_a_holiday_and_a_weekend_worked_by_notice_makes_up():
    calendar = Calendar([GOLDEN_WEEK])
    assert not calendar.is_working(date(2025, 10, 8))
    assert calendar.is_working(date(2025, 10, 11))
    assert calendar.next_working(date(2025, 9, 30)) == date(2025, 10, 9)
    assert calendar.previous_working(date(2025, 10, 9)) == date(2025, 9, 30)


def test_an_unannounced_year_is_guessed_by_weekday_and_fixed_holiday_and_says_so():
    calendar = Calendar([GOLDEN_WEEK])
    new_year, saturday, monday = (calendar.day(date(2027, 1, day)) for day in (1, 2, 4))
    assert (new_year.working, new_year.why, new_year.note) == (False, "holiday", "元旦")
    assert (saturday.working, saturday.why) == (False, "weekend")
    assert (monday.working, monday.why) == (True, "workday")
    assert new_year.provisional
    assert saturday.provisional
    assert monday.provisional


def test_a_schedule_announced_later_is_overlaid_and_leaves_the_old_calendar_alone():
    guessed = Calendar()
    told = guessed.with_schedule(GOLDEN_WEEK)
    assert guessed.is_working(date(2025, 10, 8))
    assert not told.is_working(date(2025, 10, 8))
    assert not told.day(date(2025, 11, 5)).provisional


def test_a_corrected_schedule_replaces_the_year_and_keeps_the_others():
    other = Schedule(2024, "notice 0", off={date(2024, 10, 1): "国庆节"})
    again = Calendar([other, GOLDEN_WEEK]).with_schedule(Schedule(2025, "notice 2"))
    assert again.is_working(date(2025, 10, 8))
    assert not again.is_working(date(2024, 10, 1))


def test_the_calendar_as_known_until_a_year_forgets_what_came_later():
    calendar = Calendar([GOLDEN_WEEK]).known_until(date(2024, 12, 31))
    assert calendar.day(date(2025, 10, 8)).provisional


def test_working_days_between_leave_out_the_first_day_and_hold_the_last():
    calendar = Calendar([GOLDEN_WEEK])
    assert calendar.working_days_between(date(2025, 9, 30), date(2025, 10, 11)) == 3
    assert calendar.working_days_between(date(2025, 10, 11), date(2025, 9, 30)) == 0


def test_an_instant_without_an_offset_has_no_civil_day():
    with pytest.raises(ValueError, match="offset"):
        beijing(datetime(2025, 1, 1))  # noqa: DTZ001  (the point of the test)


def test_an_instant_late_on_the_day_before_elsewhere_is_already_the_next_day_here():
    assert beijing(datetime.fromisoformat("2025-01-01T17:00:00+00:00")).date() == date(2025, 1, 2)
