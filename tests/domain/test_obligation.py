"""职责: when periods turn, what is owed with them, and when it counts as filed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from adapters.regulations import SHIPPED, read_files
from domain.aggregates.obligation import (
    NotOwedByYou,
    Obligation,
    ObligationFulfilledAlready,
    ObligationTooEarly,
    obligation_stream,
)
from domain.aggregates.organisation import Authority, ObligationsBegunAlready
from domain.calendar.turns import called, period_at, turns
from domain.events.deadlines import DeadlineMet, DeadlineMissed, DeadlineSet
from domain.events.obligation import ObligationFulfilled, ObligationOpened
from domain.events.organisation import AuthorityEstablished, ObligationsBegun
from domain.regulations.model import Edition, EditionError
from domain.regulations.obligations import ObligationRule
from domain.rules.obligations import NotTheAsker, ObligationUnknown, asked_rule, obligation_deadline
from domain.rules.requirements import PartsMissing
from domain.values import AuthorityId
from tests.support.facts import ROADS, TEXT, act, at, law
from tests.support.given import ID, Given, given

HERE = AuthorityId("here")
MONTHLY = ("totals", "next_month_warning", "by_area_and_class", "reasons_and_advice")
OPENED = at("2025-11-01", "00:00")


def owed(name="monthly_report", unit=None, **facts):
    rule = law().edition.obligations[name]
    first = ObligationOpened(
        authority=HERE,
        rule=name,
        period="2025-10",
        owner="office",
        unit=unit,
        basis=law().cite(rule.clause),
        act=act(OPENED, "system"),
    )
    return Given(Obligation.begin(ID, first, obligation_deadline(law(), rule, OPENED, facts)))


def filed(when, *items, unit=None, paper=True):
    return ObligationFulfilled(report=TEXT, items=items, on_paper=paper, act=act(when, "efficiency_office", unit))


@pytest.mark.parametrize(
    ("kind", "since", "until", "expected"),
    [
        ("day", "2025-11-30", "2025-12-01", ["2025-11-30", "2025-12-01"]),
        ("week", "2025-11-04", "2025-11-17", ["2025-11-10", "2025-11-17"]),
        ("month", "2025-11-01", "2026-01-31", ["2025-11-01", "2025-12-01", "2026-01-01"]),
        ("quarter", "2025-09-30", "2026-01-01", ["2025-10-01", "2026-01-01"]),
        ("year", "2025-01-02", "2027-06-01", ["2026-01-01", "2027-01-01"]),
    ],
)
def test_periods_turn_at_midnight_on_their_first_day(kind, since, until, expected):
    assert [turn.date().isoformat() for turn in turns(kind, at(since, "00:00"), at(until))] == expected


def test_a_turn_belongs_to_the_new_period_and_ends_the_old_one():
    turn = at("2026-01-01", "00:00")
    kinds = ("day", "month", "quarter", "year")
    assert [period_at(kind, turn, ended=True) for kind in kinds] == ["2025-12-31", "2025-12", "2025Q4", "2025"]
    assert [period_at(kind, turn, ended=False) for kind in kinds] == ["2026-01-01", "2026-01", "2026Q1", "2026"]


def test_the_week_is_called_after_the_year_its_thursday_lies_in():
    assert called("week", date(2025, 12, 29)) == "2026-W01"


def test_the_same_period_and_unit_have_one_stream():
    first = obligation_stream(HERE, "monthly_report", "2025-10", None)
    assert first == obligation_stream(HERE, "monthly_report", "2025-10", None)
    assert first != obligation_stream(HERE, "monthly_report", "2025-11", None)
    assert first != obligation_stream(HERE, "monthly_report", "2025-10", ROADS)


def test_a_report_filed_in_time_meets_its_deadline():
    told = owed().when(Obligation.file, filed(at("2025-11-07", "10:00"), *MONTHLY), law())
    told.then(ObligationFulfilled, DeadlineMet)
    assert not told.fact(DeadlineMet).late


def test_a_report_filed_late_is_missed_first_and_then_met_late():
    told = owed().when(Obligation.file, filed(at("2025-11-10", "10:00"), *MONTHLY), law())
    told.then(ObligationFulfilled, DeadlineMissed, DeadlineMet)
    assert told.fact(DeadlineMissed).due_at == at("2025-11-08", "00:00")
    assert told.fact(DeadlineMet).late


def test_each_part_the_text_lists_is_asked_for_with_its_own_clause():
    for left_out in MONTHLY:
        items = [item for item in MONTHLY if item != left_out]
        owed().when(Obligation.file, filed(at("2025-11-07"), *items), law()).then_refused(PartsMissing)
    owed().when(Obligation.file, filed(at("2025-11-07"), *MONTHLY, paper=False), law()).then_refused(PartsMissing)


def test_it_is_filed_once():
    done = owed().when(Obligation.file, filed(at("2025-11-07"), *MONTHLY), law())
    done.when(Obligation.file, filed(at("2025-11-07"), *MONTHLY), law()).then_refused(ObligationFulfilledAlready)


def test_nobody_files_what_another_owes():
    theirs = owed("knowledge_wording", ROADS)
    theirs.when(Obligation.file, filed(at("2025-11-03")), law()).then_refused(NotOwedByYou)
    owed().when(Obligation.file, filed(at("2025-11-07"), *MONTHLY, unit=ROADS), law()).then_refused(NotOwedByYou)


def test_what_has_a_first_day_is_not_filed_before_it():
    digest = owed("consultation_digest")
    digest.when(Obligation.file, filed(at("2025-11-20", "23:59")), law()).then_refused(ObligationTooEarly)
    digest.when(Obligation.file, filed(at("2025-11-21")), law()).then(ObligationFulfilled, DeadlineMet)


def test_without_a_figure_no_clock_runs():
    assert obligation_deadline(law(), law().edition.obligations["monthly_figures"], OPENED, {}) == ()
    special = law().edition.obligations["special_report"]
    assert obligation_deadline(law(), special, OPENED, {}) == ()
    (named,) = obligation_deadline(law(), special, OPENED, {"until": "2025-11-20"})
    assert named.due.last_day == date(2025, 11, 20)


def test_what_a_period_brings_is_not_asked_for_and_what_is_asked_for_has_its_askers():
    with pytest.raises(ObligationUnknown):
        asked_rule(law(), "weekly_report", "efficiency_office")
    with pytest.raises(ObligationUnknown):
        asked_rule(law(), "poem", "efficiency_office")
    with pytest.raises(NotTheAsker):
        asked_rule(law(), "special_report", "supervisor")
    assert asked_rule(law(), "special_report", "city_leader").clause == "suzhou.report.special"


def test_periodic_duties_begin_once_and_never_backwards():
    authority = given(AuthorityEstablished(authority=HERE, name="H", name_en="H", act=act(OPENED)))
    yesterday = OPENED.date() - timedelta(days=1)
    authority.when(Authority.begin_obligations, yesterday, act(OPENED)).then_refused(ObligationsBegunAlready)
    authority.when(Authority.begin_obligations, OPENED.date(), act(OPENED)).then(ObligationsBegun)
    authority.when(Authority.begin_obligations, OPENED.date(), act(OPENED)).then_refused(ObligationsBegunAlready)


def test_classes_of_units_narrow_what_each_unit_owes():
    rule = law().edition.obligations["weekly_report"].model_dump()
    assert ObligationRule.model_validate(rule | {"owed_by": "each_unit"}).is_owed_by("any")
    counties = ObligationRule.model_validate(rule | {"owed_by": "each_unit", "unit_classes": ("county",)})
    assert (counties.is_owed_by("county"), counties.is_owed_by("bureau")) == (True, False)
    assert not law().edition.obligations["weekly_report"].is_owed_by("county")
    with pytest.raises(ValueError, match="classes of units"):
        ObligationRule.model_validate(rule | {"unit_classes": ("county",)})


def test_an_obligation_without_its_limit_is_no_edition():
    files = {name: dict(parsed) for name, parsed in read_files(Path(SHIPPED) / "tongbai" / "2022").items()}
    owed_by = files["obligations.toml"]["obligations"]["quarterly_summary"] | {"limit": "never"}
    files["obligations.toml"]["obligations"] = {"quarterly_summary": owed_by}
    with pytest.raises(EditionError, match="limit never is not declared"):
        Edition.of(files)


def test_the_quarterly_summary_is_due_on_the_fifth_working_day():
    edition = law("tongbai-2022")
    rule = edition.edition.obligations["quarterly_summary"]
    (after_holidays,) = obligation_deadline(edition, rule, at("2025-10-01", "00:00"), {"period": "quarter"})
    assert after_holidays.due.last_day == date(2025, 10, 14)


def test_a_unit_that_owes_it_is_who_may_act_in_it():
    theirs = owed("knowledge_wording", ROADS)
    assert theirs.aggregate.units == frozenset({ROADS})
    assert owed().aggregate.units == frozenset()
    assert theirs.fact(DeadlineSet).unit == ROADS
