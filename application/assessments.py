"""Use cases of an assessment: what a person establishes about a unit, contested, upheld, overturned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import msgspec

from application import commands as c
from application.calls import Call, Outcome
from application.commands.base import Command
from application.desk import Desk, Now, officers_of
from domain.aggregates.assessment import Assessment, assessment_stream
from domain.aggregates.base import Aggregate
from domain.calendar.terms import Term
from domain.errors import NotFound, Refused
from domain.values import Act, Handle, UnitId


class NotAboutOneself(Refused):
    """Nobody establishes a finding about the own unit."""

    code = "assessment.own_unit"


@dataclass(frozen=True)
class Assessments:
    """考核: by the edition in force on the last day of the term."""

    desk: Desk

    def assess(self, command: c.Assess, call: Call) -> Outcome:
        """人工评分: by an office, never about the own unit."""
        unit, term = UnitId(command.unit), Term(command.term)
        id = assessment_stream(unit, term.year)

        def decide() -> tuple[Aggregate, ...]:
            known = self.desk.unit(unit)
            if call.unit == unit:
                raise NotAboutOneself(f"{unit} is your own unit", remedy="another office must establish this")
            act = self.desk.act(call, command, id)
            law = self.desk.law_for(known.authority, min(act.told_at, term.last_moment))
            now = Now(act, law, self.desk.texts, id, call.command_id)
            act = msgspec.structs.replace(act, evidence=now.texts("evidence", command.evidence))
            try:
                assessment = self.desk.store.get(Assessment, id)
            except NotFound:
                assessment = Assessment.open(unit, known.authority, term.year, act)
            note = now.text("note", command.note)
            assessment.assess(command.kind, term, note, act, law, part=command.part, amount=command.amount)
            return (assessment,)

        return self.desk.perform("assessments.assess", call, command, decide, {"id": str(id)})

    def contest(self, id: UUID, command: c.ContestFinding, call: Call) -> Outcome:
        """申诉."""
        said = ("grounds", command.grounds)
        return self._change(
            id, "contest", said, command, call, lambda it, text, act: it.contest(command.finding, text, act)
        )

    def uphold(self, id: UUID, command: c.UpholdFinding, call: Call) -> Outcome:
        """维持."""
        said = ("reason", command.reason)
        return self._change(
            id, "uphold", said, command, call, lambda it, text, act: it.uphold(command.finding, text, act)
        )

    def overturn(self, id: UUID, command: c.OverturnFinding, call: Call) -> Outcome:
        """撤销."""

        def tell(it: Assessment, text: Handle, act: Act) -> None:
            it.standing(command.finding)
            it.overturn(command.finding, "contested", act, reason=text)

        return self._change(id, "overturn", ("reason", command.reason), command, call, tell)

    def _change(
        self,
        id: UUID,
        verb: str,
        said: tuple[str, str],
        command: Command,
        call: Call,
        tell: Callable[[Assessment, Handle, Act], None],
    ) -> Outcome:
        def change(assessment: Assessment) -> None:
            act = self.desk.act(call, command, id)
            kind, text = said
            handle = self.desk.texts.keep(officers_of(id), kind, text, seed=f"{call.command_id}:{kind}")
            tell(assessment, handle, act)

        return self.desk.change(Assessment, id, f"findings.{verb}", call, command, change)
