"""Use cases of handling: what was done, the reply, its review, the close."""

from __future__ import annotations

from uuid import UUID

from application.calls import Call, Outcome
from application.commands import handling as c
from application.complaints.desk import AtTheDesk
from application.desk import Now
from domain.aggregates.complaint import Complaint
from domain.events.complaint import ComplaintHandled, ComplaintReplySubmitted


class Handling(AtTheDesk):
    """办理: from the first thing done to the close."""

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
