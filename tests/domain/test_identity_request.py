"""A request to be shown who complained: decided once, by another seat, good for one purpose and a time."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from domain.aggregates.identity_request import DecidedAlready, IdentityRequest, NeedsSecondPerson, SameSeat
from domain.events.identifying import IdentityApproved, IdentityDenied, IdentityRequested
from domain.values import Handle, SeatId
from tests.support.facts import act, at
from tests.support.given import ID, given

NOW = at("2025-11-05")
CASE = uuid4()
REVIEWER, OFFICE = "discipline_reviewer", "efficiency_office"


def requested(by=REVIEWER):
    return IdentityRequested(purpose="verify_facts", reason=Handle("why"), act=act(NOW, by), case=CASE)


def approved(hours=24, by=OFFICE):
    return IdentityApproved(until=NOW + timedelta(hours=hours), act=act(NOW, by))


def denied(by=OFFICE):
    return IdentityDenied(reason=Handle("why not"), act=act(NOW, by))


def look(after=timedelta(0), seat=REVIEWER, purpose="verify_facts", case=CASE):
    return case, SeatId(seat), purpose, act(NOW + after, seat)


def test_a_request_is_a_fact_of_the_case_with_its_purpose():
    request = IdentityRequest.ask(ID, requested())
    assert [new.fact for new in request.pending] == [requested()]
    assert request.case == CASE


def test_whoever_asks_does_not_agree_but_may_take_it_back():
    given(requested(OFFICE)).when(IdentityRequest.approve, approved()).then_refused(SameSeat)
    given(requested(OFFICE)).when(IdentityRequest.deny, denied()).then(IdentityDenied)


def test_it_is_decided_once():
    given(requested()).when(IdentityRequest.approve, approved()).then(IdentityApproved)
    for decided in (approved(), denied()):
        for again, fact in ((IdentityRequest.approve, approved()), (IdentityRequest.deny, denied())):
            given(requested(), decided).when(again, fact).then_refused(DecidedAlready)


def test_agreed_to_it_is_good_until_its_hour_and_not_a_moment_longer():
    agreed = given(requested(), approved(hours=2))
    agreed.when(IdentityRequest.require_open_to, *look(timedelta(minutes=119))).then_nothing()
    agreed.when(IdentityRequest.require_open_to, *look(timedelta(hours=2))).then_refused(NeedsSecondPerson)


@pytest.mark.parametrize("other", [{"seat": "auditor"}, {"purpose": "answer_court"}, {"case": ID}])
def test_it_is_good_for_nobody_and_nothing_else(other):
    given(requested(), approved()).when(IdentityRequest.require_open_to, *look(**other)).then_refused(NeedsSecondPerson)


@pytest.mark.parametrize("facts", [(requested(),), (requested(), denied())])
def test_waiting_or_denied_it_is_good_for_nothing(facts):
    given(*facts).when(IdentityRequest.require_open_to, *look()).then_refused(NeedsSecondPerson)
