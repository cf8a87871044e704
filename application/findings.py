"""Use cases of a finding: established, contested, upheld, overturned by a person."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import msgspec

from application import commands as c
from application.calls import Call, Outcome
from application.desk import Desk, Now, officers_of
from domain.aggregates.complaint import Complaint
from domain.values import UnitId


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
        """申诉."""

        def tell(complaint: Complaint) -> None:
            act = self.desk.act(call, command, id)
            grounds = self.desk.texts.keep(
                officers_of(id), "grounds", command.grounds, seed=f"{call.command_id}:grounds"
            )
            complaint.contest(command.finding, grounds, act)

        return self.desk.change(Complaint, id, "findings.contest", call, command, tell)

    def uphold(self, id: UUID, command: c.UpholdFinding, call: Call) -> Outcome:
        """维持."""

        def tell(complaint: Complaint) -> None:
            act = self.desk.act(call, command, id)
            reason = self.desk.texts.keep(officers_of(id), "reason", command.reason, seed=f"{call.command_id}:reason")
            complaint.uphold(command.finding, reason, act)

        return self.desk.change(Complaint, id, "findings.uphold", call, command, tell)

    def overturn(self, id: UUID, command: c.OverturnFinding, call: Call) -> Outcome:
        """撤销."""

        def tell(complaint: Complaint) -> None:
            complaint.standing(command.finding)
            act = self.desk.act(call, command, id)
            reason = self.desk.texts.keep(officers_of(id), "reason", command.reason, seed=f"{call.command_id}:reason")
            complaint.overturn(command.finding, "contested", act, reason=reason)

        return self.desk.change(Complaint, id, "findings.overturn", call, command, tell)
