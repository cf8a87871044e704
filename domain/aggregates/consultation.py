"""会商: one topic from the pool to its minutes, its tasks, and the archive."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time
from typing import Literal, Self
from uuid import UUID

from domain.aggregates.subject import Subject
from domain.calendar import beijing
from domain.events.base import Event
from domain.events.consultation import (
    ConsultationArchived,
    ConsultationDeclined,
    ConsultationExplained,
    ConsultationFixed,
    ConsultationHeld,
    ConsultationJoined,
    ConsultationMerged,
    ConsultationMinuted,
    ConsultationProposed,
    ConsultationTaskDone,
    ConsultationTaskSet,
)
from domain.rules.consultation import (
    Ask,
    ConsultationNotThere,
    NotFollowedThrough,
    Pooled,
    TaskDayPassed,
    TaskNotYours,
    TaskUnknown,
    consultation_of,
    require_attendance,
    require_chair,
    require_fixer,
    require_form,
    require_holder,
    require_proposal,
)
from domain.rules.law import Law
from domain.rules.requirements import require
from domain.values import BEIJING, Act, Citation, Handle, UnitId

Status = Literal["new", "proposed", "fixed", "held", "agreed", "unresolved", "declined", "merged", "archived"]
OVER: frozenset[Status] = frozenset({"declined", "merged", "archived"})
TASK = "task"


class Consultation(Subject):
    """会商: where the topic stands, who takes part, what is still to be done."""

    opens_with = ConsultationProposed

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self._case: UUID | None = None
        self.basis: Citation | None = None
        self.status: Status = "new"
        self.proposer: UnitId | None = None
        self.concerned: frozenset[UnitId] = frozenset()
        self.lead: UnitId | None = None
        self.assisting: tuple[UnitId, ...] = ()
        self.chaired: set[str] = set()
        self.chair: str | None = None
        self.tasks: dict[str, ConsultationTaskSet] = {}
        self.done: set[str] = set()
        self.is_explained = False

    @property
    def case(self) -> UUID | None:
        """The matter it grew out of."""
        return self._case

    @property
    def units(self) -> frozenset[UnitId]:
        """Who proposed it, whose matters it is about, who leads and assists."""
        taking_part = (self.lead, *self.assisting, self.proposer)
        return self.concerned | frozenset(unit for unit in taking_part if unit is not None)

    @property
    def is_over(self) -> bool:
        """Whether a new topic begins another consultation."""
        return self.status in OVER

    @classmethod
    def about(cls, id: UUID, case: UUID) -> Self:
        """A matter's consultation before its first fact."""
        consultation = cls(id)
        consultation._case = case
        return consultation

    # -- the pool --------------------------------------------------------------------------------------

    def call_for(self, pooled: Pooled, unit: UnitId | None, shown_by: tuple[int, ...], act: Act, law: Law) -> None:
        """汇集议题: a rule found a topic; nothing happens where one is open already."""
        if self.status == "new":
            self._propose(pooled, unit, Ask(lead=unit, shown_by=shown_by), act, law)

    def propose(self, pooled: Pooled, unit: UnitId | None, ask: Ask, act: Act, law: Law) -> None:
        """提请会商: by a unit or an office, with what the text asks for."""
        self._require("proposed", law, "new")
        units = {each for each in (ask.lead or unit, *ask.assisting) if each is not None}
        require_proposal(law, pooled, act.role, units, ask.given, ask.signed_by)
        self._propose(pooled, unit, ask, act, law)

    def fix(self, form: str, month: str, lead: UnitId, assisting: tuple[UnitId, ...], act: Act, law: Law) -> None:
        """确定主题: in a form, with its units; again while it has not been held."""
        self._require("fixed", law, "proposed", "fixed")
        require_fixer(law, act.role)
        require_form(law, form, lead, assisting)
        self.record(
            ConsultationFixed(
                number=f"H{beijing(act.occurred_at):%Y%m%d}-{self.id.hex[:6].upper()}",
                month=month,
                form=form,
                lead=lead,
                assisting=assisting,
                basis=law.cite(consultation_of(law).fixed_clause),
                act=act,
            )
        )

    def decline(self, reason: Handle, act: Act, law: Law) -> None:
        """不列入: the topic is left, and why."""
        self._require("declined", law, "proposed", "fixed")
        require_fixer(law, act.role)
        basis = law.cite(consultation_of(law).fixed_clause)
        self.record(ConsultationDeclined(reason=reason, basis=basis, act=act))

    def merge(self, other: Consultation, reason: Handle | None, act: Act, law: Law) -> None:
        """并入: the topic goes on in another consultation that is not over. Raises ConsultationNotThere."""
        self._require("merged", law, "proposed", "fixed")
        require_fixer(law, act.role)
        basis = law.cite(consultation_of(law).fixed_clause)
        if other.id == self.id or other.status == "new" or other.is_over or other.case is None or self._case is None:
            raise ConsultationNotThere(
                "there is nothing to join", remedy="name another matter whose consultation is open", basis=basis
            )
        self.record(ConsultationMerged(into=other.id, of_case=other.case, reason=reason, basis=basis, act=act))
        joined = ConsultationJoined(consultation=self.id, of_case=self._case, unit=self.proposer, basis=basis, act=act)
        other.record(joined)

    # -- held, minuted ---------------------------------------------------------------------------------

    def hold(self, held_on: date, attended: tuple[UnitId, ...], chaired_by: str | None, act: Act, law: Law) -> None:
        """召开: the lead holds it; from that day the minutes have their time."""
        self._require("held", law, "fixed", "held", "unresolved")
        require_holder(law, act, self.lead)
        chair = require_chair(law, chaired_by, self.chaired)
        basis = law.cite(chair.clause if chair else consultation_of(law).held_clause)
        told_on = act.told_at.astimezone(BEIJING).date()
        require_attendance(self.lead, self.assisting, attended, held_on, told_on, basis)
        self.record(ConsultationHeld(held_on=held_on, attended=attended, chaired_by=chaired_by, basis=basis, act=act))
        start = act.occurred_at if held_on == told_on else datetime.combine(held_on, time(), BEIJING)
        self.start(law.deadlines_from("held", start, {}), act, unit=self.lead)

    def minute(self, parts: Collection[str], minutes: Handle, act: Act, law: Law, *, is_agreed: bool) -> None:
        """会商纪要: complete, or refused naming what is missing; it meets the clock of the minutes."""
        self._require("minuted", law, "held")
        require_holder(law, act, self.lead)
        rules = consultation_of(law).minutes
        basis = law.cite(rules.clause)
        require("the minutes", rules.requires, parts, basis)
        if not is_agreed:
            basis = law.cite(rules.unresolved_clause)
            require("minutes without a way agreed", rules.unresolved_requires, parts, basis)
        minuted = ConsultationMinuted(parts=tuple(parts), minutes=minutes, is_agreed=is_agreed, basis=basis, act=act)
        self.step(minuted, "submitted", law)

    def explain(self, explanation: Handle, told_by: str, act: Act, law: Law) -> None:
        """会商解释: those concerned are told why no way was found yet."""
        self._require("explained", law, "unresolved")
        require_holder(law, act, self.lead)
        basis = law.cite(consultation_of(law).minutes.unresolved_clause)
        self.record(ConsultationExplained(explanation=explanation, told_by=told_by, basis=basis, act=act))

    # -- tasks -----------------------------------------------------------------------------------------

    def set_task(self, unit: UnitId, task: Handle, until: date, act: Act, law: Law) -> None:
        """会商任务: for a unit that takes part, with a clock to the day the minutes name."""
        self._require("given tasks", law, "agreed", "unresolved")
        require_holder(law, act, self.lead)
        basis = law.cite(consultation_of(law).minutes.clause)
        if unit not in {self.lead, *self.assisting}:
            raise TaskNotYours(f"{unit} takes no part", remedy="give it to the lead or an assisting unit", basis=basis)
        today = beijing(act.told_at).date()
        if until < today:
            raise TaskDayPassed(f"{until} has passed", remedy=f"name {today} or a later day", basis=basis)
        key = f"{TASK}:{len(self.tasks) + 1}"
        self.record(ConsultationTaskSet(key=key, unit=unit, task=task, until=until, basis=basis, act=act))
        facts = {"until": until.isoformat(), "part": "lead" if unit == self.lead else "assisting"}
        self.start(law.deadlines_from("consultation_task_set", act.occurred_at, facts), act, unit=unit)

    def finish_task(self, key: str, report: Handle, act: Act, law: Law) -> None:
        """完成任务: its unit reports, in time or late."""
        open_tasks = [each for each in self.tasks if each not in self.done]
        basis = law.cite(consultation_of(law).minutes.clause)
        if key not in open_tasks:
            known = ", ".join(open_tasks) or "none is open"
            raise TaskUnknown(f"no task {key!r} is open", remedy=f"name one of: {known}", basis=basis)
        unit = self.tasks[key].unit
        if act.on_behalf_of != unit:
            raise TaskNotYours(f"this task is {unit}'s", remedy=f"{unit} reports it", basis=basis)
        self.record(ConsultationTaskDone(key=key, report=report, basis=basis, act=act))
        deadline = self.deadlines.by_key.get(key)
        if deadline is not None and deadline in self.deadlines.stopped_by("consultation_task_done"):
            self.settle(deadline, "consultation_task_done", deadline.judged_instant(act), act, law)

    def archive(self, act: Act, law: Law) -> None:
        """会商归档: when every task is done, and what found no way was explained."""
        self._require("filed", law, "agreed", "unresolved")
        require_fixer(law, act.role)
        rules = consultation_of(law).minutes
        open_tasks = [each for each in self.tasks if each not in self.done]
        if open_tasks:
            raise NotFollowedThrough(
                f"{', '.join(open_tasks)} not done",
                remedy="let the units report them first",
                basis=law.cite(rules.clause),
            )
        if self.status == "unresolved" and rules.explain_unresolved and not self.is_explained:
            raise NotFollowedThrough(
                "no way was found, and nobody was told why",
                remedy="explain it to those concerned first",
                basis=law.cite(rules.unresolved_clause),
            )
        self.record(ConsultationArchived(basis=law.cite(consultation_of(law).clause), act=act))

    # -- state -----------------------------------------------------------------------------------------

    def apply(self, event: Event) -> None:  # noqa: C901  (one case a fact, each an assignment)
        """Assign from one fact."""
        super().apply(event)
        match event:
            case ConsultationProposed():
                self._case, self.basis, self.status = event.case, event.basis, "proposed"
                self.proposer = event.act.on_behalf_of or event.unit
                self.concerned = frozenset(unit for unit in (event.unit,) if unit is not None)
            case ConsultationFixed():
                self.status, self.lead, self.assisting = "fixed", event.lead, event.assisting
            case ConsultationDeclined():
                self.status = "declined"
            case ConsultationMerged():
                self.status = "merged"
            case ConsultationJoined(unit=unit) if unit is not None:
                self.concerned |= {unit}
            case ConsultationHeld():
                self.status, self.chair, self.is_explained = "held", event.chaired_by, False
            case ConsultationMinuted():
                self.status = "agreed" if event.is_agreed else "unresolved"
                self.chaired |= {self.chair} if self.chair and not event.is_agreed else set()
            case ConsultationTaskSet():
                self.tasks[event.key] = event
            case ConsultationTaskDone():
                self.done.add(event.key)
            case ConsultationExplained():
                self.is_explained = True
            case ConsultationArchived():
                self.status = "archived"

    def _propose(self, pooled: Pooled, unit: UnitId | None, ask: Ask, act: Act, law: Law) -> None:
        self.record(
            ConsultationProposed(
                trigger=pooled.code,
                theme=ask.theme,
                problem=ask.problem,
                coordination=ask.coordination,
                suggestion=ask.suggestion,
                unit=unit,
                lead=ask.lead,
                assisting=ask.assisting,
                signed_by=ask.signed_by,
                shown_by=ask.shown_by,
                case=self._case,
                basis=law.cite(pooled.trigger.clause),
                act=act,
            )
        )

    def _require(self, doing: str, law: Law, *allowed: Status) -> None:
        if self.status not in allowed:
            raise ConsultationNotThere(
                f"a topic that is {self.status} cannot be {doing}",
                remedy=f"it must be {' or '.join(allowed)}",
                basis=law.cite(consultation_of(law).clause),
            )
