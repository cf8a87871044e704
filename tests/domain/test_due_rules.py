"""Which deadlines a step begins, and when they are reckoned again."""

from __future__ import annotations

from datetime import date, time

import pytest

from adapters.calendars import announced
from domain.calendar import Calendar, Schedule
from domain.regulations.limits import WarnAt, WarnBefore
from domain.regulations.spans import NaturalDays
from domain.rules.deadlines import (
    ClauseWithoutLimit,
    GovernedByAnotherClause,
    UnknownClause,
    due_for,
    recompute,
    start_deadlines,
)
from domain.rules.reckoning import LimitNotSet, NotProlongable, length, reckon, warn_at

CALENDAR = announced()


def _begun(edition, step, at, **facts):
    return {new.limit.id: new for new in start_deadlines(edition, CALENDAR, step, at, facts)}


def test_a_dispatch_begins_signing_return_and_handling(suzhou, instant):
    begun = _begun(suzhou, "dispatched", instant("2026-02-13T09:00:00+08:00"), kind="complaint")
    assert begun.keys() == {"sign-am", "return", "handle-complaint"}
    handle = begun["handle-complaint"]
    assert handle.due.last_day == date(2026, 3, 2)
    assert handle.basis == suzhou.citation("suzhou.norm.handle-complaint")
    assert handle.facts["half_day"] == "morning"


def test_an_afternoon_dispatch_begins_the_other_signing_limit(suzhou, instant):
    assert "sign-pm" in _begun(suzhou, "dispatched", instant("2026-02-13T12:00:00+08:00"), kind="praise")


def test_praise_is_signed_for_and_never_late_in_handling(suzhou, instant):
    begun = _begun(suzhou, "dispatched", instant("2025-11-05T09:00:00+08:00"), kind="praise")
    assert begun.keys() == {"sign-am", "return"}


def test_a_special_law_takes_the_place_of_the_general_limit(suzhou, instant):
    facts = {"kind": "complaint", "special_law": "a law, article 1", "days": "20", "unit": "natural_day"}
    begun = _begun(suzhou, "dispatched", instant("2025-11-05T09:00:00+08:00"), **facts)
    assert begun.keys() == {"sign-am", "return", "handle-special", "progress-complaint"}
    assert begun["handle-special"].due.last_day == date(2025, 11, 25)


def test_a_registration_begins_dispatch_and_the_citizens_own_clock(suzhou, instant):
    begun = _begun(suzhou, "registered", instant("2025-10-04T10:00:00+08:00"), kind="sudden")
    assert begun.keys() == {"dispatch", "citizen-emergency"}
    citizen = begun["citizen-emergency"].limit
    assert (citizen.clock, citizen.breaches, citizen.source) == ("citizen", False, "local_setting")


@pytest.mark.parametrize(
    ("step", "period", "at", "names"),
    [
        ("period_ended", "day", "2025-11-09T00:00:00+08:00", {"report-daily"}),
        ("period_ended", "week", "2025-11-10T00:00:00+08:00", {"report-weekly"}),
        ("period_ended", "month", "2025-11-01T00:00:00+08:00", {"report-monthly"}),
        ("period_started", "month", "2025-11-01T00:00:00+08:00", {"report-consultation"}),
        ("period_ended", "quarter", "2026-01-01T00:00:00+08:00", set()),
    ],
)
def test_a_period_begins_the_reports_of_its_kind_and_none_whose_day_is_not_set(
    suzhou, instant, step, period, at, names
):
    assert _begun(suzhou, step, instant(at), period=period).keys() == names


def test_a_final_no_begins_a_soft_target_for_the_feedback(tongbai, instant):
    begun = _begun(tongbai, "final_no", instant("2025-11-07T09:00:00+08:00"))
    feedback = begun["feedback"]
    assert (feedback.limit.severity, feedback.limit.breaches) == ("soft", False)
    assert feedback.due.last_day == date(2025, 11, 10)


def test_a_clause_asked_about_the_wrong_half_of_a_day_names_the_right_one(suzhou, instant):
    with pytest.raises(GovernedByAnotherClause, match=r"suzhou\.norm\.sign-pm does") as refused:
        due_for(suzhou, CALENDAR, "suzhou.norm.sign-am", instant("2025-11-05T15:00:00+08:00"), {})
    assert refused.value.clauses == ("suzhou.norm.sign-pm",)
    assert refused.value.basis == suzhou.citation("suzhou.norm.sign-am")


def test_a_kind_that_no_clause_speaks_about_has_no_answer(suzhou, instant):
    with pytest.raises(GovernedByAnotherClause, match=r"does not speak about kind=praise$"):
        due_for(
            suzhou,
            CALENDAR,
            "suzhou.norm.handle-complaint",
            instant("2025-11-05T15:00:00+08:00"),
            {"kind": "praise", "law": "general"},
        )


