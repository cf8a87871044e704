import pytest

from application.access import NotAllowed
from domain.aggregates.complaint.state import NotInThisState
from domain.aggregates.organisation import EditionNotInForce
from domain.events.accountability import AccountabilityTriggered
from domain.events.complaint import ComplaintRegistered, ComplaintReplyImported
from domain.events.deadlines import DeadlineMet, DeadlineMissed, DeadlineSet
from domain.events.findings import FindingRecorded
from projections.case_ledger import CaseLedger
from projections.custody import Custody
from projections.timeliness import Timeliness
from tests.exchange.conftest import Importing
from tests.support.facts import at

LONG_AGO, SOON_AFTER = at("2016-01-27", "13:30"), at("2016-02-05", "08:19")


def clock(importing, name="handle"):
    (row,) = importing.town.world.rows(Timeliness, name=name)
    return row


def test_original_times_stay_and_the_facts_say_that_they_were_imported(importing):
    importing.take()
    registered, replied = importing.town.facts(ComplaintRegistered, ComplaintReplyImported)
    assert registered.occurred_at == at("2025-11-05", "09:32")
    assert replied.occurred_at == at("2025-11-07", "16:00")
    for fact in (registered, replied):
        assert fact.act.imported
        assert (fact.act.ground, fact.act.entered_at) == ("import", at("2026-01-05"))
    (row,) = importing.town.world.rows(CaseLedger)
    assert (row.is_imported, row.registered_at, row.replied_at) == (True, registered.occurred_at, replied.occurred_at)


def test_the_same_row_again_adds_nothing(importing):
    first = importing.take()
    head = importing.town.store.head()
    again = importing.take()
    assert (again.id, again.repeated, first.repeated) == (first.id, True, False)
    assert importing.town.store.head() == head


def test_an_answer_in_time_meets_the_limit_of_its_kind(importing):
    importing.take()
    met = clock(importing)
    assert (met.state, met.met_at, met.clause) == ("met", at("2025-11-07", "16:00"), "suzhou.norm.handle-complaint")


def test_a_late_answer_is_late_but_neither_missed_nor_found_nor_accounted_for(importing):
    importing.take(replied_at=at("2025-12-20"))
    importing.town.tick(at("2026-02-01"))
    assert clock(importing).state == "met_late"
    assert not importing.town.facts(DeadlineMissed, FindingRecorded, AccountabilityTriggered)


def test_a_case_never_answered_is_never_missed(importing):
    importing.take(replied_at=None, reply=None)
    assert importing.town.tick(at("2026-06-01")) == 0
    assert clock(importing).state == "running"
    assert not importing.town.facts(DeadlineMissed, DeadlineMet, FindingRecorded)


def test_correcting_the_kind_of_a_case_never_answered_makes_nobody_late(importing):
    case = importing.take(replied_at=None, reply=None).id
    importing.town.do(at("2026-01-06"), "efficiency_office", "reclassify", case, kind="suggestion", reason="it is one")
    assert importing.town.tick(at("2026-06-01")) == 0
    assert not importing.town.facts(DeadlineMissed, FindingRecorded)


def test_a_case_answered_elsewhere_is_closed_and_can_be_followed_up_but_not_taken_on_again(importing):
    case = importing.take().id
    with pytest.raises(NotInThisState):
        importing.town.do(at("2026-01-06"), "intake_clerk", "accept", case)
    importing.town.do(at("2026-01-06"), "efficiency_office", "follow_up", case, way="phone", rating="good")
    (row,) = importing.town.world.rows(CaseLedger)
    assert row.status == "followed_up"


def test_nobody_is_shown_as_holding_a_case_that_was_answered_elsewhere(importing):
    importing.take()
    assert [row.until for row in importing.town.world.rows(Custody)] == [at("2025-11-07", "16:00")]


def test_the_ladders_edition_clocks_what_it_takes_over_by_its_own_answer(importing):
    importing = Importing("tongbai-2022")
    importing.take(replied_at=at("2025-11-10", "20:00"))
    assert {fact.name for fact in importing.town.facts(DeadlineSet)} == {"reply"}
    assert clock(importing, "reply").state == "met"


def test_a_case_older_than_the_edition_is_refused_and_says_how_it_may_come_in(importing):
    head = importing.town.store.head()
    with pytest.raises(EditionNotInForce) as refused:
        importing.take(submitted_at=LONG_AGO, replied_at=SOON_AFTER)
    assert "hypothetical" in refused.value.remedy
    assert importing.town.store.head() == head


def test_as_hypothetical_it_comes_in_and_shows_it(importing):
    importing.take(submitted_at=LONG_AGO, replied_at=SOON_AFTER, hypothetical=True)
    (row,) = importing.town.world.rows(CaseLedger)
    assert row.is_hypothetical


def test_a_case_of_the_editions_own_days_is_never_hypothetical(importing):
    importing.take(hypothetical=True)
    (row,) = importing.town.world.rows(CaseLedger)
    assert not row.is_hypothetical


def test_a_make_up_saturday_counts_in_the_calendar_of_its_year(importing):
    """The spring festival of 2016 took Saturday 6 February as a working day: the eighth, and too late."""
    importing.take(submitted_at=LONG_AGO, replied_at=at("2016-02-06", "08:19"), hypothetical=True)
    late = clock(importing)
    assert late.state == "met_late"
    assert late.due_at == at("2016-02-06", "00:00")


def test_only_who_may_import_imports(importing):
    with pytest.raises(NotAllowed):
        importing.take(role="unit_clerk")


def test_what_the_citizen_wrote_is_in_the_vault_and_its_handle_in_the_fact(importing):
    importing.take(name="Invented Person", address="Nowhere 1")
    (registered,) = importing.town.facts(ComplaintRegistered)
    texts = importing.town.house.desk.texts
    assert texts.read(registered.complainant, person=registered.case) == "Invented Person"
    assert texts.read(registered.content) == "The lamp is dark."
