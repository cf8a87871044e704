"""Use cases of a complaint: each the same verb as its command, its aggregate's method and its URL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from application import commands as c
from application.calls import Call, Outcome
from application.desk import Desk, Now, officers_of
from domain.aggregates.complaint import Complaint
from domain.aggregates.complaint.intake import REPEAT
from domain.aggregates.organisation import Unit, unit_stream
from domain.events.complaint import (
    ComplaintFollowedUp,
    ComplaintHandled,
    ComplaintMaterialAdded,
    ComplaintRegistered,
    ComplaintReplySubmitted,
    ComplaintTruthChecked,
)
from domain.rules.intake import check_refusal, check_registration
from domain.values import BEIJING, AuthorityId, FileHandle, UnitId

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that reads like a digit."""


def case_number(id: UUID, at: datetime) -> str:
    """A public number: the day, and six characters of the id."""
    bits = id.int >> 8
    return f"{at.astimezone(BEIJING):%Y%m%d}-" + "".join(ALPHABET[bits >> 5 * n & 31] for n in range(6))


@dataclass(frozen=True)
class Complaints:
    """The commands of a complaint."""

    desk: Desk

    def register(self, command: c.RegisterComplaint, call: Call) -> Outcome:
        """登记. The new complaint is named after the command, so a repeated command finds it again."""
        id = uuid5(call.command_id, "complaint")
        desk, authority = self.desk, AuthorityId(command.authority)

        def decide() -> tuple[Complaint, ...]:
            act = desk.act(call, command, id)
            law = desk.law_for(authority, act.occurred_at)
            check_registration(
                law,
                kind=command.kind,
                channel=command.channel,
                content=command.content,
                name=command.name,
                contact=command.contact,
                anonymous=command.anonymous_because,
            )
            now = Now(act, law, desk.texts, id, call.command_id)
            registered = ComplaintRegistered(
                number=case_number(id, act.occurred_at),
                authority=authority,
                kind=command.kind,
                channel=command.channel,
                title=now.text("title", command.title),
                content=now.text("content", command.content),
                complainant=now.keep("name", command.name),
                contact=now.keep("contact", command.contact),
                address=now.keep("address", command.address),
                anonymous_because=command.anonymous_because,
                origin=command.origin,
                repeats=command.repeats,
                act=act,
            )
            return (Complaint.register(id, registered, law),)

        return desk.perform("complaints.register", call, command, decide)

    def accept(self, id: UUID, command: c.AcceptComplaint, call: Call) -> Outcome:
        """受理."""
        return self._change(id, "accept", command, call, lambda it, now: it.accept(now.act, now.law))

    def refuse(self, id: UUID, command: c.RefuseComplaint, call: Call) -> Outcome:
        """不予受理."""

        def decide(it: Complaint, now: Now) -> None:
            if command.ground == REPEAT:
                clause = it.repeat_refusal_clause(now.law)
            else:
                clause = check_refusal(
                    now.law,
                    ground=command.ground,
                    explanation=command.explanation,
                    referred_to=command.referred_to,
                )
            it.refuse(
                command.ground,
                clause,
                now.text("explanation", command.explanation),
                command.referred_to,
                now.act,
                now.law,
            )

        return self._change(id, "refuse", command, call, decide)

    def check_truth(self, id: UUID, command: c.CheckTruth, call: Call) -> Outcome:
        """核查前次答复."""

        def decide(it: Complaint, now: Now) -> None:
            self.desk.store.get(Complaint, command.earlier)
            repeat = now.law.edition.intake.repeat if now.law.edition.intake else None
            checked = ComplaintTruthChecked(
                earlier=command.earlier,
                same_fact=command.same_fact,
                same_reason=command.same_reason,
                earlier_answer_true=command.earlier_answer_true,
                note=now.keep("note", command.note),
                basis=now.law.cite(repeat.clause) if repeat else None,
                act=now.act,
            )
            it.check_truth(checked)

        return self._change(id, "check_truth", command, call, decide)

    def contact(self, id: UUID, command: c.ContactComplainant, call: Call) -> Outcome:
        """联系."""
        return self._change(
            id,
            "contact",
            command,
            call,
            lambda it, now: it.contact(command.way, now.keep("note", command.note), now.act, now.law),
        )

    def answer_directly(self, id: UUID, command: c.AnswerDirectly, call: Call) -> Outcome:
        """直接解答."""

        def decide(it: Complaint, now: Now) -> None:
            it.answer_directly(
                command.way, now.text("answer", command.answer), now.act, now.law, consented=command.consented
            )

        return self._change(id, "answer_directly", command, call, decide)

    def transfer(self, id: UUID, command: c.TransferComplaint, call: Call) -> Outcome:
        """转紧急电话."""
        return self._change(id, "transfer", command, call, lambda it, now: it.transfer(command.to, now.act, now.law))

    def reclassify(self, id: UUID, command: c.ReclassifyComplaint, call: Call) -> Outcome:
        """改类."""
        return self._change(
            id,
            "reclassify",
            command,
            call,
            lambda it, now: it.reclassify(command.kind, now.text("reason", command.reason), now.act, now.law),
        )

    def dispatch(self, id: UUID, command: c.DispatchComplaint, call: Call) -> Outcome:
        """派单: to units that exist."""
        unit, assisting = UnitId(command.unit), tuple(map(UnitId, command.assisting))

        def decide(it: Complaint, now: Now) -> None:
            for code in (unit, *assisting):
                self.desk.store.get(Unit, unit_stream(code))
            it.dispatch(unit, assisting, now.act, now.law, designated=command.designated)

        return self._change(id, "dispatch", command, call, decide)

    def sign(self, id: UUID, command: c.SignComplaint, call: Call) -> Outcome:
        """签收."""
        return self._change(id, "sign", command, call, lambda it, now: it.sign(now.act, now.law))

    def accept_assignment(self, id: UUID, command: c.AcceptAssignment, call: Call) -> Outcome:
        """接受."""
        return self._change(
            id, "accept_assignment", command, call, lambda it, now: it.accept_assignment(now.act, now.law)
        )

    def request_return(self, id: UUID, command: c.RequestReturn, call: Call) -> Outcome:
        """申请退回."""
        suggested = UnitId(command.suggested_unit) if command.suggested_unit else None

        def decide(it: Complaint, now: Now) -> None:
            it.request_return(
                now.keep("reason", command.reason),
                now.keep("basis", command.basis),
                suggested,
                now.act,
                now.law,
                insist=command.insist,
            )

        return self._change(id, "request_return", command, call, decide)

    def rule_on_return(self, id: UUID, command: c.RuleOnReturn, call: Call) -> Outcome:
        """裁定退单."""

        def decide(it: Complaint, now: Now) -> None:
            it.rule_on_return(
                now.text("reason", command.reason),
                now.act,
                now.law,
                granted=command.granted,
                improper=command.improper,
            )

        return self._change(id, "rule_on_return", command, call, decide)

    def handle(self, id: UUID, command: c.HandleComplaint, call: Call) -> Outcome:
        """办理."""

        def decide(it: Complaint, now: Now) -> None:
            handled = ComplaintHandled(
                action=command.action,
                note=now.keep("note", command.note),
                media=now.texts("media", command.media),
                act=now.act,
            )
            it.handle(handled, now.law)

        return self._change(id, "handle", command, call, decide)

    def submit_reply(self, id: UUID, command: c.SubmitReply, call: Call) -> Outcome:
        """提交答复."""

        def decide(it: Complaint, now: Now) -> None:
            submitted = ComplaintReplySubmitted(
                reply=now.text("reply", command.reply),
                outcome=command.outcome,
                approved_by=command.approved_by,
                items=command.items,
                mode=command.mode,
                call_record=now.keep("call_record", command.call_record),
                round=it.replies + 1,
                basis=now.law.cite(now.law.edition.reply.clause) if now.law.edition.reply else None,
                act=now.act,
            )
            it.submit_reply(submitted, now.law)

        return self._change(id, "submit_reply", command, call, decide)

    def send_back(self, id: UUID, command: c.SendBackReply, call: Call) -> Outcome:
        """退回重办."""

        def decide(it: Complaint, now: Now) -> None:
            it.send_back("formal_review", command.defects, now.keep("note", command.note), now.act, now.law)

        return self._change(id, "send_back", command, call, decide)

    def accept_reply(self, id: UUID, command: c.AcceptReply, call: Call) -> Outcome:
        """审核通过."""
        return self._change(id, "accept_reply", command, call, lambda it, now: it.accept_reply(now.act, now.law))

    def tell_citizen(self, id: UUID, command: c.TellCitizen, call: Call) -> Outcome:
        """告知诉求人."""
        return self._change(
            id,
            "tell_citizen",
            command,
            call,
            lambda it, now: it.tell_citizen(
                command.way, now.keep("call_record", command.call_record), now.act, now.law
            ),
        )

    def close(self, id: UUID, command: c.CloseComplaint, call: Call) -> Outcome:
        """办结."""
        return self._change(id, "close", command, call, lambda it, now: it.close(command.outcome, now.act, now.law))

    def add_material(self, id: UUID, command: c.AddMaterial, call: Call) -> Outcome:
        """补充材料. A file belongs to the applicant, or to the officers."""
        owners = (id, officers_of(id))

        def decide(it: Complaint, now: Now) -> None:
            named = tuple(self.desk.texts.name_file(owners, FileHandle(file)) for file in dict.fromkeys(command.files))
            added = ComplaintMaterialAdded(files=named, note=now.keep("note", command.note), act=now.act)
            it.add_material(added)

        return self._change(id, "add_material", command, call, decide)

    def erase_material(self, id: UUID, command: c.EraseMaterial, call: Call) -> Outcome:
        """销毁材料. On record first, then gone; repeated, it is gone already."""
        files = tuple(FileHandle(file) for file in dict.fromkeys(command.files))
        outcome = self._change(
            id, "erase_material", command, call, lambda it, now: it.erase_material(files, now.act, now.law)
        )
        if outcome.position:
            self.desk.texts.erase_files(files)
        return outcome

    def instruct(self, id: UUID, command: c.Instruct, call: Call) -> Outcome:
        """领导批示."""

        def decide(it: Complaint, now: Now) -> None:
            said = now.text("instruction", command.instruction)
            it.instruct(said, command.days, command.counted_in, now.act, now.law)

        return self._change(id, "instruct", command, call, decide)

    def answer_instruction(self, id: UUID, command: c.AnswerInstruction, call: Call) -> Outcome:
        """批示反馈."""

        def decide(it: Complaint, now: Now) -> None:
            it.answer_instruction(command.key, now.text("report", command.report), now.act, now.law)

        return self._change(id, "answer_instruction", command, call, decide)

    def follow_up(self, id: UUID, command: c.FollowUpComplaint, call: Call) -> Outcome:
        """回访."""

        def decide(it: Complaint, now: Now) -> None:
            followed_up = ComplaintFollowedUp(
                way=command.way,
                rating=command.rating,
                round=it.follow_ups + 1,
                note=now.keep("note", command.note),
                act=now.act,
            )
            it.follow_up(followed_up, now.law)

        return self._change(id, "follow_up", command, call, decide)

    def verify_rating(self, id: UUID, command: c.VerifyRating, call: Call) -> Outcome:
        """差评核实."""

        def decide(it: Complaint, now: Now) -> None:
            it.verify_rating(
                reasonable=command.reasonable,
                unit_at_fault=command.unit_at_fault,
                ground=command.ground,
                defects=command.defects,
                note=now.keep("note", command.note),
                act=now.act,
                law=now.law,
            )

        return self._change(id, "verify_rating", command, call, decide)

    def archive(self, id: UUID, command: c.ArchiveComplaint, call: Call) -> Outcome:
        """归档."""
        return self._change(id, "archive", command, call, lambda it, now: it.archive(command.items, now.act, now.law))

    def _change(
        self,
        id: UUID,
        verb: str,
        command: c.Command,
        call: Call,
        decide: Callable[[Complaint, Now], None],
    ) -> Outcome:
        def tell(complaint: Complaint) -> None:
            act = self.desk.act(call, command, id)
            law = self.desk.law_of(complaint, complaint.authority, act.told_at)
            decide(complaint, Now(act, law, self.desk.texts, id, call.command_id))

        return self.desk.change(Complaint, id, f"complaints.{verb}", call, command, tell)
