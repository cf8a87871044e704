"""公开: drafted, confirmed by a person, kept out on application, taken back."""

from __future__ import annotations

from uuid import UUID

from domain.aggregates.publication import Publication
from domain.events.publication import (
    PublicationConfirmed,
    PublicationDrafted,
    PublicationRetracted,
    PublicationWithheld,
    PublicationWithholdingRefused,
    PublicationWithholdingRequested,
)
from domain.rules.publication import NoPublication, NotAtThisPoint, NotPublic, NotThePublisher
from tests.support.facts import ROADS, TEXT, act, at, law
from tests.support.given import ID, Given

CASE = UUID(int=7)
MONDAY = at("2025-11-10")
OFFICE = act(MONDAY)
CLERK = act(MONDAY, "unit_clerk", ROADS)
WORDS = {"title": TEXT, "question": TEXT, "reply": TEXT}


def drafted(told=None, kind="complaint", status="closed", by=OFFICE, known=None):
    told = told or Given(Publication.about(ID, CASE))
    fact = PublicationDrafted(**WORDS, masked=("phone",), case=CASE, act=by)
    return told.when(Publication.propose, fact, kind, status, known or law())


def confirmed(told=None, status="closed", by=OFFICE):
    fact = PublicationConfirmed(**WORDS, kind="complaint", places=("zone_in_app",), act=by)
    return (told or drafted()).when(Publication.confirm, fact, status, law())


def asked_back(told):
    return told.when(Publication.request_withholding, TEXT, CLERK, law())


def ruled(told, by=OFFICE, *, granted=True):
    return told.when(Publication.rule_on_withholding, TEXT, by, law(), granted=granted)


def test_a_closed_case_is_drafted_and_then_confirmed_by_a_person():
    drafted().then(PublicationDrafted)
    assert confirmed().then(PublicationConfirmed).aggregate.status == "published"
    for status in ("followed_up", "archived"):
        drafted(status=status).then(PublicationDrafted)


def test_what_is_still_being_handled_and_what_reports_wrongdoing_is_not_published():
    drafted(status="answered").then_refused(NotPublic, "suzhou.disclose.default")
    drafted(kind="report").then_refused(NotPublic, "suzhou.disclose.default")
    drafted(kind="nothing_known").then_refused(NotPublic, "suzhou.disclose.default")
    confirmed(status="handling").then_refused(NotPublic, "suzhou.disclose.default")


def test_where_an_edition_has_no_public_zone_nothing_is_published():
    drafted(known=law("tongbai-2022")).then_refused(NoPublication)


def test_only_the_office_drafts_and_confirms_and_takes_back():
    drafted(by=CLERK).then_refused(NotThePublisher, "suzhou.disclose.mask")
    confirmed(by=CLERK).then_refused(NotThePublisher, "suzhou.disclose.mask")
    confirmed().when(Publication.retract, TEXT, CLERK, law()).then_refused(NotThePublisher, "suzhou.disclose.mask")


def test_nothing_is_confirmed_that_was_not_drafted():
    confirmed(Given(Publication.about(ID, CASE))).then_refused(NotAtThisPoint, "suzhou.disclose.default")
    confirmed(confirmed()).then_refused(NotAtThisPoint)


def test_while_the_unit_asks_to_keep_it_out_nothing_is_confirmed():
    told = asked_back(drafted()).then(PublicationWithholdingRequested)
    confirmed(told).then_refused(NotAtThisPoint, "suzhou.disclose.exception")
    asked_back(told).then_refused(NotAtThisPoint, "suzhou.disclose.exception")
    ruled(told, CLERK).then_refused(NotThePublisher, "suzhou.disclose.exception")
    ruled(told, granted=False).then(PublicationWithholdingRefused)
    confirmed(told).then(PublicationConfirmed)


def test_what_the_office_agrees_to_keep_out_stays_out():
    told = ruled(asked_back(Given(Publication.about(ID, CASE)))).then(PublicationWithheld)
    drafted(told).then_refused(NotAtThisPoint)
    asked_back(told).then_refused(NotAtThisPoint)
    ruled(told).then_refused(NotAtThisPoint)


def test_what_is_public_may_be_kept_out_or_taken_back_and_drafted_anew():
    assert ruled(asked_back(confirmed())).then(PublicationWithheld).aggregate.status == "withheld"
    told = confirmed().when(Publication.retract, TEXT, OFFICE, law()).then(PublicationRetracted)
    told.when(Publication.retract, TEXT, OFFICE, law()).then_refused(NotAtThisPoint)
    drafted(told).then(PublicationDrafted)
