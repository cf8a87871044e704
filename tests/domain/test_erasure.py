"""删除个人信息: by two persons, when nothing is open and nothing must be kept, unless somebody holds it back."""

from __future__ import annotations

from uuid import UUID

import pytest

from domain.aggregates.erasure import Erasure
from domain.events.erasure import (
    ErasureCarriedOut,
    ErasureConfirmed,
    ErasureDeclined,
    ErasureHeld,
    ErasureProposed,
    ErasureReleased,
)
from domain.rules.erasure import (
    OVER,
    CaseStillOpen,
    HeldBack,
    MustStayForNow,
    NotAtThisPoint,
    NotTheHolder,
    SamePerson,
    require_over,
    require_time_over,
)
from tests.support.facts import TEXT, act, at, law
from tests.support.given import Given

CASE = UUID(int=7)
MONDAY = at("2025-11-10")
OFFICE, ARCHIVE, SUPERVISOR = act(MONDAY), act(MONDAY, "archivist"), act(MONDAY, "supervisor")
RECORDING, PERSONAL = "call_recording", "personal"


def proposed(told=None, by=OFFICE):
    told = told or Given(Erasure.about(CASE))
    return told.when(Erasure.propose, ErasureProposed(ground="person_asks", reason=TEXT, act=by))


def confirmed(told=None, by=ARCHIVE):
    return (told or proposed()).when(Erasure.confirm, ErasureConfirmed(ground="person_asks", act=by))


def declined(told, by=ARCHIVE):
    return told.when(Erasure.decline, ErasureDeclined(reason=TEXT, act=by))


def held(told=None, by=SUPERVISOR):
    told = told or Given(Erasure.about(CASE))
    return told.when(Erasure.hold, ErasureHeld(ground="court_case", document="12", act=by))


def released(told, by=SUPERVISOR):
    return told.when(Erasure.release, ErasureReleased(reason=TEXT, act=by))


def test_one_proposes_and_another_confirms():
    proposed().then(ErasureProposed)
    confirmed().then(ErasureConfirmed)


def test_whoever_proposed_cannot_confirm_whatever_the_role_and_nothing_is_recorded():
    confirmed(by=OFFICE).then_refused(SamePerson)


def test_nothing_is_confirmed_that_nobody_proposed_and_nothing_twice():
    confirmed(Given(Erasure.about(CASE))).then_refused(NotAtThisPoint)
    confirmed(confirmed()).then_refused(NotAtThisPoint)
    proposed(proposed()).then_refused(NotAtThisPoint)


def test_what_was_declined_may_be_proposed_again_also_by_another():
    told = declined(proposed())
    told.then(ErasureDeclined)
    confirmed(told).then_refused(NotAtThisPoint)
    proposed(told, by=ARCHIVE).then(ErasureProposed)
    confirmed(told, by=ARCHIVE).then_refused(SamePerson)
    confirmed(told, by=OFFICE).then(ErasureConfirmed)


def test_while_it_is_held_back_nobody_proposes_or_confirms():
    proposed(held()).then_refused(HeldBack)
    confirmed(held(proposed())).then_refused(HeldBack)
    held(held()).then_refused(HeldBack)
    confirmed(released(held(proposed()))).then(ErasureConfirmed)


def test_only_the_role_that_holds_it_back_lifts_it():
    released(held(), by=OFFICE).then_refused(NotTheHolder)
    released(held()).then(ErasureReleased)
    released(proposed()).then_refused(NotAtThisPoint)


def test_what_is_gone_can_neither_be_held_nor_declined():
    held(confirmed()).then_refused(NotAtThisPoint)
    declined(confirmed()).then_refused(NotAtThisPoint)


def test_it_is_carried_out_once_and_only_when_decided():
    confirmed().when(Erasure.carry_out, 0, OFFICE).then(ErasureCarriedOut).when(Erasure.carry_out, 0, OFFICE).then()
    proposed().when(Erasure.carry_out, 0, OFFICE).then()


@pytest.mark.parametrize("status", ["registered", "handling", "answered", "verifying"])
def test_a_case_that_is_not_over_keeps_its_person_and_nothing_else_is_asked(status):
    with pytest.raises(CaseStillOpen):
        require_over(status, lambda: pytest.fail("asked the read side for nothing"))


def test_a_case_that_is_over_keeps_its_person_while_anything_about_it_is_open():
    for status in OVER:
        require_over(status, list)
        with pytest.raises(CaseStillOpen, match=r"escalation, follow_up"):
            require_over(status, lambda: ["follow_up", "escalation"])


def allowed(now, *recorded, over="2024-03-20", known=None):
    return require_time_over(known or law(), recorded, at(over), at(now))


def test_where_the_text_names_no_time_it_stays_a_year_after_the_case():
    person = (PERSONAL, at("2024-03-20"))
    with pytest.raises(MustStayForNow) as refused:
        allowed("2025-03-20", person)
    assert refused.value.basis is None
    assert allowed("2025-03-21", person) is None


def test_a_recording_stays_as_long_as_the_text_says_and_the_clause_is_cited():
    recording = (RECORDING, at("2024-02-29"))
    with pytest.raises(MustStayForNow) as refused:
        allowed("2025-03-20", recording)
    assert refused.value.basis.clause == "suzhou.norm.retention"
    assert allowed("2025-03-21", recording).clause == "suzhou.norm.retention"


def test_a_recording_made_after_the_case_was_over_counts_from_its_own_day():
    recording = (RECORDING, at("2024-06-03"))
    with pytest.raises(MustStayForNow):
        allowed("2025-05-30", recording)
    assert allowed("2025-06-04", recording)
