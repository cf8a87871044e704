"""Use cases of a leader's instruction: given, and answered."""

from __future__ import annotations

from uuid import UUID

from application.calls import Call, Outcome
from application.commands import instruction as c
from application.complaints.desk import AtTheDesk
from application.desk import Now
from domain.aggregates.complaint import Complaint


class Instruction(AtTheDesk):
    """批示: what a leader wants done."""

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
