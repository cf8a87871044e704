from uuid import UUID

import pytest

from domain.aggregates.complaint import Complaint
from domain.aggregates.complaint.handling import CitizenNotTold, NoReplyPending
from domain.aggregates.complaint.state import ComplaintAlreadyClosed
from domain.events.complaint import (
    ComplaintCitizenTold,
    ComplaintClosed,
    ComplaintReplyAccepted,
    ComplaintReplySentBack,
    ComplaintReplySubmitted,
)
from domain.events.deadlines import DeadlineMet, DeadlineMissed
from domain.events.findings import FindingRecorded
from domain.rules.replies import ApprovalTooLow, DefectUnknown, RefusalNeedsLadder
from domain.rules.requirements import PartsMissing
from domain.values import Level
from tests.support.facts import ROADS, TEXT, act, at, dispatched_complaint, keys, law

MONDAY = at("2025-11-03", "09:00")
ALL_ITEMS = ("point_by_point", "cited_documents", "communication_record", "satisfaction", "handler_contact")


def a_reply(instant, **fields):
    ordinary = {"outcome": "done", "approved_by": "unit_deputy", "items": ALL_ITEMS}
    return ComplaintReplySubmitted(reply=TEXT, act=act(instant, "unit_clerk", ROADS), **{**ordinary, **fields})


def submit(told, instant, edition="suzhou-2021", **fields):
    return told.when(Complaint.submit_reply, a_reply(instant, **fields), law(edition))


def signed(kind="complex_consultation"):
    told = dispatched_complaint(MONDAY, kind=kind)
    return told.when(Complaint.sign, act(at("2025-11-03", "10:00"), "unit_clerk", ROADS), law())


def answered(instant=None, **fields):
    return submit(signed(), instant or at("2025-11-06", "16:00"), **fields)


def send_back(told, instant, source="formal_review", defects=("incomplete",)):
    return told.when(Complaint.send_back, source, defects, None, act(instant), law())


def test_a_reply_lacking_an_item_is_refused_and_names_it():
    refusal = submit(signed(), MONDAY, items=ALL_ITEMS[1:]).then_refused(PartsMissing, "suzhou.norm.answer-content")
    assert refusal.missing == ("point_by_point",)


def test_a_reply_under_supervision_needs_the_head():
    told = signed()
    told.aggregate.supervise(UUID(int=1), Level(1), act(MONDAY), law())
    told.aggregate.collect_events()
    submit(told, MONDAY).then_refused(ApprovalTooLow, "suzhou.norm.answer-approve")


def test_the_head_may_sign_what_the_deputy_may():
    submit(signed(), MONDAY, approved_by="unit_head").then(ComplaintReplySubmitted)


def test_a_reply_nobody_signed_is_refused():
    submit(signed(), MONDAY, approved_by="").then_refused(ApprovalTooLow)


def test_a_reply_in_time_that_is_approved_after_the_due_time_counts_as_in_time():
    told = answered().when(Complaint.miss, "handle:1", act(at("2025-11-07", "08:00")), law()).then_nothing()
    told.when(Complaint.accept_reply, act(at("2025-11-07", "10:00")), law()).then(ComplaintReplyAccepted, DeadlineMet)
    assert told.fact(DeadlineMet).met_at == at("2025-11-06", "16:00")
    assert not told.fact(DeadlineMet).late


def test_a_send_back_before_the_due_time_leaves_the_clock_running():
    told = send_back(answered(), at("2025-11-06", "17:00")).then(ComplaintReplySentBack)
    assert keys(told.aggregate)["handle:1"] == "running"
    assert told.aggregate.deadline("handle:1").due.due_at == at("2025-11-07", "00:00")


def test_a_resubmission_after_the_due_time_is_overdue():
    told = send_back(answered(), at("2025-11-06", "17:00"))
    submit(told, at("2025-11-07", "09:00"))
    told.when(Complaint.accept_reply, act(at("2025-11-07", "10:00")), law())
    told.then(ComplaintReplyAccepted, DeadlineMissed, FindingRecorded, DeadlineMet)
    assert told.fact(DeadlineMet).late


def test_a_send_back_after_the_due_time_uncovers_the_miss():
    told = send_back(answered(), at("2025-11-07", "09:00"))
    told.then(ComplaintReplySentBack, DeadlineMissed, FindingRecorded)


def test_two_send_backs_in_a_row_are_a_finding_that_calls_for_accountability():
    told = send_back(answered(), at("2025-11-06", "17:00"))
    submit(told, at("2025-11-06", "18:00"))
    told = send_back(told, at("2025-11-06", "19:00"))
    finding = told.fact(FindingRecorded)
    assert (finding.kind, finding.consequence) == ("sent_back_twice", "accountability")
    assert finding.basis.clause == "suzhou.account.twice-returned"
    assert told.fact(ComplaintReplySentBack).in_a_row == 2


def test_an_accepted_reply_between_them_begins_the_count_anew():
    told = send_back(answered(), at("2025-11-06", "17:00"))
    submit(told, at("2025-11-06", "18:00"))
    told.when(Complaint.accept_reply, act(at("2025-11-06", "18:30")), law())
    assert told.aggregate.sent_back_in_a_row == 0


@pytest.mark.parametrize("defects", [(), ("ugly",)])
def test_a_send_back_names_a_known_defect(defects):
    send_back(answered(), at("2025-11-06", "17:00"), defects=defects).then_refused(DefectUnknown)


def test_nothing_is_closed_before_the_reply_was_approved():
    answered().when(Complaint.close, "done", act(MONDAY), law()).then_refused(NoReplyPending)


def test_nothing_is_closed_before_the_citizen_was_told():
    told = answered().when(Complaint.accept_reply, act(MONDAY), law())
    told.when(Complaint.close, "done", act(MONDAY), law()).then_refused(CitizenNotTold, "suzhou.norm.answer-both")


def closed():
    instant = at("2025-11-06", "17:00")
    told = answered().when(Complaint.accept_reply, act(instant), law())
    told.when(Complaint.tell_citizen, "phone", None, act(instant), law()).then(ComplaintCitizenTold, DeadlineMet)
    return told.when(Complaint.close, "done", act(instant), law()).then(ComplaintClosed)


def test_telling_the_citizen_stops_the_citizens_clock():
    assert keys(closed().aggregate)["citizen:1"] == "ended"


def test_a_closed_complaint_cannot_be_closed_again():
    told = closed()
    told.aggregate.status = "archived"
    told.when(Complaint.close, "done", act(MONDAY), law()).then_refused(ComplaintAlreadyClosed)


def test_where_there_is_a_ladder_a_bare_no_is_no_answer():
    told = dispatched_complaint(MONDAY, "tongbai-2022")
    told.when(Complaint.sign, act(MONDAY, "unit_clerk", ROADS), law("tongbai-2022"))
    submit(told, MONDAY, "tongbai-2022", outcome="cannot", items=("reason",)).then_refused(
        RefusalNeedsLadder, "tongbai.escalate.chain"
    )
