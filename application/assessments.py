"""Use cases of an assessment: what a person establishes about a unit in a year."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from application import commands as c
from application.calls import Call, Outcome
from application.desk import Desk, Now
from domain.aggregates.assessment import Assessment, assessment_stream
from domain.aggregates.base import Aggregate
from domain.calendar.terms import Term
from domain.errors import NotFound, Refused
from domain.values import UnitId


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
