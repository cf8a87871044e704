"""Use cases of intake: a request comes in, is taken up, refused, answered at once or passed on."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from application.calls import Call, Outcome
from application.commands import intake as c
from application.complaints.desk import AtTheDesk
from application.desk import Now
from domain.aggregates.complaint import Complaint
from domain.aggregates.complaint.intake import REPEAT
from domain.events.complaint import ComplaintGuided, ComplaintRegistered, ComplaintTruthChecked
from domain.rules.intake import check_first_words, check_refusal, check_registration, require_explained
from domain.rules.requirements import present
from domain.values import BEIJING, AuthorityId, Handle

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that reads like a digit."""


def case_number(id: UUID, at: datetime) -> str:
    """A public number: the day, and six characters of the id."""
    bits = id.int >> 8
    return f"{at.astimezone(BEIJING):%Y%m%d}-" + "".join(ALPHABET[bits >> 5 * n & 31] for n in range(6))


class Intake(AtTheDesk):
    """受理: from the first word to where a request goes."""

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
                clause = check_refusal(now.law, ground=command.ground)
            require_explained(now.law, command.explanation, command.referred_to)
            it.refuse(
                command.ground,
                clause,
                now.keep("explanation", command.explanation) or Handle(""),
                command.referred_to or "",
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
                same_person=command.same_person,
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

    def guide(self, id: UUID, command: c.GuideApplicant, call: Call) -> Outcome:
        """首问告知."""

        def decide(it: Complaint, now: Now) -> None:
            given = present(
                in_charge=command.in_charge, where_to_go=command.where_to_go, contact_helped=command.contact_helped
            )
            guided = ComplaintGuided(
                in_scope=command.in_scope,
                in_charge=now.keep("in_charge", command.in_charge) or Handle(""),
                where_to_go=now.keep("where_to_go", command.where_to_go) or Handle(""),
                contact_helped=now.keep("contact_helped", command.contact_helped) or Handle(""),
                basis=check_first_words(now.law, given),
                act=now.act,
            )
            it.guide(guided, now.law)

        return self._change(id, "guide", command, call, decide)

    def answer_directly(self, id: UUID, command: c.AnswerDirectly, call: Call) -> Outcome:
        """直接解答."""

        def decide(it: Complaint, now: Now) -> None:
            it.answer_directly(
                command.way, now.text("answer", command.answer), now.act, now.law, consented=command.consented
            )

        return self._change(id, "answer_directly", command, call, decide)

    def transfer(self, id: UUID, command: c.TransferComplaint, call: Call) -> Outcome:
        """转紧急电话."""

        def decide(it: Complaint, now: Now) -> None:
            if command.transfer_ground is None:
                it.transfer(command.to, now.act, now.law)
                return
            explanation = now.keep("explanation", command.explanation)
            it.hand_over(command.to, command.transfer_ground, explanation, now.act, now.law)

        return self._change(id, "transfer", command, call, decide)

    def reclassify(self, id: UUID, command: c.ReclassifyComplaint, call: Call) -> Outcome:
        """改类."""
        return self._change(
            id,
            "reclassify",
            command,
            call,
            lambda it, now: it.reclassify(command.kind, now.text("reason", command.reason), now.act, now.law),
        )
