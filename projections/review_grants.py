"""Who may review which cases, from when to when, by which decision?"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from domain.events.reviewing import ReviewEnded, ReviewGranted
from domain.values import SeatId, UnitId
from projections import base
from projections.base import Projection, Rows, on


class ReviewGrants(Projection):
    """复核授权: one row a grant."""

    version = 1
    shown_to = "offices"

    class Row(base.Row, frozen=True):
        """A grant; it counts on its days, until it is ended."""

        key = ("case",)

        case: UUID
        seat: SeatId
        number: str
        first_day: date
        last_day: date
        granted_at: datetime
        granted_by: SeatId
        units: tuple[UnitId, ...] = ()
        cases: tuple[str, ...] = ()
        """Their ids."""
        ended_at: datetime | None = None

    indexes = (("seat",),)

    @on(ReviewGranted)
    def granted(self, event: ReviewGranted, rows: Rows[Row]) -> None:
        """A seat may review."""
        rows.put(
            self.Row(
                case=rows.case,
                seat=event.seat,
                number=event.number,
                first_day=event.first_day,
                last_day=event.last_day,
                granted_at=event.occurred_at,
                granted_by=event.act.actor,
                units=event.units,
                cases=tuple(map(str, event.cases)),
            )
        )

    @on(ReviewEnded)
    def ended(self, event: ReviewEnded, rows: Rows[Row]) -> None:
        """It may no longer."""
        rows.change(rows.case, ended_at=event.occurred_at)
