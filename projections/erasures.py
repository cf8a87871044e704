"""What of whom is to be erased, who decides, what holds it back, and is it gone?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from domain.events.erasure import (
    ErasureCarriedOut,
    ErasureConfirmed,
    ErasureDeclined,
    ErasureHeld,
    ErasureProposed,
    ErasureReleased,
)
from domain.values import SeatId
from projections import base
from projections.base import Projection, Rows, on


class Erasures(Projection):
    """删除个人信息: one row a case whose person somebody wanted to erase, or whose erasure is held back."""

    version = 1
    shown_to = "offices"

    class Row(base.Row, frozen=True):
        """An erasure as it stands: new (only held back), proposed, declined, confirmed or carried_out."""

        key = ("case", "erasure")

        case: UUID
        erasure: UUID
        state: str = "new"
        ground: str | None = None
        proposed_by: SeatId | None = None
        proposed_at: datetime | None = None
        decided_by: SeatId | None = None
        decided_at: datetime | None = None
        carried_out_at: datetime | None = None
        held_for: str | None = None
        held_by: str | None = None
        """The role that holds it back, and lifts it."""
        document: str | None = None

    indexes = (("state", "proposed_at"),)

    @on(ErasureProposed)
    def proposed(self, event: ErasureProposed, rows: Rows[Row]) -> None:
        """A second person is to decide."""
        anew = {"state": "proposed", "ground": event.ground, "decided_by": None, "decided_at": None}
        by = {"proposed_by": event.act.actor, "proposed_at": event.occurred_at}
        rows.put(msgspec.structs.replace(self._row(rows), **anew, **by))

    @on(ErasureDeclined)
    def declined(self, event: ErasureDeclined, rows: Rows[Row]) -> None:
        """It stays."""
        self._decided("declined", event.act.actor, event.occurred_at, rows)

    @on(ErasureConfirmed)
    def confirmed(self, event: ErasureConfirmed, rows: Rows[Row]) -> None:
        """Decided; being deleted."""
        self._decided("confirmed", event.act.actor, event.occurred_at, rows)

    @on(ErasureCarriedOut)
    def carried_out(self, event: ErasureCarriedOut, rows: Rows[Row]) -> None:
        """Gone."""
        rows.change(rows.case, rows.place.stream, state="carried_out", carried_out_at=event.occurred_at)

    @on(ErasureHeld)
    def held(self, event: ErasureHeld, rows: Rows[Row]) -> None:
        """Nobody may erase for now."""
        why = {"held_for": event.ground, "held_by": event.act.role, "document": event.document}
        rows.put(msgspec.structs.replace(self._row(rows), **why))

    @on(ErasureReleased)
    def released(self, event: ErasureReleased, rows: Rows[Row]) -> None:
        """Free again."""
        del event
        rows.change(rows.case, rows.place.stream, held_for=None, held_by=None, document=None)

    def _row(self, rows: Rows[Row]) -> Row:
        return rows.get(rows.case, rows.place.stream) or self.Row(case=rows.case, erasure=rows.place.stream)

    @staticmethod
    def _decided(state: str, by: SeatId, at: datetime, rows: Rows[Row]) -> None:
        rows.change(rows.case, rows.place.stream, state=state, decided_by=by, decided_at=at)
