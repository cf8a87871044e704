import pytest

from adapters.regulations import SHIPPED, read_files
from domain.aggregates.complaint import Complaint
from domain.aggregates.complaint.assignment import ReturnWindowPassed
from domain.aggregates.complaint.state import NotInThisState, UnitDoesNotHoldIt
from domain.events.casework import ComplaintDispatchConfirmed
from domain.events.complaint import (
    ComplaintAccepted,
    ComplaintAssignmentAccepted,
    ComplaintDispatched,
    ComplaintReturnRequested,
    ComplaintReturnRuled,
    ComplaintSigned,
)
from domain.events.deadlines import DeadlineLapsed, DeadlineMet, DeadlineMissed, DeadlineSet
from domain.events.findings import FindingRecorded
from domain.regulations.answers import Returns, SendBack
from domain.regulations.model import Edition, EditionError
from domain.rules.law import Law
from domain.rules.replies import sent_back_finding
from domain.rules.requirements import PartsMissing
from tests.support.facts import (
    ROADS,
    TEXT,
    WATER,
    accepted_complaint,
    act,
    at,
    dispatched_complaint,
    keys,
    law,
    registered,
)
from tests.support.given import ID, Given

FRIDAY = at("2025-11-07", "09:00")


def sign(told, instant):
    return told.when(Complaint.sign, act(instant, "unit_clerk", ROADS), law())


def ask_to_return(told, instant, reason=TEXT, basis=TEXT, **options):
    clerk = act(instant, "unit_clerk", ROADS)
    return told.when(Complaint.request_return, reason, basis, WATER, clerk, law(), **options)


def test_dispatching_starts_the_clocks_of_signing_returning_and_handling():
    told = accepted_complaint(FRIDAY).when(Complaint.dispatch, ROADS, (), act(FRIDAY), law())
    told.then(ComplaintDispatched, DeadlineMet, DeadlineSet, DeadlineSet, DeadlineSet)
    assert keys(told.aggregate) == {
        "dispatch:1": "ended",
        "citizen:1": "running",
        "sign:1": "running",
        "return:1": "running",
        "handle:1": "running",
    }


def test_a_complaint_that_was_not_accepted_cannot_be_dispatched():
    told = dispatched_complaint(FRIDAY)
    told.when(Complaint.dispatch, ROADS, (), act(FRIDAY), law()).then_refused(NotInThisState)


def test_signing_at_the_stated_minute_is_in_time():
    told = sign(dispatched_complaint(FRIDAY), at("2025-11-07", "17:30")).then(ComplaintSigned, DeadlineMet)
    assert not told.fact(DeadlineMet).late


def test_signing_a_second_later_is_a_miss_and_a_finding_even_before_the_clockwork_saw_it():
    told = sign(dispatched_complaint(FRIDAY), at("2025-11-07", "17:30:01"))
    told.then(ComplaintSigned, DeadlineMissed, FindingRecorded, DeadlineMet)
    assert told.fact(FindingRecorded).kind == "signed_late"
    assert told.fact(DeadlineMet).late


def test_only_the_unit_that_holds_it_may_sign():
    other = act(FRIDAY, "unit_clerk", WATER)
    dispatched_complaint(FRIDAY).when(Complaint.sign, other, law()).then_refused(UnitDoesNotHoldIt)


def test_a_return_needs_reason_and_basis():
    refusal = ask_to_return(dispatched_complaint(FRIDAY), FRIDAY, basis=None).then_refused(
        PartsMissing, "suzhou.norm.return-reason"
    )
    assert refusal.missing == ("basis",)


def test_a_return_in_time_waits_for_a_ruling():
    told = ask_to_return(dispatched_complaint(FRIDAY), at("2025-11-10", "23:59"))
    told.then(ComplaintReturnRequested, DeadlineMet)
    assert told.aggregate.status == "return_pending"


def test_a_unit_may_still_sign_in_time_while_its_return_awaits_a_ruling():
    told = ask_to_return(dispatched_complaint(FRIDAY), FRIDAY)
    sign(told, at("2025-11-07", "17:30")).then(ComplaintSigned, DeadlineMet)
    assert told.aggregate.status == "return_pending"
    assert not told.fact(DeadlineMet).late


def test_when_the_window_has_passed_the_order_counts_as_accepted_once():
    told = dispatched_complaint(FRIDAY)
    told.when(Complaint.deem_accepted, "return:1", act(at("2025-11-17")), law())
    told.then(DeadlineLapsed, ComplaintAssignmentAccepted)
    deemed = told.fact(ComplaintAssignmentAccepted)
    assert deemed.deemed
    assert deemed.occurred_at == at("2025-11-11", "00:00")
    told.when(Complaint.deem_accepted, "return:1", act(at("2025-11-18")), law()).then_nothing()


def test_a_return_after_the_window_is_refused():
    late = at("2025-11-11", "00:00")
    ask_to_return(dispatched_complaint(FRIDAY), late).then_refused(ReturnWindowPassed, "suzhou.norm.deemed-accept")


