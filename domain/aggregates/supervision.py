"""督办: one matter under supervision, from the first trigger to the archive."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, Self
from uuid import UUID

import msgspec

from domain.aggregates.subject import Subject
from domain.calendar import beijing
from domain.errors import Refused
from domain.events.base import Event, topic_of
from domain.events.supervision import (
    SupervisionArchived,
    SupervisionAssigned,
    SupervisionIssued,
    SupervisionMerged,
    SupervisionOrdered,
    SupervisionProposed,
    SupervisionRaised,
    SupervisionRejected,
    SupervisionReviewed,
    SupervisionReviewNeeded,
)
from domain.regulations.supervision import StepRule
from domain.rules.law import Law
from domain.rules.requirements import require
from domain.rules.supervision import Called, NotTheSupervisor, require_issuer, require_step, supervision_of
from domain.values import Act, Citation, Handle, Level, UnitId


@dataclass(frozen=True)
class Days:
    """How long a unit is given."""

    number: int
    counted_in: Literal["working_day", "natural_day"] = "working_day"


class NotOpen(Refused):
    """The supervision has not been opened, or has ended."""

    code = "supervision.not_open"


class NothingProposed(Refused):
    """No proposal of that trigger waits for a decision."""

    code = "supervision.nothing_proposed"


class OnlyTheLead(Refused):
    """The lead unit feeds back for all; or a leader must act in person."""

    code = "supervision.only_the_lead"


class Supervision(Subject):
    """督办: what was proposed, the level in force, the steps taken."""

    opens_with = SupervisionProposed, SupervisionIssued

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self._case: UUID | None = None
        self.basis: Citation | None = None
        self.proposed: dict[str, SupervisionProposed] = {}
        self.level: Level | None = None
        self.unit: UnitId | None = None
        self.assigned: SupervisionAssigned | None = None
        self.ordered: UnitId | None = None
        self.done: set[str] = set()
        self.is_archived = False
        self.needs_review = False

    @property
    def case(self) -> UUID | None:
        """The complaint it is about."""
        return self._case

    @property
    def units(self) -> frozenset[UnitId]:
        """The unit supervised, the one the order letter went to, and those it was assigned to."""
        assigned = (self.assigned.lead, *self.assigned.assisting) if self.assigned else ()
        return frozenset(unit for unit in (self.unit, self.ordered, *assigned) if unit is not None)

    @property
    def is_over(self) -> bool:
        """Whether a new trigger begins another supervision: filed, or everything proposed was rejected."""
        return self.is_archived or (self.level is None and not self.proposed)

    @classmethod
    def about(cls, id: UUID, case: UUID) -> Self:
        """A matter's supervision before its first fact."""
        supervision = cls(id)
        supervision._case = case
        return supervision

    # -- opening ---------------------------------------------------------------------------------------

    def call_for(self, called: Called, unit: UnitId | None, shown_by: tuple[int, ...], act: Act, law: Law) -> None:
        """A rule found a trigger: it opens, raises or joins at once, or is proposed where the text leaves it."""
        if self.level is not None and called.level <= self.level:
            self._merge(called, shown_by, act, law)
        elif called.trigger.automatic:
            self._open(called, unit, (), shown_by, act, law, by_rule=True)
        elif called.code not in self.proposed:
            self.propose(called, unit, None, act, law, shown_by=shown_by)

    def propose(
        self,
        called: Called,
        unit: UnitId | None,
        note: Handle | None,
        act: Act,
        law: Law,
        *,
        shown_by: tuple[int, ...] = (),
    ) -> None:
        """拟立督办: put before whoever may open that level."""
        self.record(
            SupervisionProposed(
                trigger=called.code,
                level=called.level,
                unit=unit,
                shown_by=shown_by,
                note=note,
                case=self._case,
                basis=law.cite(called.trigger.clause),
                act=act,
            )
        )

    def issue(self, called: Called, unit: UnitId | None, means: tuple[str, ...], act: Act, law: Law) -> None:
        """立督办: by whoever supervises at that level; a graver one raises what is open, a lesser one joins it."""
        require_issuer(law, called.level, act.role, act.on_behalf_of, unit)
        shown_by = self.proposed[called.code].shown_by if called.code in self.proposed else ()
        if self.level is not None and called.level <= self.level:
            self._merge(called, shown_by, act, law)
        else:
            self._open(called, unit, means, shown_by, act, law, by_rule=False)

    def reject(self, trigger: str, reason: Handle, act: Act, law: Law) -> None:
        """不予立督办: the proposal is left, and why."""
        proposed = self.proposed.get(trigger)
        if proposed is None:
            known = ", ".join(self.proposed) or "none"
            raise NothingProposed(f"nothing proposed by {trigger!r} waits here", remedy=f"name one of: {known}")
        require_issuer(law, proposed.level, act.role, act.on_behalf_of, proposed.unit)
        self.record(SupervisionRejected(trigger=trigger, reason=reason, basis=proposed.basis, act=act))

    def need_review(self, because: str, shown_by: tuple[int, ...], act: Act) -> None:
        """需复核: a finding it rests on was overturned; nothing is undone by itself."""
        if self.level is not None and not self.is_archived:
            self.record(SupervisionReviewNeeded(because=because, shown_by=shown_by, act=act))

    # -- steps -----------------------------------------------------------------------------------------

    def take(self, fact: Event, law: Law, *, given: Collection[str] = (), by_role: str = "") -> None:
        """A step of the supervision: allowed at this level, in turn, complete, by whom the text says, on its clause."""
        rule = self._rule(topic_of(fact).partition(".")[2], law)
        basis = law.cite(rule.clause)
        require(f"{rule.step} of a supervision", rule.requires, given, basis)
        if by_role and rule.roles and by_role not in rule.roles:
            raise OnlyTheLead(f"{by_role} cannot do this", remedy=f"it is for: {', '.join(rule.roles)}", basis=basis)
        if rule.taken_by and fact.act.role not in rule.taken_by:
            raise NotTheSupervisor(
                f"{fact.act.role} may not take this step", remedy=f"it is for: {', '.join(rule.taken_by)}", basis=basis
            )
        if rule.lead_only and self.assigned and self.assigned.assisting and fact.act.on_behalf_of != self.assigned.lead:
            raise OnlyTheLead(
                "with several units only the lead feeds back", remedy=f"{self.assigned.lead} does it", basis=basis
            )
        self.step(msgspec.structs.replace(fact, basis=basis), f"supervision_{rule.step}", law)

    def assign(self, assigned: SupervisionAssigned, given: Collection[str], days: Days | None, law: Law) -> None:
        """督办交办: to a lead unit, with the days it has, where the office gives any."""
        self.take(assigned, law, given=given)
        if days is not None:
            facts = {"days": str(days.number), "unit": days.counted_in, "level": str(self.level)}
            started = law.deadlines_from("supervision_assigned", assigned.occurred_at, facts)
            self.start(started, assigned.act, unit=assigned.lead)

    def _rule(self, step: str, law: Law) -> StepRule:
        rules = supervision_of(law)
        if self.level is None or self.is_archived:
            raise NotOpen(
                "this supervision is filed" if self.is_archived else "this supervision has not been opened",
                remedy="a new trigger begins another" if self.is_archived else "issue it first, or reject it",
                basis=law.cite(rules.clause),
            )
        return require_step(law, step, self.level, self.done)

    def _open(
        self,
        called: Called,
        unit: UnitId | None,
        means: tuple[str, ...],
        shown_by: tuple[int, ...],
        act: Act,
        law: Law,
        *,
        by_rule: bool,
    ) -> None:
        basis = law.cite(called.trigger.clause)
        if self.level is not None:
            raised = SupervisionRaised(
                trigger=called.code,
                from_level=self.level,
                to_level=called.level,
                by_rule=by_rule,
                shown_by=shown_by,
                basis=basis,
                act=act,
            )
            self.record(raised)
            return
        issued = SupervisionIssued(
            number=f"D{beijing(act.occurred_at):%Y%m%d}-{self.id.hex[:6].upper()}",
            trigger=called.code,
            level=called.level,
            unit=unit,
            by_rule=by_rule,
            means=means,
            shown_by=shown_by,
            case=self._case,
            basis=basis,
            act=act,
        )
        self.record(issued)

    def _merge(self, called: Called, shown_by: tuple[int, ...], act: Act, law: Law) -> None:
        merged = SupervisionMerged(
            trigger=called.code,
            level=called.level,
            shown_by=shown_by,
            basis=law.cite(supervision_of(law).precedence_clause),
            act=act,
        )
        self.record(merged)

    # -- state -----------------------------------------------------------------------------------------

    def apply(self, event: Event) -> None:  # noqa: C901  (one case a fact, each an assignment)
        """Assign from one fact."""
        super().apply(event)
        match event:
            case SupervisionProposed():
                self._case, self.basis = event.case, self.basis or event.basis
                self.proposed[event.trigger] = event
            case SupervisionRejected() | SupervisionMerged():
                self.proposed.pop(event.trigger, None)
            case SupervisionIssued():
                self._case, self.level, self.unit = event.case, event.level, event.unit
                self.basis = self.basis or event.basis
                self.proposed.pop(event.trigger, None)
                self.done.add("issued")
            case SupervisionRaised():
                self.level = event.to_level
                self.proposed.pop(event.trigger, None)
            case SupervisionReviewed():
                if event.passed:
                    self.done.add("reviewed")
                else:
                    self.done -= {"fed_back", "reviewed"}
            case SupervisionAssigned():
                self.assigned = event
                self.done.add("assigned")
            case SupervisionOrdered():
                self.ordered = event.unit
                self.done.add("ordered")
            case SupervisionReviewNeeded():
                self.needs_review = True
            case SupervisionArchived():
                self.is_archived = True
            case _ if topic_of(event).startswith("supervision."):
                self.done.add(topic_of(event).partition(".")[2])
