"""问责: a finding opens the file; only a person without a stake in it examines and decides."""

from __future__ import annotations

from uuid import UUID

from domain.aggregates.accountability import Accountability, NotAtThisPoint, ToleranceNotWeighed
from domain.events.accountability import (
    AccountabilityFaultFound,
    AccountabilityMeasureTaken,
    AccountabilityNoFaultFound,
    AccountabilityPublished,
    AccountabilityReferred,
    AccountabilityReviewed,
    AccountabilityReviewNeeded,
    AccountabilityTakenUp,
    AccountabilityToleranceWeighed,
    AccountabilityTriggered,
)
from domain.rules.accountability import AccountabilityUnknown, ConflictOfInterest
from domain.values import SeatId
from tests.support.facts import ROADS, TEXT, act, at, law
from tests.support.given import given

MONDAY = at("2025-11-03")
OFFICE = act(MONDAY, "efficiency_office")


def triggered(established_by=None, clause="suzhou.account.late"):
    return AccountabilityTriggered(
        number="A1",
        unit=ROADS,
        finding="handled_late",
        finding_key="handled_late:1",
        subject=UUID(int=1),
        established_by=established_by,
        case=UUID(int=1),
        basis=law().cite(clause),
        act=act(MONDAY, "system"),
    )


def examined(**more):
    return given(triggered(**more)).when(Accountability.take_up, OFFICE, law())


def at_fault(grade="ordinary"):
    return examined().when(Accountability.find_fault, grade, TEXT, OFFICE, law())


def weighed(applies, grade="ordinary"):
    return at_fault(grade).when(Accountability.weigh_tolerance, TEXT, OFFICE, law(), applies=applies)


def measured(*measures, told=None):
    return (told or weighed(applies=False)).when(Accountability.take_measure, measures, TEXT, OFFICE, law())


def test_a_file_is_examined_before_anything_is_found():
    told = given(triggered()).when(Accountability.find_fault, "ordinary", TEXT, OFFICE, law())
    told.then_refused(NotAtThisPoint, "suzhou.account.modes")
    examined().then(AccountabilityTakenUp)
    at_fault().then(AccountabilityFaultFound)


def test_an_examination_may_find_no_fault_and_the_file_is_closed():
    told = examined().when(Accountability.find_no_fault, TEXT, OFFICE, law()).then(AccountabilityNoFaultFound)
    told.when(Accountability.refer, "justice", TEXT, OFFICE, law()).then_refused(NotAtThisPoint)


def test_nobody_examines_a_file_of_the_own_unit():
    own = act(MONDAY, "efficiency_office", ROADS)
    told = given(triggered()).when(Accountability.take_up, own, law())
    told.then_refused(ConflictOfInterest, "suzhou.account.modes")


def test_who_established_the_finding_does_not_examine_the_file():
    told = given(triggered(established_by=SeatId("efficiency_office")))
    told.when(Accountability.take_up, OFFICE, law()).then_refused(ConflictOfInterest)


def test_only_the_roles_the_text_names_examine():
    told = given(triggered()).when(Accountability.take_up, act(MONDAY, "supervisor"), law())
    told.then_refused(AccountabilityUnknown)


def test_tolerance_is_weighed_before_any_measure():
    measured("warning", told=at_fault()).then_refused(ToleranceNotWeighed, "suzhou.plan.tolerance")
    weighed(applies=True).then(AccountabilityToleranceWeighed)
    measured("warning", told=weighed(applies=True)).then_refused(NotAtThisPoint)
    measured("warning").then(AccountabilityMeasureTaken)


def test_a_grade_allows_its_own_measures_only():
    refusal = measured("disciplinary_action").then_refused(AccountabilityUnknown, "suzhou.account.modes")
    assert "admonishing_talk" in refusal.remedy
    measured("disciplinary_action", told=weighed(applies=False, grade="breach_of_discipline")).then(
        AccountabilityMeasureTaken
    )


def test_a_suspected_crime_is_referred_and_never_measured_here():
    told = weighed(applies=False, grade="suspected_crime")
    measured("warning", told=told).then_refused(AccountabilityUnknown)
    told.when(Accountability.refer, "justice", TEXT, OFFICE, law()).then(AccountabilityReferred)


def test_a_grade_or_a_body_the_text_does_not_know_is_refused():
    at_fault("trifling").then_refused(AccountabilityUnknown)
    examined().when(Accountability.refer, "the_press", TEXT, OFFICE, law()).then_refused(AccountabilityUnknown)


def test_only_what_was_concluded_with_a_measure_is_published():
    at_fault().when(Accountability.publish, "units", TEXT, OFFICE, law()).then_refused(NotAtThisPoint)
    measured("warning").when(Accountability.publish, "units", TEXT, OFFICE, law()).then(AccountabilityPublished)


def test_when_its_finding_falls_a_person_decides_before_it_goes_on():
    told = examined().when(Accountability.need_review, "late_entry", (9,), act(MONDAY, "system"))
    told.then(AccountabilityReviewNeeded)
    told.when(Accountability.need_review, "late_entry", (9,), act(MONDAY, "system")).then_nothing()
    told.when(Accountability.find_fault, "ordinary", TEXT, OFFICE, law()).then_refused(NotAtThisPoint)
    told.when(Accountability.review, TEXT, OFFICE, law(), stands=True).then(AccountabilityReviewed)
    told.when(Accountability.find_fault, "ordinary", TEXT, OFFICE, law()).then(AccountabilityFaultFound)
    told.when(Accountability.review, TEXT, OFFICE, law(), stands=True).then_refused(NotAtThisPoint)


def test_a_file_that_does_not_stand_is_dropped():
    told = examined().when(Accountability.need_review, "late_entry", (9,), act(MONDAY, "system"))
    told.when(Accountability.review, TEXT, OFFICE, law(), stands=False)
    told.when(Accountability.find_fault, "ordinary", TEXT, OFFICE, law()).then_refused(NotAtThisPoint)


def test_where_the_text_does_not_speak_of_tolerance_measures_need_none():
    supervisor, there = act(MONDAY, "supervisor"), law("tongbai-2022")
    opened = triggered().__class__(
        **{**{name: getattr(triggered(), name) for name in triggered().__struct_fields__}, "basis": None}
    )
    told = given(opened).when(Accountability.take_up, supervisor, there)
    told.when(Accountability.find_fault, "violation", TEXT, supervisor, there)
    told.when(Accountability.take_measure, ("correction",), TEXT, supervisor, there).then(AccountabilityMeasureTaken)
