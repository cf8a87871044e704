from domain.aggregates.complaint import Complaint
from domain.aggregates.subject import DeadlineEnded, Subject, UnknownDeadline
from domain.events.complaint import ComplaintHandled
from domain.events.deadlines import (
    DeadlineExtended,
    DeadlineExtensionRequested,
    DeadlineMet,
    DeadlineMissed,
    DeadlineRecomputed,
)
from domain.events.findings import FindingOverturned, FindingRecorded
from domain.rules.deadlines import recompute
from domain.rules.extensions import ExtensionExceedsCap, ExtensionMissesParts, ExtensionRequest, ExtensionTooLate
from domain.rules.law import Law
from tests.support.facts import ROADS, TEXT, accepted_complaint, act, at, dispatched_complaint, keys, law

PARTS = ("application", "consenting_leader", "reason", "explanation_to_citizen")
DISPATCHED = at("2026-02-13", "15:00")


def extend(told, filed, amount, parts=PARTS):
    clerk = act(filed, "unit_clerk", ROADS)
    requested = DeadlineExtensionRequested(
        key="handle:1",
        amount=amount,
        consented_by="unit_head",
        reason=TEXT,
        explained_to_citizen_at=filed,
        explained_by_way_of="phone",
        act=clerk,
    )
    request = ExtensionRequest(amount=amount, filed_at=filed, parts=parts)
    return told.when(Complaint.request_extension, requested, request, law())


def test_the_clockwork_misses_a_deadline_once():
    told = dispatched_complaint(DISPATCHED)
    told.when(Complaint.miss, "sign:1", act(at("2026-02-25")), law()).then(DeadlineMissed, FindingRecorded)
    assert told.fact(DeadlineMissed).occurred_at == at("2026-02-14", "12:00")
    told.when(Complaint.miss, "sign:1", act(at("2026-02-26")), law()).then_nothing()


def test_a_deadline_that_has_not_passed_is_not_missed():
    dispatched_complaint(DISPATCHED).when(Complaint.miss, "handle:1", act(at("2026-02-25")), law()).then_nothing()


def test_the_citizens_clock_warns_and_never_breaches():
    told = dispatched_complaint(DISPATCHED)
    told.when(Complaint.miss, "citizen:1", act(at("2026-12-01")), law()).then_nothing()


def test_an_unknown_deadline_names_the_known_ones():
    told = dispatched_complaint(DISPATCHED).when(Complaint.miss, "sing:1", act(DISPATCHED), law())
    assert "sign:1" in told.then_refused(UnknownDeadline).remedy


def test_an_extension_takes_effect_when_it_is_filed_and_keeps_both_due_times():
    told = extend(dispatched_complaint(DISPATCHED), at("2026-02-28", "23:59"), 7)
    told.then(DeadlineExtensionRequested, DeadlineExtended)
    extended = told.fact(DeadlineExtended)
    assert extended.old_due_at == at("2026-03-03", "00:00")
    assert str(extended.due.last_day) == "2026-03-11"


def test_a_deadline_that_lapsed_takes_no_extension_and_the_running_ones_are_named():
    told = dispatched_complaint(DISPATCHED)
    told.aggregate.lapse("returned", act(DISPATCHED), "handle")
    refused = extend(told, at("2026-02-14", "15:00"), 3).then_refused(DeadlineEnded, "suzhou.norm.handle-complaint")
    assert "sign:1" in refused.remedy
    assert "handle:1" not in refused.remedy


def test_an_extension_a_minute_late_is_refused():
    told = extend(dispatched_complaint(DISPATCHED), at("2026-03-01", "00:00"), 3)
    told.then_refused(ExtensionTooLate, "suzhou.norm.extension")


def test_an_extension_longer_than_the_original_limit_is_refused():
    extend(dispatched_complaint(DISPATCHED), at("2026-02-27"), 8).then_refused(ExtensionExceedsCap)


def test_extensions_count_together():
    told = extend(dispatched_complaint(DISPATCHED), at("2026-02-27"), 5)
    extend(told, at("2026-02-28"), 3).then_refused(ExtensionExceedsCap)


def test_an_extension_without_explaining_it_to_the_citizen_is_refused():
    extend(dispatched_complaint(DISPATCHED), at("2026-02-27"), 2, PARTS[:3]).then_refused(
        ExtensionMissesParts, "suzhou.norm.extension-fields"
    )


def test_a_late_entry_shows_that_a_deadline_judged_by_the_occurrence_was_met():
    told = accepted_complaint(at("2025-10-10", "10:00"), "tongbai-2022")
    told.when(Complaint.miss, "reply:1", act(at("2025-10-16")), law("tongbai-2022"))
    told.then(DeadlineMissed, FindingRecorded)
    earlier = act(at("2025-10-13"), "unit_head", entered_at=at("2025-10-17"), ground="system_outage", evidence=(TEXT,))
    told.when(Complaint.tell_citizen, "written", None, earlier, law("tongbai-2022"))
    met = told.fact(DeadlineMet)
    assert met.late_entry
    assert not met.late


def test_a_deadline_judged_by_the_record_counts_from_the_entry():
    told = dispatched_complaint(at("2025-11-05"))
    told.when(Complaint.miss, "sign:1", act(at("2025-11-06")), law())
    paper = act(at("2025-11-05", "10:00"), "unit_head", ROADS, entered_at=at("2025-11-06", "10:00"), ground="outage")
    told.when(Complaint.sign, paper, law())
    assert told.fact(DeadlineMet).late


def test_a_finding_is_overturned_once_and_stays_readable():
    told = dispatched_complaint(DISPATCHED).when(Complaint.miss, "sign:1", act(at("2026-02-25")), law())
    system = act(at("2026-02-26"), "system")
    told.when(Subject.overturn, "signed_late:1", "late_entry", system, shown_by=(9,)).then(FindingOverturned)
    told.when(Subject.overturn, "signed_late:1", "late_entry", system).then_nothing()
    assert told.aggregate.findings["signed_late:1"].status == "overturned"


def test_a_schedule_announced_later_moves_the_due_time_and_keeps_the_old_one():
    dispatched = at("2026-12-30", "09:00")
    told = dispatched_complaint(dispatched)
    running = told.aggregate.deadline("handle:1")
    assert running.due.provisional
    from domain.calendar import Schedule

    holiday = {at("2027-01-01").date(): "元旦", at("2027-01-02").date(): "元旦", at("2027-01-03").date(): "元旦"}
    working = {at("2027-01-09").date(): "元旦"}
    known = Law(law().edition, law().calendar.with_schedule(Schedule(2027, "测试通知", holiday, working)))
    due = recompute(known.edition, known.calendar, "suzhou.norm.handle-complaint", dispatched, running.set.facts)
    told.when(Complaint.recompute, "handle:1", due, running.set.warn_at, "测试通知", act(at("2026-12-31"), "system"))
    moved = told.then(DeadlineRecomputed).fact(DeadlineRecomputed)
    assert moved.old_due_at > moved.due.due_at
    assert not moved.due.provisional
    told.when(Complaint.recompute, "handle:1", due, running.set.warn_at, "again", act(at("2026-12-31"))).then_nothing()


def test_work_on_a_case_ends_no_deadline_of_handling():
    told = dispatched_complaint(DISPATCHED)
    told.when(Complaint.handle, ComplaintHandled(action="visited", act=act(DISPATCHED)), law()).then(ComplaintHandled)
    assert keys(told.aggregate)["handle:1"] == "running"
