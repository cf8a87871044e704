"""Casework: looked into on the spot, an opinion, an order, more time to a named day, a filed no, a review."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from domain.aggregates.complaint.state import HELD, ComplaintState
from domain.aggregates.deadlines import Deadline
from domain.calendar import midnight
from domain.errors import Refused
from domain.events.casework import (
    ComplaintCannotFiled,
    ComplaintOpinionFiled,
    ComplaintOrdered,
    ComplaintProgressReported,
    ComplaintReviewed,
    ComplaintSubmittedForStudy,
    ComplaintVerified,
)
from domain.events.deadlines import DeadlineMissExplained, DeadlineProlonged
from domain.rules.casework import check_opinion, check_review
from domain.rules.deadlines import matches, new_deadline
from domain.rules.law import Law
from domain.rules.open_extensions import OpenRequest, open_extension_allowed
from domain.rules.requirements import require_step
from domain.values import Act, Handle

LOOKED_INTO = ("accepted", "assigned", "handling")


class NoMissToExplain(Refused):
    """The deadline was not missed, or nothing need be said about it."""

    code = "deadline.no_miss_to_explain"


class UnderStudyAlready(Refused):
    """It has been put up for study; nobody does that twice."""

    code = "study.begun_already"


class Casework(ComplaintState):
    """What a unit, a task force and the office do about it beside handling and answering."""

    def verify(self, verified: ComplaintVerified, law: Law) -> None:
        """核实: what was found out (`rules.casework.check_verification`)."""
        self.require_status("verified", *LOOKED_INTO, basis=verified.basis)
        self.require_holder(verified.act)
        self.step(verified, "verified", law)

    def file_opinion(self, filed: ComplaintOpinionFiled, given: Collection[str], law: Law) -> None:
        """报备处置意见: after it was looked into; revised as often as need be."""
        check_opinion(law, nature=filed.nature, given=given, taken=self.taken)
        self.require_status("given an opinion", *LOOKED_INTO, basis=filed.basis)
        self.require_holder(filed.act)
        self.step(filed, "opinion_filed", law)

    def order(self, ordered: ComplaintOrdered, law: Law) -> None:
        """交办: the head of the unit leads it from now on, until the day the order names."""
        self.require_status("ordered", *HELD, basis=ordered.basis)
        act = ordered.act
        self.step(ordered, "ordered", law)
        facts = {**self.facts, "until": ordered.until.isoformat()}
        self.start(law.deadlines_from("ordered", act.occurred_at, facts), act, unit=ordered.unit)

    def prolong(
        self, key: str, request: OpenRequest, record: Handle, reason: Handle | None, act: Act, law: Law
    ) -> None:
        """延至定日: to a day that is named, while the deadline runs; reports on progress begin."""
        require_step(law, "prolonged")
        deadline = self.deadline(key)
        self.require_holder(act)
        ruling = open_extension_allowed(law.edition, law.calendar, deadline.for_extension(), request)
        prolonged = DeadlineProlonged(
            key=key,
            until=ruling.due.last_day,
            grounds=request.grounds,
            contact_record=record,
            old_due_at=deadline.due.due_at,
            due=ruling.due,
            warn_at=ruling.warn_at,
            reason=reason,
            basis=ruling.basis,
            act=act,
        )
        self.record(prolonged)
        started = law.deadlines_from("prolonged", act.occurred_at, self.facts)
        self.start([new for new in started if not self.deadlines.running(new.limit.name)], act, unit=self.unit)

    def report_progress(self, reported: ComplaintProgressReported, law: Law) -> None:
        """报告进度: to the office and the applicant; where it repeats, the next report's time begins."""
        require_step(law, "progress_reported")
        self.require_status("reported on", *HELD)
        self.require_holder(reported.act)
        ended = self.deadlines.stopped_by("progress_reported")
        self.step(reported, "progress_reported", law)
        for deadline in ended:
            self._repeat(deadline, reported.act, law)

    def submit_for_study(self, submitted: ComplaintSubmittedForStudy, law: Law) -> None:
        """提交一事一议: what could not be coordinated (`rules.casework.check_study`); its own time begins."""
        self.require_status("put up for study", *HELD, basis=submitted.basis)
        self.require_holder(submitted.act)
        if "submitted_for_study" in self.taken:
            raise UnderStudyAlready(
                "it has been put up for study", remedy="report progress, or answer it", basis=submitted.basis
            )
        self.step(submitted, "submitted_for_study", law)

    def _repeat(self, ended: Deadline, act: Act, law: Law) -> None:
        """Each runs from the end of the one before, so that a late report moves no later one."""
        for limit in law.edition.limits:
            if limit.repeats and limit.name == ended.set.name and matches(limit, ended.set.facts):
                start: datetime = midnight(ended.due.last_day)
                again = new_deadline(law.edition, law.calendar, limit, start, ended.set.facts)
                self.start([again], act, unit=ended.set.unit)

    def file_cannot(self, filed: ComplaintCannotFiled, law: Law) -> None:
        """不能办报备: before a no may be the answer (`rules.casework.check_cannot`)."""
        self.require_status("filed as not to be done", *HELD, basis=filed.basis)
        self.require_holder(filed.act)
        self.step(filed, "cannot_filed", law)

    def explain_miss(self, key: str, reason: Handle, act: Act, law: Law) -> None:
        """说明超期原因: where the text asks for it."""
        require_step(law, "miss_explained")
        deadline = self.deadline(key)
        self.require_holder(act)
        clause = explain_clause(law, deadline)
        if not deadline.is_missed or clause is None:
            raise NoMissToExplain(f"nothing need be said about {key}", remedy="name a missed deadline of such a limit")
        self.record(DeadlineMissExplained(key=key, reason=reason, basis=law.cite(clause), act=act))

    def review(self, reviewed: ComplaintReviewed, given: Collection[str], law: Law) -> None:
        """复盘: why it happened, who answers for it, what is found; each finding with what the text attaches."""
        check_review(law, findings=reviewed.findings, typical=reviewed.typical, given=given)
        self.require_status("reviewed", "closed", "followed_up", basis=reviewed.basis)
        self.step(reviewed, "reviewed", law)
        for kind in reviewed.findings:
            self.find(kind, law, reviewed.act, unit=self.unit, by_rule=False)

    def begin_without(self, step: str, act: Act, law: Law) -> None:
        """Start what runs although its own step is late, once."""
        begun = {(deadline.set.name, deadline.set.started_by) for deadline in self.deadlines.by_key.values()}
        waiting = law.deadlines_without(step, act.told_at, self.facts)
        self.start([new for new in waiting if (new.limit.name, step) not in begun], act, unit=self.unit)


def explain_clause(law: Law, deadline: Deadline) -> str | None:
    """The clause that wants a miss of this deadline explained, if one does."""
    clause = deadline.set.basis.clause if deadline.set.basis else ""
    found = (limit for limit in law.edition.limits if (limit.name, limit.clause) == (deadline.set.name, clause))
    return next((limit.explain_clause for limit in found), None)
