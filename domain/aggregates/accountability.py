"""问责: a file opened because a finding calls for it; only a person finds fault, weighs tolerance and decides."""

from __future__ import annotations

from typing import Literal, Self
from uuid import UUID

from domain.aggregates.subject import Subject
from domain.errors import Refused
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
from domain.events.base import Event
from domain.rules.accountability import (
    accountability_of,
    require_body,
    require_examiner,
    require_measure,
)
from domain.rules.law import Law
from domain.values import Act, Citation, Handle, SeatId, UnitId

Status = Literal["triggered", "examined", "fault_found", "no_fault", "tolerated", "measured", "dropped"]


class NotAtThisPoint(Refused):
    """The file does not stand where this step follows."""

    code = "accountability.not_at_this_point"


class ToleranceNotWeighed(Refused):
    """The text tells to weigh good faith before any measure."""

    code = "accountability.tolerance_not_weighed"


class Accountability(Subject):
    """One accountability file."""

    opens_with = AccountabilityTriggered

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self._case: UUID | None = None
        self.unit = UnitId("")
        self.basis: Citation | None = None
        self.established_by: SeatId | None = None
        self.status: Status = "triggered"
        self.grade = ""
        self.is_tolerance_weighed = False
        self.needs_review = False

    @property
    def case(self) -> UUID | None:
        """The complaint it grew out of."""
        return self._case

    @classmethod
    def trigger(cls, id: UUID, triggered: AccountabilityTriggered) -> Self:
        """启动问责: named after the finding that calls for it, so that it opens once."""
        file = cls(id)
        file.record(triggered)
        return file

    def take_up(self, act: Act, law: Law) -> None:
        """立案调查."""
        self._require("taken up", act, law, "triggered")
        self.record(AccountabilityTakenUp(basis=law.cite(accountability_of(law).clause), act=act))

    def find_fault(self, grade: str, report: Handle, act: Act, law: Law) -> None:
        """查实: of a grade the text knows."""
        self._require("concluded", act, law, "examined")
        rules = accountability_of(law)
        known = rules.grade(grade)
        basis = law.cite(known.clause) if known else None
        if known is None:
            require_measure(law, grade, ())
        self.record(AccountabilityFaultFound(grade=grade, report=report, basis=basis, act=act))

    def find_no_fault(self, report: Handle, act: Act, law: Law) -> None:
        """查否."""
        self._require("concluded", act, law, "examined")
        basis = law.cite(accountability_of(law).clause)
        self.record(AccountabilityNoFaultFound(report=report, basis=basis, act=act))

    def weigh_tolerance(self, reason: Handle, act: Act, law: Law, *, applies: bool) -> None:
        """容错研判: closes the file where it applies."""
        self._require("weighed", act, law, "fault_found")
        rules = accountability_of(law)
        basis = law.cite(rules.tolerance_clause or rules.clause)
        self.record(AccountabilityToleranceWeighed(applies=applies, reason=reason, basis=basis, act=act))

    def take_measure(self, measures: tuple[str, ...], reason: Handle, act: Act, law: Law) -> None:
        """问责处理: of those the grade allows, after tolerance was weighed where the text asks for it."""
        self._require("measured", act, law, "fault_found")
        rules = accountability_of(law)
        if rules.tolerance_clause is not None and not self.is_tolerance_weighed:
            raise ToleranceNotWeighed(
                "good faith has not been weighed",
                remedy="weigh tolerance first, and say why it applies or not",
                basis=law.cite(rules.tolerance_clause),
            )
        grade = require_measure(law, self.grade, measures)
        taken = AccountabilityMeasureTaken(measures=measures, reason=reason, basis=law.cite(grade.clause), act=act)
        self.record(taken)

    def refer(self, body: str, reason: Handle, act: Act, law: Law) -> None:
        """移送: from any point before it is closed without fault."""
        self._require("referred", act, law, "triggered", "examined", "fault_found", "measured")
        require_body(law, body)
        basis = law.cite(next(each.clause for each in accountability_of(law).referred_to if each.code == body))
        self.record(AccountabilityReferred(body=body, reason=reason, basis=basis, act=act))

    def publish(self, scope: str, summary: Handle, act: Act, law: Law) -> None:
        """典型通报: only what was concluded with a measure."""
        self._require("published", act, law, "measured")
        basis = law.cite(accountability_of(law).clause)
        self.record(AccountabilityPublished(scope=scope, summary=summary, basis=basis, act=act))

    def need_review(self, because: str, shown_by: tuple[int, ...], act: Act) -> None:
        """需复核: its finding was overturned; nothing is undone by itself."""
        if not self.needs_review:
            self.record(AccountabilityReviewNeeded(because=because, shown_by=shown_by, act=act))

    def review(self, reason: Handle, act: Act, law: Law, *, stands: bool) -> None:
        """复核: a person decides what becomes of it."""
        require_examiner(law, act, self.unit, self.established_by)
        basis = law.cite(accountability_of(law).clause)
        if not self.needs_review:
            raise NotAtThisPoint("nothing about this file is to be reviewed", remedy="go on with the file", basis=basis)
        self.record(AccountabilityReviewed(stands=stands, reason=reason, basis=basis, act=act))

    def apply(self, event: Event) -> None:
        """Assign from one fact."""
        super().apply(event)
        match event:
            case AccountabilityTriggered():
                self._case, self.unit, self.basis = event.case, event.unit, event.basis
                self.established_by = event.established_by
            case AccountabilityTakenUp():
                self.status = "examined"
            case AccountabilityFaultFound():
                self.status, self.grade = "fault_found", event.grade
            case AccountabilityNoFaultFound():
                self.status = "no_fault"
            case AccountabilityToleranceWeighed():
                self.is_tolerance_weighed = True
                self.status = "tolerated" if event.applies else "fault_found"
            case AccountabilityMeasureTaken():
                self.status = "measured"
            case AccountabilityReviewNeeded():
                self.needs_review = True
            case AccountabilityReviewed():
                self.needs_review = False
                self.status = self.status if event.stands else "dropped"

    def _require(self, doing: str, act: Act, law: Law, *allowed: Status) -> None:
        require_examiner(law, act, self.unit, self.established_by)
        basis = law.cite(accountability_of(law).clause)
        if self.needs_review:
            raise NotAtThisPoint(
                "its finding was overturned", remedy="review the file first: it stands or it is dropped", basis=basis
            )
        if self.status not in allowed:
            raise NotAtThisPoint(
                f"a file that is {self.status} cannot be {doing}",
                remedy=f"it must be {' or '.join(allowed)}",
                basis=basis,
            )
