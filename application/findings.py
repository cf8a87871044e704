"""Use cases of a finding: established, contested, upheld, overturned by a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import msgspec

from application import commands as c
from application.calls import Call, Outcome
from application.commands import Command
from application.contests import contestable_until
from application.desk import Desk, Now, officers_of
from domain.aggregates.complaint import Complaint
from domain.aggregates.judged import Judged
from domain.values import Act, Handle, UnitId


@dataclass(frozen=True)
class Findings:
    """认定: contested by the unit, ruled on by the office; never deleted."""

    desk: Desk

    def record(self, id: UUID, command: c.RecordFinding, call: Call) -> Outcome:
        """人工认定: about a case; nobody establishes one about the own unit."""

        def tell(complaint: Complaint) -> None:
            act = self.desk.act(call, command, id)
            law = self.desk.law_of(complaint, complaint.authority, act.told_at)
            now = Now(act, law, self.desk.texts, id, call.command_id)
            act = msgspec.structs.replace(act, evidence=now.texts("evidence", command.evidence))
            unit = UnitId(command.unit) if command.unit else complaint.unit
            complaint.establish(command.kind, unit, now.text("note", command.note), command.shown_by, act, law)

        return self.desk.change(Complaint, id, "findings.record", call, command, tell)

    def contest(self, id: UUID, command: c.ContestFinding, call: Call) -> Outcome:
        """申诉: about whatever it was established, a case, a consultation, a report that was owed, a unit's year."""

        def tell(judged: Judged, text: Handle, act: Act) -> None:
            until = contestable_until(self.desk, judged, command.finding)
            judged.contest(command.finding, text, act, until=until)

        said = ("grounds", command.grounds)
        return self._dispute(id, "contest", said, command, call, tell)

    def uphold(self, id: UUID, command: c.UpholdFinding, call: Call) -> Outcome:
        """维持."""
        said = ("reason", command.reason)
        return self._dispute(
            id, "uphold", said, command, call, lambda it, text, act: it.uphold(command.finding, text, act)
        )

    def overturn(self, id: UUID, command: c.OverturnFinding, call: Call) -> Outcome:
        """撤销."""
        said = ("reason", command.reason)
        return self._dispute(
            id, "overturn", said, command, call, lambda it, text, act: it.rule_out(command.finding, text, act)
        )

    def _dispute(
        self,
        id: UUID,
        verb: str,
        said: tuple[str, str],
        command: Command,
        call: Call,
        tell: Callable[[Judged, Handle, Act], None],
    ) -> Outcome:
        def change(judged: Judged) -> None:
            kind, text = said
            owner = officers_of(judged.case or id)
            act = self.desk.act(call, command, id)
            tell(judged, self.desk.texts.keep(owner, kind, text, seed=f"{call.command_id}:{kind}"), act)

        return self.desk.change(Judged, id, f"findings.{verb}", call, command, change)
