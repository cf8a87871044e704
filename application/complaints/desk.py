"""What every phase of a complaint shares: the desk, and one way to change a complaint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from application.calls import Call, Outcome
from application.commands import Command
from application.desk import Desk, Now
from domain.aggregates.complaint import Complaint


@dataclass(frozen=True)
class AtTheDesk:
    """A phase of a complaint: its use cases load one complaint, tell it, and save."""

    desk: Desk

    def _change(
        self,
        id: UUID,
        verb: str,
        command: Command,
        call: Call,
        decide: Callable[[Complaint, Now], None],
    ) -> Outcome:
        def tell(complaint: Complaint) -> None:
            act = self.desk.act(call, command, id)
            law = self.desk.law_of(complaint, complaint.authority, act.told_at)
            decide(complaint, Now(act, law, self.desk.texts, id, call.command_id))

        return self.desk.change(Complaint, id, f"complaints.{verb}", call, command, tell)