def test_a_unit_that_insists_on_a_late_return_has_it_on_record():
    told = ask_to_return(dispatched_complaint(FRIDAY), at("2025-11-11", "00:00"), insist=True)
    assert told.fact(ComplaintReturnRequested).late
    assert told.fact(FindingRecorded).kind == "returned_late"
    assert told.fact(FindingRecorded).consequence == "accountability"


def test_a_granted_return_ends_the_units_clocks_and_never_the_citizens():
    told = ask_to_return(dispatched_complaint(FRIDAY), FRIDAY)
    told.when(Complaint.rule_on_return, TEXT, act(FRIDAY), law(), granted=True)
    told.then(ComplaintReturnRuled, DeadlineLapsed, DeadlineLapsed)
    assert keys(told.aggregate)["citizen:1"] == "running"
    assert keys(told.aggregate)["handle:1"] == "ended"


def test_a_unit_that_gets_back_what_it_had_returned_was_wrong_to_return_it():
    told = ask_to_return(dispatched_complaint(FRIDAY), FRIDAY)
    told.when(Complaint.rule_on_return, TEXT, act(FRIDAY), law(), granted=True)
    finding = told.when(Complaint.dispatch, ROADS, (), act(FRIDAY), law()).fact(FindingRecorded)
    assert (finding.kind, finding.unit, finding.by_rule, finding.proposed) == ("returned_improperly", ROADS, True, True)


def test_a_unit_that_gets_what_another_had_returned_is_not_to_blame():
    told = ask_to_return(dispatched_complaint(FRIDAY), FRIDAY)
    told.when(Complaint.rule_on_return, TEXT, act(FRIDAY), law(), granted=True)
    told.when(Complaint.dispatch, WATER, (), act(FRIDAY), law())
    assert not [new for new in told.aggregate.pending if isinstance(new.fact, FindingRecorded)]


def test_a_refused_improper_return_goes_back_and_proposes_a_consequence():
    told = ask_to_return(dispatched_complaint(FRIDAY), FRIDAY)
    told.when(Complaint.rule_on_return, TEXT, act(FRIDAY), law(), granted=False, improper=True)
    assert told.fact(FindingRecorded).kind == "returned_improperly"
    assert told.fact(FindingRecorded).proposed
    assert told.aggregate.status == "assigned"


def test_a_unit_that_signed_first_may_still_take_on_what_came_before_acceptance():
    anqing = law("anqing-2025")
    told = Given(Complaint.register(ID, registered(FRIDAY), anqing))
    clerk = act(FRIDAY, "unit_clerk", ROADS)
    told.aggregate.dispatch(ROADS, (), act(FRIDAY), anqing)
    told.aggregate.sign(clerk, anqing)
    assert told.when(Complaint.accept, clerk, anqing).fact(ComplaintAccepted)
    assert told.aggregate.status == "assigned"


def test_what_a_leader_or_an_order_set_a_day_for_runs_on_when_the_meeting_sends_it_elsewhere():
    anqing = law("anqing-2025")
    told = Given(Complaint.register(ID, registered(FRIDAY), anqing))
    told.aggregate.dispatch(ROADS, (), act(FRIDAY), anqing)
    told.aggregate.instruct(TEXT, 3, "working_day", act(FRIDAY, "city_leader"), anqing)
    before = told.aggregate.deadline("instruction:1").due
    confirmed = ComplaintDispatchConfirmed(decision="accept", unit=WATER, act=act(FRIDAY, "leading_group"))
    told.when(Complaint.confirm_dispatch, confirmed, anqing)
    again = told.fact(DeadlineSet)
    assert (again.key, again.unit, again.due) == ("instruction:2", WATER, before)


def silent_on_findings():
    """A text that takes late and improper returns, and says nothing of what they lead to."""
    clause = "suzhou.norm.return-reason"
    returns = Returns(clause=clause, requires=("reason", "basis"), late_clause=clause)
    send_back = SendBack(clause=clause, defects=(), rework_defects=())
    edition = law().edition.model_copy(update={"returns": returns, "send_back": send_back})
    return Law(edition, law().calendar)


def test_a_text_that_says_nothing_of_late_and_improper_returns_establishes_nothing():
    text = silent_on_findings()
    clerk = act(at("2025-11-12", "10:00"), "unit_clerk", ROADS)
    told = dispatched_complaint(FRIDAY)
    told.when(Complaint.request_return, TEXT, TEXT, WATER, clerk, text, insist=True)
    assert told.fact(ComplaintReturnRequested).late
    office = act(at("2025-11-13"))
    told.when(Complaint.rule_on_return, TEXT, office, text, granted=False, improper=True)
    assert not any(isinstance(recorded.fact, FindingRecorded) for recorded in told.aggregate.pending)
    assert sent_back_finding(text, 2) is None


def test_how_often_an_answer_may_come_back_goes_with_what_that_establishes():
    files = read_files(SHIPPED / "suzhou/2021")
    del files["regulation.toml"]["send_back"]["accountability_clause"]
    with pytest.raises(EditionError, match="accountability_after, accountability_clause and accountability_finding"):
        Edition.of(files)
