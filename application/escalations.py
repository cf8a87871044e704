"""Use cases of a ladder: propose, raise, can do, final no, feed back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID, uuid5

from application import commands as c
from application.calls import Call, Outcome
from application.desk import Desk, Now
from domain.aggregates.base import Aggregate
from domain.aggregates.complaint import Complaint
from domain.aggregates.escalation import Escalation
from domain.events.casework import ComplaintCannotFiled
from domain.events.complaint import ComplaintHandled, ComplaintReplySubmitted
from domain.rules.casework import check_cannot
from domain.rules.grounds import ground_of
from domain.rules.ladder import FinalNo, Holder, Seat, Vacancy, holder_at, next_level, require_class, require_teller
from domain.rules.law import Law
from domain.rules.requirements import present
from domain.values import Citation, Handle, Level, SeatId, UnitId


@dataclass(frozen=True)
class Escalations:
    """提级: decided under the edition the ladder began under."""

    desk: Desk

    def propose(self, command: c.ProposeNo, call: Call) -> Outcome:
        """拟说"不": propose it and pass it to the next level (or the level its entry begins at), in one."""
        desk = self.desk
        id = uuid5(call.command_id, "escalation")

        def decide() -> tuple[Aggregate, ...]:
            complaint = desk.store.get(Complaint, command.complaint)
            act = desk.act(call, command, command.complaint)
            law = desk.law_of(complaint, complaint.authority, act.told_at)
            now = Now(act, law, desk.texts, command.complaint, call.command_id)
            climbs = ("accepted", "dispatched", "signed", "assigned", "handling")
            for other in command.with_units:
                desk.unit(other, complaint.authority)
            complaint.require_status("escalated", *climbs, basis=ground_of(law, "proposed"))
            escalation = Escalation.propose(
                id,
                case=complaint.id,
                unit=UnitId(command.unit),
                opinion=now.keep("opinion", command.opinion),
                grounds=now.keep("basis", command.basis),
                how_it_could_be_done=now.keep("how", command.how_it_could_be_done),
                entry=command.entry,
                act=act,
                law=law,
                with_units=tuple(UnitId(each) for each in dict.fromkeys(command.with_units)),
                coordination=now.keep("coordination", command.coordination),
            )
            entry = escalation.entry_level(command.entry, law, self._level_of(escalation.unit, act.actor))
            skipped = now.keep("skipped", command.skipped_because)
            asked = Level(command.to_level) if command.to_level else None
            to = entry or next_level(law, escalation.level, asked, reason_given=skipped is not None)
            if entry is None:
                require_class(law, escalation.level, to, complaint.classes)
            escalation.raise_to(
                to,
                self._holder(escalation.unit, to),
                opinion=None,
                grounds=None,
                how_it_could_be_done=None,
                skipped_because=skipped,
                act=act,
                law=law,
                by_entry=entry is not None,
            )
            return (escalation,)

        return desk.perform("escalations.propose", call, command, decide, {"case": str(command.complaint)})

    def raise_(self, id: UUID, command: c.RaiseEscalation, call: Call) -> Outcome:
        """提级: pass it up with this level's opinion."""

        def decide(it: Escalation, now: Now) -> None:
            asked = Level(command.to_level) if command.to_level else None
            to = next_level(now.law, it.level, asked, reason_given=command.skipped_because is not None)
            require_class(now.law, it.level, to, self._classes_of(it))
            it.raise_to(
                to,
                self._holder(it.unit, to),
                opinion=now.keep("opinion", command.opinion),
                grounds=now.keep("basis", command.basis),
                how_it_could_be_done=now.keep("how", command.how_it_could_be_done),
                skipped_because=now.keep("skipped", command.skipped_because),
                act=now.act,
                law=now.law,
            )

        return self._change(id, "raise", command, call, decide)

    def find_can_do(self, id: UUID, command: c.FindCanDo, call: Call) -> Outcome:
        """能办."""

        def decide(it: Escalation, now: Now) -> None:
            opinion, how = now.text("opinion", command.opinion), now.text("how", command.how)
            it.find_can_do(opinion, how, now.act, now.law)

        return self._change(id, "find_can_do", command, call, decide)

    def decide_final_no(self, id: UUID, command: c.DecideFinalNo, call: Call) -> Outcome:
        """最终不能办."""

        def decide(it: Escalation, now: Now) -> None:
            said = FinalNo(
                command.ground,
                now.keep("reason", command.reason),
                now.keep("basis", command.basis),
                now.keep("yes_suggestion", command.yes_suggestion),
            )
            it.decide_final_no(said, now.act, now.law)

        return self._change(id, "decide_final_no", command, call, decide)

    def file_cannot(self, id: UUID, command: c.FileCannot, call: Call) -> Outcome:
        """不能办报备: on the final no of this ladder, before the applicant is told."""
        desk = self.desk

        def decide() -> tuple[Aggregate, ...]:
            escalation = desk.store.get(Escalation, id)
            assert escalation.case is not None  # noqa: S101  (an escalation belongs to a complaint)
            complaint = desk.store.get(Complaint, escalation.case)
            act, law = desk.act(call, command, complaint.id), self._law_of(escalation)
            now = Now(act, law, desk.texts, complaint.id, call.command_id)
            given = present(
                up_level_filing="climbed" if escalation.outcome == "final_no" else None,
                policy_basis=command.policy_basis,
                explanation=command.explanation,
            )
            filed = ComplaintCannotFiled(
                escalation=id,
                ground=command.ground,
                policy_basis=now.keep("policy_basis", command.policy_basis) or Handle(""),
                explanation=now.keep("explanation", command.explanation) or Handle(""),
                understood=command.understood,
                basis=check_cannot(law, ground=command.ground, given=given),
                act=act,
            )
            complaint.file_cannot(filed, law)
            return (complaint,)

        return desk.perform("escalations.file_cannot", call, command, decide, {"id": str(id)})

    def feed_back(self, id: UUID, command: c.FeedBack, call: Call) -> Outcome:
        """反馈: tell the applicant. A final no answers and closes the complaint in the same breath."""
        desk = self.desk

        def decide() -> tuple[Aggregate, ...]:
            escalation = desk.store.get(Escalation, id)
            assert escalation.case is not None  # noqa: S101  (an escalation belongs to a complaint)
            complaint = desk.store.get(Complaint, escalation.case)
            act = desk.act(call, command, complaint.id)
            law = self._law_of(escalation)
            now = Now(act, law, desk.texts, complaint.id, call.command_id)
            call_record = now.keep("call_record", command.call_record)
            if escalation.outcome == "final_no":
                require_teller(law, act.actor, self._seats(escalation.unit))
            escalation.feed_back(command.mode, call_record, act, law)
            if escalation.outcome == "can_do":
                complaint.handle(ComplaintHandled(action="can_do_told", act=act), law)
                return escalation, complaint
            said = escalation.final_no
            assert said is not None  # noqa: S101  (its outcome is a final no)
            reply = ComplaintReplySubmitted(
                reply=said.reason,
                outcome="cannot",
                approved_by="unit_head",
                items=law.edition.reply.requires if law.edition.reply else (),
                mode=command.mode,
                call_record=call_record,
                escalation=escalation.id,
                round=complaint.replies + 1,
                basis=said.basis,
                act=act,
            )
            complaint.answer_no(reply, law)
            return escalation, complaint

        return desk.perform("escalations.feed_back", call, command, decide, {"id": str(id)})

    def _change(
        self, id: UUID, verb: str, command: c.Command, call: Call, decide: Callable[[Escalation, Now], None]
    ) -> Outcome:
        def tell(escalation: Escalation) -> None:
            act = self.desk.act(call, command, id)
            owner = escalation.case or id
            law = self._law_of(escalation)
            decide(escalation, Now(act, law, self.desk.texts, owner, call.command_id))

        return self.desk.change(Escalation, id, f"escalations.{verb}", call, command, tell)

    def _holder(self, unit: UnitId, level: Level) -> Holder | Vacancy:
        return holder_at(level, self._seats(unit))

    def _seats(self, unit: UnitId) -> tuple[Seat, ...]:
        return tuple(self.desk.unit(unit).seats.values())

    def _level_of(self, unit: UnitId, seat: SeatId) -> Level | None:
        return next((each.level for each in self._seats(unit) if each.seat == seat), None)

    def _classes_of(self, escalation: Escalation) -> tuple[str, ...]:
        return self.desk.store.get(Complaint, escalation.case).classes if escalation.case else ()

    def _law_of(self, escalation: Escalation) -> Law:
        basis: Citation | None = escalation.basis
        assert basis is not None  # noqa: S101  (a proposal cites its clause)
        return self.desk.law_under(basis)
