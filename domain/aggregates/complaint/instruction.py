"""Leaders' instructions: each is a task with a clock of its own, answered with a report."""

from __future__ import annotations

from domain.aggregates.complaint.state import ComplaintState
from domain.errors import Refused
from domain.events.complaint import ComplaintInstructed, ComplaintInstructionAnswered
from domain.rules.law import Law
from domain.values import Act, Handle

NAME = "instruction"


class InstructionsUnknown(Refused):
    """The edition sets no clock for an instruction."""

    code = "instruction.unknown"


class NoInstructionOpen(Refused):
    """No instruction of that name awaits an answer."""

    code = "instruction.none_open"


class Instruction(ComplaintState):
    """What a leader asks for beside the ordinary way; it changes neither the state nor any other clock."""

    def instruct(self, instruction: Handle, days: int, unit_of_time: str, act: Act, law: Law) -> None:
        """批示: the clock runs for as many days as the leader gives."""
        facts = {**self.facts, "days": str(days), "unit": unit_of_time}
        started = law.deadlines_from("instructed", act.occurred_at, facts)
        if not started:
            raise InstructionsUnknown(
                f"{law.edition.id} sets no clock for an instruction", remedy="let the edition set the limit"
            )
        key = self.deadlines.next_key(NAME)
        self.record(ComplaintInstructed(key=key, instruction=instruction, unit=self.unit, act=act))
        self.start(started, act, unit=self.unit)

    def answer_instruction(self, key: str, report: Handle, act: Act, law: Law) -> None:
        """批示反馈: the report meets the clock, in time or late."""
        running = {deadline.set.key: deadline for deadline in self.deadlines.unfinished() if deadline.set.name == NAME}
        if key not in running:
            known = ", ".join(running) or "none is open"
            raise NoInstructionOpen(f"no instruction {key!r} awaits an answer", remedy=f"name one of: {known}")
        self.record(ComplaintInstructionAnswered(key=key, report=report, act=act))
        deadline = running[key]
        self.settle(deadline, "instruction_answered", deadline.judged_instant(act), act, law)
