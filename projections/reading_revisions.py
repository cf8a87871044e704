"""Who read which clause another way, from which day on, and why?"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from domain.events.reading import ReadingRevised
from domain.values import Handle, SeatId
from projections import base
from projections.base import Projection, Rows, on


class ReadingRevisions(Projection):
    """修订读法: one row a revision."""

    version = 1

    class Row(base.Row, frozen=True):
        """A revision as it was made; it is superseded by a later one, never changed."""

        key = ("case", "number")

        case: UUID
        """The stream of the edition's readings."""
        number: int
        edition: str
        reading: str
        clause: str
        choice: str
        instead_of: str
        effective_from: date
        reason: Handle
        revised_at: datetime
        actor: SeatId
        role: str

    indexes = (("edition",),)

    @on(ReadingRevised)
    def revised(self, event: ReadingRevised, rows: Rows[Row]) -> None:
        """Another way of reading, from a day on."""
        rows.put(
            self.Row(
                case=rows.case,
                number=rows.place.version,
                edition=event.edition,
                reading=event.reading,
                clause=event.basis.clause if event.basis else "",
                choice=event.choice,
                instead_of=event.instead_of,
                effective_from=event.effective_from,
                reason=event.reason,
                revised_at=event.occurred_at,
                actor=event.act.actor,
                role=event.act.role,
            )
        )
