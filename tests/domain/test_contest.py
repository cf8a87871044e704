"""A finding is contested by the unit it is about, once and in time; an office rules, or takes back what it found."""

from __future__ import annotations

import pytest

from domain.aggregates.consultation import Consultation
from domain.aggregates.judged import (
    ContestTooLate,
    FindingContestedAlready,
    FindingNotContested,
    FindingNotYours,
    UnknownFinding,
    Until,
)
from domain.calendar import spans
from domain.events.consultation import ConsultationProposed
from domain.events.findings import FindingContested, FindingOverturned, FindingRecorded, FindingUpheld
from domain.values import UnitId
from tests.support.facts import ROADS, TEXT, WATER, act, at, law
from tests.support.given import given

THEN, NOW = at("2025-11-03"), at("2025-11-10")
KEY = "minutes_late:1"


def found(unit: UnitId | None = ROADS):
    """A consultation whose minutes came late; only what a contest looks at."""
    basis = law().cite("suzhou.consult.hold")
    late = FindingRecorded(key=KEY, kind="minutes_late", unit=unit, basis=basis, act=act(THEN))
    return given(ConsultationProposed(trigger="hard_problem", act=act(THEN)), late)


def contested(it, unit=ROADS, **more):
    return it.when(Consultation.contest, KEY, TEXT, act(NOW, "unit_head", unit), **more)


def ruled(it, verb):
    return it.when(verb, KEY, TEXT, act(NOW))


def test_the_unit_it_is_about_contests_a_finding_whatever_it_was_established_about():
    contested(found()).then(FindingContested)


@pytest.mark.parametrize("about", [WATER, None])
def test_no_other_unit_does(about):
    contested(found(about)).then_refused(FindingNotYours, "suzhou.consult.hold")


@pytest.mark.parametrize("ruling", [None, Consultation.uphold])
def test_it_is_contested_once(ruling):
    it = contested(found()).then(FindingContested)
    if ruling:
        ruled(it, ruling).then(FindingUpheld)
    contested(it).then_refused(FindingContestedAlready)


def test_only_what_is_contested_is_upheld_and_only_once():
    ruled(found(), Consultation.uphold).then_refused(FindingNotContested)
    it = ruled(contested(found()), Consultation.uphold).then(FindingUpheld)
    ruled(it, Consultation.uphold).then_refused(FindingNotContested)


def test_what_an_office_overturns_says_whether_a_contest_held_or_it_found_out_itself():
    def because(it):
        return ruled(it, Consultation.rule_out).fact(FindingOverturned).because

    assert because(contested(found())) == "contested"
    assert because(found()) == because(ruled(contested(found()), Consultation.uphold)) == "reviewed"


def test_what_is_overturned_is_not_ruled_on_again():
    it = ruled(found(), Consultation.rule_out).then(FindingOverturned)
    for verb in (Consultation.uphold, Consultation.rule_out):
        ruled(it, verb).then_refused(UnknownFinding)
    contested(it).then_refused(UnknownFinding)


def test_where_the_text_says_until_when_it_is_contested_until_then():
    rule = law().cite("suzhou.score.sign")
    five, four = (Until(spans.working_days(law().calendar, THEN, days), rule) for days in (5, 4))
    contested(found(), until=five).then(FindingContested)
    contested(found(), until=four).then_refused(ContestTooLate, "suzhou.score.sign")
