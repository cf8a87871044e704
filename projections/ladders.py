"""Which "no" is on its way up, and before whom does it stand?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from domain.events.escalation import (
    EscalationCanDo,
    EscalationFedBack,
    EscalationFinalNo,
    EscalationProposed,
    EscalationRaised,
    EscalationResumed,
    EscalationStalled,
)
from domain.values import Level, SeatId, UnitId
from projections import base
from projections.base import Projection, Rows, on


class Ladders(Projection):
    """提级: one row an escalation."""

    version = 1

    class Row(base.Row, frozen=True):
        """An escalation as it stands: climbing, stalled, can_do, final_no, fed_back."""

        key = ("case", "escalation")

        case: UUID
        escalation: UUID
        unit: UnitId
        level: Level
        state: str
        """climbing, stalled before a level where nobody can decide, can_do, final_no or fed_back."""
        holder: SeatId | None
        proposed_at: datetime
        clause: str
        edition: str
        deputised_for: SeatId | None = None
        outcome: str | None = None
        decided_at: datetime | None = None
        fed_back_at: datetime | None = None

    indexes = (("state",), ("holder", "state"), ("unit", "state"))

    @on(EscalationProposed)
    def proposed(self, event: EscalationProposed, rows: Rows[Row]) -> None:
        """A "no" is proposed."""
        rows.put(
            self.Row(
                case=rows.case,
                escalation=rows.place.stream,
                unit=event.unit,
                level=event.level,
                state="climbing",
                holder=event.act.actor,
                proposed_at=event.occurred_at,
                clause=event.basis.clause if event.basis else "",
                edition=event.basis.edition if event.basis else "",
            )
        )

    @on(EscalationRaised, EscalationResumed)
    def raised(self, event: EscalationRaised | EscalationResumed, rows: Rows[Row]) -> None:
        """One level higher."""
        rows.change(
            rows.case,
            rows.place.stream,
            level=event.to_level,
            holder=event.holder,
            deputised_for=event.deputised_for,
            state="climbing",
        )

    @on(EscalationStalled)
    def stalled(self, event: EscalationStalled, rows: Rows[Row]) -> None:
        """Nobody can decide at the next level."""
        rows.change(rows.case, rows.place.stream, level=event.at_level, holder=None, state="stalled")

    @on(EscalationCanDo)
    def can_do(self, event: EscalationCanDo, rows: Rows[Row]) -> None:
        """It can be done after all."""
        decided = {"state": "can_do", "outcome": "can_do", "decided_at": event.occurred_at}
        rows.change(rows.case, rows.place.stream, **decided)

    @on(EscalationFinalNo)
    def final_no(self, event: EscalationFinalNo, rows: Rows[Row]) -> None:
        """The last level said no."""
        decided = {"state": "final_no", "outcome": "final_no", "decided_at": event.occurred_at}
        rows.change(rows.case, rows.place.stream, **decided)

    @on(EscalationFedBack)
    def fed_back(self, event: EscalationFedBack, rows: Rows[Row]) -> None:
        """The applicant knows."""
        rows.change(rows.case, rows.place.stream, state="fed_back", fed_back_at=event.occurred_at)