def test_a_clause_that_is_not_there_or_gives_no_time_is_refused(suzhou, instant):
    at = instant("2025-11-05T15:00:00+08:00")
    with pytest.raises(UnknownClause):
        due_for(suzhou, CALENDAR, "suzhou.no.such", at, {})
    with pytest.raises(ClauseWithoutLimit) as refused:
        due_for(suzhou, CALENDAR, "suzhou.norm.channels", at, {})
    assert refused.value.basis == suzhou.citation("suzhou.norm.channels")


def test_a_figure_nobody_set_is_not_set(suzhou, instant):
    at = instant("2025-11-05T15:00:00+08:00")
    with pytest.raises(LimitNotSet):
        due_for(suzhou, CALENDAR, "suzhou.sup.monthly", at, {})
    for facts in ({}, {"days": "0"}, {"days": "many"}, {"days": "99999"}, {"days": "3", "unit": "moon"}):
        with pytest.raises(LimitNotSet):
            due_for(suzhou, CALENDAR, "suzhou.norm.handle-special", at, facts)


def test_a_schedule_announced_later_moves_a_provisional_due_time(suzhou, instant):
    start, facts = instant("2027-02-01T09:00:00+08:00"), {"kind": "complaint", "law": "general"}
    guessed = recompute(suzhou, CALENDAR, "suzhou.norm.handle-complaint", start, facts)
    festival = {date(2027, 2, day): "春节" for day in range(5, 12)}
    told = CALENDAR.with_schedule(Schedule(2027, "notice", off=festival))
    again = recompute(suzhou, told, "suzhou.norm.handle-complaint", start, facts)
    assert (guessed.last_day, guessed.provisional) == (date(2027, 2, 10), True)
    assert (again.last_day, again.provisional) == (date(2027, 2, 17), False)


def test_a_start_that_turns_into_a_day_off_is_signed_for_under_the_clause_that_now_speaks(suzhou, instant):
    start = instant("2027-02-05T15:00:00+08:00")
    before = recompute(suzhou, CALENDAR, "suzhou.norm.sign-pm", start, {"half_day": "afternoon"})
    told = CALENDAR.with_schedule(Schedule(2027, "notice", off={date(2027, 2, 5): "春节"}))
    after = recompute(suzhou, told, "suzhou.norm.sign-pm", start, {"half_day": "afternoon"})
    assert before.due_at == instant("2027-02-08T12:00:00+08:00")
    assert after.due_at == instant("2027-02-08T17:30:00+08:00")


def test_extensions_granted_are_kept_when_the_calendar_changes(suzhou, instant):
    start, facts = instant("2025-11-03T09:00:00+08:00"), {"kind": "suggestion"}
    due = recompute(suzhou, CALENDAR, "suzhou.norm.handle-complex", start, facts, extended_by=(2, 1))
    assert due.last_day == date(2025, 11, 11)


def test_natural_days_take_extensions_on_before_they_roll(instant):
    span = NaturalDays(form="natural_days", n=3)
    start = instant("2025-11-05T09:00:00+08:00")
    assert length(span, {}) == 3
    assert reckon(CALENDAR, span, start, {}).last_day == date(2025, 11, 10)
    assert reckon(CALENDAR, span, start, {}, added=3).last_day == date(2025, 11, 11)


def test_a_limit_not_counted_in_days_takes_no_days_on(suzhou, instant):
    span = suzhou.limit("handle-emergency").span
    with pytest.raises(NotProlongable):
        reckon(CALENDAR, span, instant("2025-11-03T09:00:00+08:00"), {}, added=1)
    with pytest.raises(NotProlongable):
        length(span, {})
    assert length(suzhou.limit("handle-special").span, {"days": "15"}) == 15


@pytest.mark.parametrize(
    ("warn", "expected"),
    [
        (None, "2025-11-13T00:00:00+08:00"),
        (WarnBefore(form="before", n=2, unit="working_day"), "2025-11-11T00:00:00+08:00"),
        (WarnBefore(form="before", n=6, unit="hour"), "2025-11-12T18:00:00+08:00"),
        (WarnAt(form="at", time=time(17, 30)), "2025-11-12T17:30:00+08:00"),
        (WarnBefore(form="before", n=30, unit="working_day"), "2025-11-03T09:00:00+08:00"),
    ],
)
def test_a_warning_comes_as_long_before_the_end_as_set_and_never_before_the_start(suzhou, instant, warn, expected):
    start = instant("2025-11-03T09:00:00+08:00")
    limit = suzhou.limit("handle-complaint").model_copy(update={"warn": warn})
    due = reckon(Calendar(CALENDAR.schedules.values()), limit.span, start, {})
    assert warn_at(CALENDAR, limit, start, due) == instant(expected)
