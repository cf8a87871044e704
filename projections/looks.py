"""Who looked at a case, when, at which page, and as it was known at which position."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from domain.events.access import CaseViewed
from domain.values import SeatId, UnitId
from projections import base
from projections.base import AppendProjection, AppendRows, on


class Looks(AppendProjection):
    """查看: one row a look, never changed."""

    version = 1
    shown_to = "offices"

    class Row(base.Row, frozen=True):
        """One look at a case."""

        key = ("case", "position")

        case: UUID
        position: int
        """Of the look itself."""
        seat: SeatId
        role: str
        looked_at: datetime
        page: str
        shown: int
        """The position as known at which the case was shown."""
        at: datetime
        digest: str
        code: str
        language: str
        of_instant: bool = False
        with_identity: bool = False
        unit: UnitId | None = None

    indexes = (("seat", "looked_at"), ("unit", "looked_at"))

    @on(CaseViewed)
    def viewed(self, event: CaseViewed, rows: AppendRows[Row]) -> None:
        """A seat was shown a case."""
        rows.add(
            self.Row(
                case=rows.case,
                position=rows.place.position,
                seat=event.act.actor,
                role=event.act.role,
                looked_at=event.occurred_at,
                page=event.page,
                shown=event.position,
                at=event.at,
                digest=event.digest,
                code=event.code,
                language=event.language,
                of_instant=event.of_instant,
                with_identity=event.with_identity,
                unit=event.act.on_behalf_of,
            )
        )
