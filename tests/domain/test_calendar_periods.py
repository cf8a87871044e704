"""Due times in a week, a month, a quarter; one case for every branch the worked examples leave out."""

from __future__ import annotations

from datetime import date, time

import pytest

from adapters.calendars import announced
from domain.calendar import periods, spans
from domain.calendar.days import midnight

CALENDAR = announced()


def test_if_the_first_working_day_does_not_count_the_quarter_gains_one_day():
    begins = midnight(date(2024, 7, 1))
    assert periods.nth_working_day(CALENDAR, begins, 5, first_counts=True).last_day == date(2024, 7, 5)
    assert periods.nth_working_day(CALENDAR, begins, 5, first_counts=False).last_day == date(2024, 7, 8)


@pytest.mark.parametrize(
    ("held", "friday"), [(date(2025, 11, 12), date(2025, 11, 21)), (date(2025, 9, 24), date(2025, 10, 9))]
)
def test_a_week_that_ends_on_friday_moves_on_where_friday_is_a_holiday(held, friday):
    due = periods.week_after(CALENDAR, midnight(held), "friday")
    assert (due.last_day, due.target_day) == (friday, friday)


def test_a_weekday_that_does_not_roll_stays_on_its_holiday():
    begins = midnight(date(2024, 9, 30))
    due = periods.weekday_time(CALENDAR, begins, 2, time(12), roll=False)
    assert due.last_day == date(2024, 10, 1)


def test_a_month_that_begins_on_a_monday_has_its_first_full_week_at_once():
    due = periods.first_week(CALENDAR, midnight(date(2024, 7, 1)), "first_full_week")
    assert due.last_day == date(2024, 7, 7)


def test_a_window_in_a_month_may_close_before_the_month_does():
    due = periods.month_window(midnight(date(2025, 10, 1)), 5, 10)
    assert (due.not_before, due.last_day) == (date(2025, 10, 5), date(2025, 10, 10))


def test_a_window_never_closes_after_the_month():
    assert periods.month_window(midnight(date(2025, 2, 1)), 21, 31).last_day == date(2025, 2, 28)


def test_a_limit_that_ends_by_the_clock_includes_that_minute():
    due = spans.working_days(CALENDAR, midnight(date(2025, 11, 7)), 1, ends=time(17, 30))
    assert due.holds(midnight(date(2025, 11, 10)).replace(hour=17, minute=30))
    assert due.in_time == "at_or_before"


def test_a_rest_day_at_the_end_explains_why_it_moved():
    due = spans.natural_days(CALENDAR, midnight(date(2026, 2, 13)), 7, roll=True)
    assert [step.why for step in due.derivation[-5:]] == ["holiday", "holiday", "holiday", "holiday", "rolled"]
    assert due.last_day == date(2026, 2, 24)
