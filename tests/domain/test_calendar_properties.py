"""What holds of every due time, whatever the start and the calendar."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import hypothesis.strategies as st
from hypothesis import given, settings

from adapters.calendars import announced
from domain.calendar import beijing, midnight, periods, spans
from domain.values import BEIJING

CALENDAR = announced()

starts = st.datetimes(datetime(2019, 1, 1), datetime(2027, 12, 31), timezones=st.just(BEIJING))  # noqa: DTZ001  (given a zone beside)
few = st.integers(1, 30)


@given(starts, few)
def test_working_days_are_numbered_one_by_one_and_the_start_is_never_counted(start, n):
    due = spans.working_days(CALENDAR, start, n)
    numbered = [step for step in due.derivation if step.number is not None]
    assert [step.number for step in numbered] == list(range(1, n + 1))
    assert all(CALENDAR.is_working(step.day) for step in numbered)
    assert start.date() not in {step.day for step in numbered}
    assert due.last_day == numbered[-1].day
    assert due.due_at == midnight(due.last_day) + timedelta(days=1)


@given(starts, few)
def test_a_derivation_holds_every_day_from_the_start_to_the_last(start, n):
    for due in (
        spans.working_days(CALENDAR, start, n),
        spans.natural_days(CALENDAR, start, n, roll=True),
        spans.by_the_clock(start, timedelta(hours=n)),
    ):
        days = [step.day for step in due.derivation]
        assert days == [start.date() + timedelta(days=k) for k in range(len(days))]
        assert days[-1] == due.last_day


@given(starts, few, st.integers(1, 10))
def test_adding_working_days_later_or_at_once_is_the_same(start, n, added):
    at_once = spans.working_days(CALENDAR, start, n + added).last_day
    later = spans.working_days(CALENDAR, midnight(spans.working_days(CALENDAR, start, n).last_day), added)
    assert later.last_day == at_once


@given(starts, few)
def test_so_many_working_days_before_and_after_a_working_day_undo_each_other(start, n):
    day = CALENDAR.next_working(start.date())
    after = spans.working_days(CALENDAR, midnight(day), n).last_day
    assert spans.working_days_before(CALENDAR, after, n) == day


@given(starts, few)
def test_natural_days_end_on_the_day_itself_or_on_the_working_day_it_rolls_to(start, n):
    nominal = start.date() + timedelta(days=n)
    rolled = spans.natural_days(CALENDAR, start, n, roll=True).last_day
    assert spans.natural_days(CALENDAR, start, n, roll=False).last_day == nominal
    assert rolled == (nominal if CALENDAR.is_working(nominal) else CALENDAR.next_working(nominal))


@given(starts, st.integers(1, 100))
def test_hours_run_round_the_clock_and_the_last_moment_is_in_time(start, n):
    due = spans.by_the_clock(start, timedelta(hours=n))
    assert due.due_at - start == timedelta(hours=n)
    assert due.holds(due.due_at)
    assert not due.holds(due.due_at + timedelta(microseconds=1))


@given(starts, starts, few)
def test_a_later_start_is_never_due_earlier(one, other, n):
    early, late = sorted((one, other))
    assert spans.working_days(CALENDAR, early, n).due_at <= spans.working_days(CALENDAR, late, n).due_at
    next_noon = (spans.clock_time(CALENDAR, start, "next_working_day", time(12)).due_at for start in (early, late))
    assert next(next_noon) <= next(next_noon)


@given(starts, few)
def test_a_due_time_is_provisional_exactly_where_a_guessed_day_mattered(start, n):
    due = spans.working_days(CALENDAR, start, n)
    looked_at = [step.day for step in due.derivation[1:]]
    assert due.provisional == any(not CALENDAR.announces(day.year) for day in looked_at)


@given(starts, st.integers(1, 48))
def test_months_end_on_the_same_day_number_or_the_last_of_a_shorter_month(start, n):
    due = spans.months(start, n)
    assert due.last_day.day == start.day or (due.last_day + timedelta(days=1)).day == 1 < start.day
    months = (due.last_day.year - start.year) * 12 + due.last_day.month - start.month
    assert months == n


@given(starts)
@settings(max_examples=300)
def test_minutes_are_aimed_at_a_working_day_no_later_than_their_end(start):
    due = periods.week_after(CALENDAR, start, "sunday_24_with_target_last_working_day")
    assert CALENDAR.is_working(due.target_day)
    assert due.target_day <= due.last_day
    assert due.last_day >= periods.monday_of(start.date()) + timedelta(days=13)


@given(starts, few)
def test_the_offset_a_start_is_told_in_does_not_matter(start, n):
    elsewhere = start.astimezone(BEIJING).astimezone(tz=None)
    assert spans.working_days(CALENDAR, elsewhere, n) == spans.working_days(CALENDAR, start, n)
    assert beijing(elsewhere) == start
