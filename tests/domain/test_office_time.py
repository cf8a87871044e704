"""Minutes and hours: round the clock, or of the time in which an office works."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given

from adapters.calendars import announced
from adapters.http.pages.span_words import span_words
from adapters.regulations import SHIPPED, read_files
from domain.calendar import beijing, spans
from domain.regulations.limits import Limit, WarnBefore
from domain.regulations.model import Edition, EditionError
from domain.regulations.spans import Minutes, Opening, WorkingHours
from domain.rules.reckoning import NotProlongable, reckon, warn_at
from domain.values import BEIJING
from tests.support.facts import at

CALENDAR = announced()
MORNING, AFTERNOON = (time(9), time(12)), (time(14), time(17, 30))
DAY = (MORNING, AFTERNOON)
WITHIN = tuple(Opening(begins=begins, ends=ends) for begins, ends in DAY)
TWO_HOURS = WorkingHours(form="working_hours", n=2, within=WITHIN)


def due(start, hours=2, minutes=0):
    return spans.working_time(CALENDAR, start, timedelta(hours=hours, minutes=minutes), DAY)


@pytest.mark.parametrize(
    ("start", "ends"),
    [
        (at("2025-11-03", "09:30"), at("2025-11-03", "11:30")),
        (at("2025-11-03", "10:00"), at("2025-11-03", "12:00")),
        (at("2025-11-03", "11:00"), at("2025-11-03", "15:00")),
        (at("2025-11-03", "06:00"), at("2025-11-03", "11:00")),
        (at("2025-11-03", "12:30"), at("2025-11-03", "16:00")),
        (at("2025-11-03", "17:00"), at("2025-11-04", "10:30")),
        (at("2025-11-03", "17:30"), at("2025-11-04", "11:00")),
        (at("2025-11-07", "17:00"), at("2025-11-10", "10:30")),
        (at("2025-11-08", "10:00"), at("2025-11-10", "11:00")),
        (at("2025-09-30", "16:30"), at("2025-10-09", "10:00")),
        (at("2025-10-11", "16:30"), at("2025-10-13", "10:00")),
        (at("2025-10-10", "17:00"), at("2025-10-11", "10:30")),
    ],
)
def test_two_hours_of_office_time_end_when_the_office_has_worked_so_long(start, ends):
    found = due(start)
    assert found.due_at == ends
    assert found.holds(ends)


def test_half_a_day_of_an_office_may_have_minutes():
    assert due(at("2025-11-03", "09:00"), 3, 15).due_at == at("2025-11-03", "14:15")


def test_the_days_say_what_counted_and_what_did_not():
    days = [(f"{step.day:%m-%d}", step.why) for step in due(at("2025-11-07", "17:00"), 9).derivation]
    assert days == [
        ("11-07", "start_moment"),
        ("11-08", "weekend"),
        ("11-09", "weekend"),
        ("11-10", "counted"),
        ("11-11", "counted"),
    ]
    after_closing = [step.why for step in due(at("2025-10-10", "18:00")).derivation]
    assert after_closing == ["start_day", "make_up_workday"]


def office_time(since, until):
    """The office's minutes between two instants, one by one."""
    total, instant = 0, since
    while instant < until:
        clock = beijing(instant).time()
        total += CALENDAR.is_working(instant.date()) and any(opens <= clock < closes for opens, closes in DAY)
        instant += timedelta(minutes=1)
    return total


whole_minutes = st.integers(0, 60 * 24 * 40).map(lambda n: datetime(2025, 9, 20, tzinfo=BEIJING) + timedelta(minutes=n))


@given(whole_minutes, st.integers(1, 900))
def test_between_a_start_and_its_end_the_office_works_exactly_so_long(start, minutes):
    assert office_time(start, due(start, 0, minutes).due_at) == minutes


def test_minutes_run_round_the_clock():
    found = reckon(CALENDAR, Minutes(form="minutes", n=30), at("2025-11-08", "23:45"), {})
    assert (found.due_at, found.in_time) == (at("2025-11-09", "00:15"), "at_or_before")


@pytest.mark.parametrize("span", [Minutes(form="minutes", n=30), TWO_HOURS])
def test_neither_is_prolonged_by_days(span):
    with pytest.raises(NotProlongable):
        reckon(CALENDAR, span, at("2025-11-03"), {}, added=1)


def test_a_short_time_may_warn_minutes_before():
    limit = Limit.model_construct(warn=WarnBefore(form="before", n=10, unit="minute"))
    found = reckon(CALENDAR, TWO_HOURS, at("2025-11-03", "11:00"), {})
    assert warn_at(CALENDAR, limit, at("2025-11-03", "11:00"), found) == at("2025-11-03", "14:50")


def in_a_text(**span):
    files = read_files(SHIPPED / "suzhou/2021")
    files["limits.toml"]["limits"]["dispatch"]["span"] = span
    return Edition.of(files)


@pytest.mark.parametrize(
    "within",
    [
        [{"begins": time(12), "ends": time(9)}],
        [{"begins": time(9), "ends": time(12)}, {"begins": time(11), "ends": time(17)}],
        [{"begins": time(14), "ends": time(17)}, {"begins": time(9), "ends": time(12)}],
    ],
)
def test_an_office_opens_and_closes_in_the_order_of_the_day(within):
    with pytest.raises(EditionError, match="one after the other"):
        in_a_text(form="working_hours", n=2, within=within)


@pytest.mark.parametrize(
    ("span", "zh", "en"),
    [
        (Minutes(form="minutes", n=1), "1 分钟", "1 minute"),
        (
            TWO_HOURS,
            "2 个工作小时（09:00–12:00、14:00–17:30）",
            "2 hours of office time (09:00–12:00, 14:00–17:30)",
        ),
        (
            WorkingHours(form="working_hours", n=1, minutes=30, within=WITHIN[:1]),
            "1 个工作小时 30 分钟（09:00–12:00）",
            "1 hour of office time and 30 minutes (09:00–12:00)",
        ),
    ],
)
def test_a_text_says_it_in_words(span, zh, en):
    assert span_words(span) == (zh, en)
