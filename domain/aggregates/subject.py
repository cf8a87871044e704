"""Base of aggregates that deadlines run on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from domain.aggregates.deadlines import Deadline, Deadlines
from domain.aggregates.judged import Judged
from domain.calendar import Due
from domain.errors import Refused
from domain.events.base import Event
from domain.events.deadlines import (
    Because,
    DeadlineLapsed,
    DeadlineMet,
    DeadlineMissed,
    DeadlineRecomputed,
    DeadlineSet,
)
from domain.rules.deadlines import NewDeadline
from domain.rules.law import Law
from domain.values import SYSTEM, Act, UnitId


class UnknownDeadline(Refused):
    """No deadline of that key runs on the subject."""

    code = "deadline.unknown"


class DeadlineEnded(Refused):
    """The deadline no longer runs: it was met, or it lapsed."""

    code = "deadline.ended"


class Subject(Judged):
    """Whatever a deadline can run on: a complaint, an escalation, an obligation."""

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.deadlines = Deadlines()

    @property
    def units(self) -> frozenset[UnitId]:
        """The units that may act in it; none where only offices do."""
        return frozenset()

    @property
    def answering_unit(self) -> UnitId | None:
        """Whose conduct a miss of a unit's own clock is about, where the deadline began before it was known."""
        return None

    # -- commands --------------------------------------------------------------------------------------

    def start(self, new: Iterable[NewDeadline], act: Act, *, unit: UnitId | None = None, breaches: bool = True) -> None:
        """Set deadlines that a step began. `breaches=False`: of an imported case, which is never missed."""
        for deadline in new:
            limit = deadline.limit
            self.record(
                DeadlineSet(
                    key=self.deadlines.next_key(limit.name),
                    name=limit.name,
                    started_by=limit.start,
                    started_at=deadline.start,
                    due=deadline.due,
                    warn_at=deadline.warn_at,
                    stops=limit.stops,
                    owner=limit.owner,
                    unit=unit,
                    clock=limit.clock,
                    judged_by=limit.judged_by,
                    severity=limit.severity,
                    breaches=limit.breaches and breaches,
                    on_miss=limit.on_miss,
                    deems=limit.deems,
                    facts=dict(deadline.facts),
                    basis=deadline.basis,
                    act=act,
                )
            )

    def step(self, event: Event, name: str, law: Law) -> None:
        """Record a lifecycle step and settle the deadlines it ends."""
        self.record(event)
        self.settle_all(name, event.act, event.act, law)

    def settle_all(self, step: str, done: Act, act: Act, law: Law) -> None:
        """End every deadline that a step meets, those among them that a miss found only now begins."""
        while running := self.deadlines.stopped_by(step):
            self.settle(running[0], step, running[0].judged_instant(done), act, law)

    def settle(self, deadline: Deadline, step: str, instant: datetime, act: Act, law: Law) -> None:
        """End a deadline by the step that meets it, in time or late, as judged at an instant."""
        late = deadline.has_passed(instant)
        if late and not deadline.is_missed:
            self._miss(deadline, act, law)
        if not late and deadline.is_missed:
            self._lapse_after(deadline, act)
        self.record(
            DeadlineMet(
                key=deadline.set.key,
                step=step,
                met_at=instant,
                late=late,
                late_entry=deadline.is_missed and not late,
                basis=deadline.set.basis,
                act=act,
            )
        )

    def settle_imported(self, deadline: Deadline, instant: datetime, act: Act) -> None:
        """End a deadline of an imported case: met or late, but never a miss, a finding or a consequence."""
        late = deadline.has_passed(instant)
        basis = deadline.set.basis
        met = DeadlineMet(key=deadline.set.key, step="imported", met_at=instant, late=late, basis=basis, act=act)
        self.record(met)

    def miss(self, key: str, act: Act, law: Law) -> None:
        """时限届满: the clockwork found the due instant passed. Nothing happens twice."""
        deadline = self.deadline(key)
        if deadline.is_running and not deadline.is_missed and deadline.has_passed(act.told_at):
            self._miss(deadline, act, law)

    def lapse(self, because: Because, act: Act, *names: str) -> None:
        """End running deadlines (all, or those of some names) that no longer bind anyone."""
        for deadline in self.deadlines.unfinished():
            if not names or deadline.set.name in names:
                self.record(DeadlineLapsed(key=deadline.set.key, because=because, act=act))

    def recompute(self, key: str, due: Due, warn_at: datetime, notice: str, act: Act) -> None:
        """A new schedule moved the due time; nothing is recorded where it did not."""
        deadline = self.deadline(key)
        if due.due_at == deadline.due.due_at and due.provisional == deadline.due.provisional:
            return
        runs_again = deadline.is_running and deadline.is_missed and due.holds(act.told_at)
        if runs_again:
            self._lapse_after(deadline, act)
        self.record(
            DeadlineRecomputed(
                key=key,
                old_due_at=deadline.due.due_at,
                due=due,
                warn_at=warn_at,
                notice=notice,
                runs_again=runs_again,
                basis=deadline.set.basis,
                act=act,
            )
        )

    # -- state -----------------------------------------------------------------------------------------

    def apply(self, event: Event) -> None:
        """Assign from facts every subject shares."""
        super().apply(event)
        self.deadlines.apply(event)

    def deadline(self, key: str) -> Deadline:
        """The deadline of a key; refused where there is none."""
        try:
            return self.deadlines.by_key[key]
        except KeyError:
            known = ", ".join(self.deadlines.by_key) or "none"
            raise UnknownDeadline(f"no deadline {key!r} here", remedy=f"name one of: {known}") from None

    def running_deadline(self, key: str) -> Deadline:
        """The deadline of a key, still running; refused where it has ended."""
        deadline = self.deadline(key)
        if not deadline.is_running:
            runs = ", ".join(each.set.key for each in self.deadlines.unfinished()) or "none"
            raise DeadlineEnded(f"{key} no longer runs", remedy=f"name one that runs: {runs}", basis=deadline.set.basis)
        return deadline

    def _miss(self, deadline: Deadline, act: Act, law: Law) -> None:
        if not deadline.set.breaches:
            return
        at_due = Act(actor=SYSTEM, role="system", occurred_at=deadline.due.due_at, cause=act.cause)
        self.record(
            DeadlineMissed(key=deadline.set.key, due_at=deadline.due.due_at, basis=deadline.set.basis, act=at_due)
        )
        answers = self.answering_unit if deadline.set.clock == "unit" else None
        unit = deadline.set.unit or answers
        if deadline.set.on_miss:
            self.find(deadline.set.on_miss, law, at_due, unit=unit, deadline=deadline.set.key)
        facts = {**deadline.set.facts, "missed": deadline.set.name}
        self.start(law.deadlines_from("missed", at_due.occurred_at, facts), at_due, unit=unit)

    def _lapse_after(self, deadline: Deadline, act: Act) -> None:
        """A miss turns out to be none: what began with it binds nobody."""
        for each in self.deadlines.unfinished():
            begun = each.set.started_by, each.set.facts.get("missed"), each.set.started_at
            if begun == ("missed", deadline.set.name, deadline.due.due_at):
                self.record(DeadlineLapsed(key=each.set.key, because="not_missed", act=act))
