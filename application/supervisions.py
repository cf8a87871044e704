"""Use cases of a supervision: opened on a matter, taken step by step, filed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from application.calls import Call, Outcome
from application.commands import supervision as c
from application.commands.base import Command
from application.desk import Desk, Now
from application.store import Store
from domain.aggregates.base import Aggregate
from domain.aggregates.complaint import Complaint
from domain.aggregates.supervision import Days, Supervision
from domain.errors import NotFound
from domain.events import supervision as facts
from domain.events.base import Event
from domain.rules.law import Law
from domain.rules.requirements import present
from domain.rules.supervision import check_items, require_trigger
from domain.values import AuthorityId, UnitId


def current(store: Store, case: UUID) -> Supervision:
    """The supervision of a matter: the one that is not over, or the next one before its first fact."""
    number = 1
    while True:
        id = uuid5(case, f"supervision:{number}")
        try:
            found = store.get(Supervision, id)
        except NotFound:
            return Supervision.about(id, case)
        if not found.is_over:
            return found
        number += 1


@dataclass(frozen=True)
class Supervisions:
    """督办: a matter keeps one, under the edition it began under."""

    desk: Desk

    def propose_supervision(self, case: UUID, command: c.ProposeSupervision, call: Call) -> Outcome:
        """拟立督办."""

        def decide(it: Supervision, complaint: Complaint, now: Now) -> None:
            called = require_trigger(now.law, command.trigger, complaint.matter, complaint.established)
            note = now.keep("note", command.note)
            it.propose(called, complaint.unit, note, now.act, now.law, shown_by=command.shown_by)

        return self._on_matter(case, "propose", command, call, decide)

    def issue_supervision(self, case: UUID, command: c.IssueSupervision, call: Call) -> Outcome:
        """立督办."""

        def decide(it: Supervision, complaint: Complaint, now: Now) -> None:
            called = require_trigger(now.law, command.trigger, complaint.matter, complaint.established)
            it.issue(called, complaint.unit, command.means, now.act, now.law)

        return self._on_matter(case, "issue", command, call, decide)

    def reject_supervision(self, id: UUID, command: c.RejectSupervision, call: Call) -> Outcome:
        """不予立督办."""
        return self._change(
            id,
            "reject",
            command,
            call,
            lambda it, now: it.reject(command.trigger, now.text("reason", command.reason), now.act, now.law),
        )

    def register_supervision(self, id: UUID, command: c.RegisterSupervision, call: Call) -> Outcome:
        """督办立项."""

        def decide(it: Supervision, now: Now) -> None:
            said = "\n".join(f"{name}: {text}" for name, text in command.parts.items())
            registered = facts.SupervisionRegistered(
                parts=tuple(command.parts), content=now.text("registration", said), act=now.act
            )
            it.take(registered, now.law, given=command.parts)

        return self._change(id, "register", command, call, decide)

    def assign_supervision(self, id: UUID, command: c.AssignSupervision, call: Call) -> Outcome:
        """督办交办."""

        def decide(it: Supervision, now: Now) -> None:
            for code in (command.lead, *command.assisting):
                self.desk.unit(code, self._authority_of(id))
            assigned = facts.SupervisionAssigned(
                lead=UnitId(command.lead),
                assisting=tuple(UnitId(unit) for unit in command.assisting),
                way=command.way,
                reason=now.keep("reason", command.reason),
                citizen_told_by=command.citizen_told_by,
                act=now.act,
            )
            by_system = command.way == "system"
            given = present(
                citizen_told_by=command.citizen_told_by, way_or_reason=by_system or command.reason, days=command.days
            )
            it.assign(assigned, given, Days(command.days, command.counted_in) if command.days else None, now.law)

        return self._change(id, "assign", command, call, decide)

    def remind(self, id: UUID, command: c.Remind, call: Call) -> Outcome:
        """督办提醒."""
        return self._step(
            id,
            "remind",
            command,
            call,
            lambda now: facts.SupervisionReminded(way=command.way, note=now.keep("note", command.note), act=now.act),
        )

    def pledge(self, id: UUID, command: c.Pledge, call: Call) -> Outcome:
        """公开承诺."""
        return self._step(
            id,
            "pledge",
            command,
            call,
            lambda now: facts.SupervisionPledged(
                by_role=command.by_role, medium=command.medium, pledge=now.text("pledge", command.pledge), act=now.act
            ),
            by_role=command.by_role,
        )

    def hold_talk(self, id: UUID, command: c.HoldTalk, call: Call) -> Outcome:
        """约谈."""
        return self._step(
            id,
            "hold_talk",
            command,
            call,
            lambda now: facts.SupervisionTalkHeld(
                with_role=command.with_role, note=now.text("talk", command.note), act=now.act
            ),
            by_role=command.with_role,
        )

    def inspect(self, id: UUID, command: c.Inspect, call: Call) -> Outcome:
        """检查."""

        def inspected(now: Now) -> Event:
            check_items(now.law, command.items)
            findings = now.text("findings", command.findings)
            return facts.SupervisionInspected(
                items=command.items, findings=findings, unannounced=command.unannounced, act=now.act
            )

        return self._step(id, "inspect", command, call, inspected)

    def submit_special_report(self, id: UUID, command: c.SubmitSpecialReport, call: Call) -> Outcome:
        """督办专报."""
        return self._step(
            id,
            "report",
            command,
            call,
            lambda now: facts.SupervisionReported(
                report=now.text("special_report", command.report), to=command.to, act=now.act
            ),
            given=command.to,
        )

    def sign_special_report(self, id: UUID, command: c.SignSpecialReport, call: Call) -> Outcome:
        """专报签批."""
        return self._step(
            id,
            "sign_report",
            command,
            call,
            lambda now: facts.SupervisionSigned(instruction=now.text("instruction", command.instruction), act=now.act),
        )

    def order_correction(self, id: UUID, command: c.OrderCorrection, call: Call) -> Outcome:
        """督办函."""

        def ordered(now: Now) -> Event:
            unit = self.desk.unit(command.unit, self._authority_of(id)).code
            return facts.SupervisionOrdered(
                unit=unit, order=now.text("order", command.order), to=command.to, act=now.act
            )

        return self._step(id, "order", command, call, ordered, given=command.to)

    def feed_back_supervision(self, id: UUID, command: c.FeedBackSupervision, call: Call) -> Outcome:
        """督办反馈."""
        return self._step(
            id,
            "feed_back",
            command,
            call,
            lambda now: facts.SupervisionFedBack(
                report=now.text("report", command.report), citizen_told_by=command.citizen_told_by, act=now.act
            ),
        )

    def review_supervision(self, id: UUID, command: c.ReviewSupervision, call: Call) -> Outcome:
        """督办复核."""
        return self._step(
            id,
            "review",
            command,
            call,
            lambda now: facts.SupervisionReviewed(
                sort=command.sort, passed=command.passed, note=now.keep("note", command.note), act=now.act
            ),
        )

    def circulate(self, id: UUID, command: c.Circulate, call: Call) -> Outcome:
        """督办通报."""
        return self._step(
            id,
            "circulate",
            command,
            call,
            lambda now: facts.SupervisionCirculated(
                scope=command.scope, note=now.keep("note", command.note), act=now.act
            ),
        )

    def expose(self, id: UUID, command: c.Expose, call: Call) -> Outcome:
        """公开曝光."""
        return self._step(
            id,
            "expose",
            command,
            call,
            lambda now: facts.SupervisionExposed(
                medium=command.medium, summary=now.text("summary", command.summary), act=now.act
            ),
        )

    def archive_supervision(self, id: UUID, command: c.ArchiveSupervision, call: Call) -> Outcome:
        """督办归档."""
        return self._step(id, "archive", command, call, lambda now: facts.SupervisionArchived(act=now.act))

    # -- how -------------------------------------------------------------------------------------------

    def _on_matter(
        self,
        case: UUID,
        verb: str,
        command: Command,
        call: Call,
        decide: Callable[[Supervision, Complaint, Now], None],
    ) -> Outcome:
        desk = self.desk

        def touched() -> tuple[Aggregate, ...]:
            complaint = desk.store.get(Complaint, case)
            supervision = current(desk.store, case)
            act = desk.act(call, command, case)
            law = self._law_of(supervision, complaint, act.told_at)
            decide(supervision, complaint, Now(act, law, desk.texts, case, call.command_id))
            return (supervision,)

        return desk.perform(f"supervisions.{verb}", call, command, touched, {"case": str(case)})

    def _change(
        self, id: UUID, verb: str, command: Command, call: Call, decide: Callable[[Supervision, Now], None]
    ) -> Outcome:
        def tell(supervision: Supervision) -> None:
            assert supervision.case is not None  # noqa: S101  (a supervision belongs to a matter)
            assert supervision.basis is not None  # noqa: S101  (its first fact cites the trigger's clause)
            act = self.desk.act(call, command, supervision.case)
            law = self.desk.law_under(supervision.basis)
            decide(supervision, Now(act, law, self.desk.texts, supervision.case, call.command_id))

        return self.desk.change(Supervision, id, f"supervisions.{verb}", call, command, tell)

    def _step(
        self,
        id: UUID,
        verb: str,
        command: Command,
        call: Call,
        fact: Callable[[Now], Event],
        by_role: str = "",
        given: Collection[str] = (),
    ) -> Outcome:
        return self._change(
            id, verb, command, call, lambda it, now: it.take(fact(now), now.law, given=given, by_role=by_role)
        )

    def _authority_of(self, id: UUID) -> AuthorityId:
        case = self.desk.store.get(Supervision, id).case
        assert case is not None  # noqa: S101  (a supervision is about a matter)
        return self.desk.store.get(Complaint, case).authority

    def _law_of(self, supervision: Supervision, complaint: Complaint, at: datetime) -> Law:
        if supervision.basis is not None:
            return self.desk.law_under(supervision.basis)
        return self.desk.law_of(complaint, complaint.authority, at)
