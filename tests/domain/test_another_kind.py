"""A matter turns out to be of another kind: its time is reckoned anew, and nothing granted or missed is lost."""

from domain.aggregates.complaint import Complaint
from domain.calendar import spans
from domain.events.deadlines import DeadlineExtended, DeadlineProlonged, DeadlineSet
from domain.events.findings import FindingRecorded
from tests.domain.test_deadlines import DISPATCHED, extend
from tests.support.facts import TEXT, act, at, dispatched_complaint, law


def reclassify(told, instant, kind, edition="suzhou-2021"):
    return told.when(Complaint.reclassify, kind, TEXT, act(instant), law(edition))


def running(told, name="handle"):
    return told.aggregate.deadlines.running(name)


def test_more_time_that_was_granted_stays_granted():
    told = extend(dispatched_complaint(DISPATCHED), at("2026-02-27"), 5)
    granted = running(told).due
    reclassify(told, at("2026-02-28"), "report")
    assert (running(told).set.key, running(told).due) == ("handle:2", granted)
    assert running(told).extended_by == (5,)


def test_no_more_stays_granted_than_the_right_kind_may_have():
    told = extend(dispatched_complaint(DISPATCHED), at("2026-02-27"), 7)
    reclassify(told, at("2026-02-28"), "consultation")
    most = law().edition.limit("handle-consult").span.n
    assert told.fact(DeadlineExtended).amount == most < 7


def test_nothing_stays_granted_where_the_right_kind_is_not_prolonged():
    told = extend(dispatched_complaint(DISPATCHED), at("2026-02-27"), 7)
    reclassify(told, at("2026-02-28"), "sudden")
    assert [type(each.fact) for each in told.aggregate.pending].count(DeadlineExtended) == 0
    assert running(told).due.last_day == DISPATCHED.date()


def test_what_is_late_as_either_kind_is_missed_once():
    told = dispatched_complaint(DISPATCHED)
    told.aggregate.miss("handle:1", act(at("2026-03-10"), "system"), law())
    reclassify(told, at("2026-03-11"), "report")
    assert [each.fact.name for each in told.aggregate.pending if isinstance(each.fact, DeadlineSet)] == ["citizen"]
    told.when(Complaint.miss, "handle:1", act(at("2026-03-12"), "system"), law()).then_nothing()
    assert running(told).is_missed


def test_what_is_not_yet_late_as_the_right_kind_runs_on_and_can_be_kept():
    told = dispatched_complaint(DISPATCHED, kind="consultation")
    told.when(Complaint.miss, "handle:1", act(at("2026-02-28"), "system"), law()).fact(FindingRecorded)
    reclassify(told, at("2026-02-28"), "complaint")
    assert (running(told).set.key, running(told).is_missed) == ("handle:2", False)


def test_a_day_that_was_named_stays_the_day():
    anqing = law("anqing-2025")
    told = dispatched_complaint(at("2025-11-03"), "anqing-2025", kind="simple")
    before = running(told)
    until = at("2026-03-20").date()
    prolonged = DeadlineProlonged(
        key=before.set.key,
        until=until,
        grounds=("g",),
        contact_record=TEXT,
        old_due_at=before.due.due_at,
        due=spans.given_day(until),
        warn_at=at("2026-03-19"),
        act=act(at("2025-11-04")),
    )
    told.aggregate.record(prolonged)
    other = next(kind.code for kind in anqing.edition.intake.kinds if kind.code != "simple")
    reclassify(told, at("2025-11-05"), other, "anqing-2025")
    assert running(told).set.key != before.set.key
    assert running(told).due.last_day == until
