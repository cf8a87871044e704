"""What happened to a case, or to what stands apart from any, fact by fact, in the order it became known."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from domain.events.access import CaseViewed
from domain.events.base import Event, topic_of
from domain.values import Place, SeatId, UnitId
from projections import base
from projections.base import AppendProjection, AppendRows, on

ENVELOPE = frozenset({"topic", "act", "case", "basis", "corrects", "due", "derivation", "facts"})
"""What stands in columns of its own, or is too long for a line."""


class CaseHistory(AppendProjection):
    """案卷经过: one row a fact, never changed; `projections.sentences` says each in words."""

    version = 2
    shown_to = "whom it concerns"

    class Row(base.Row, frozen=True):
        """One fact."""

        key = ("case", "position")

        case: UUID
        """The case it belongs to; the stream itself of a report, a shift, a sample, which belong to none."""
        position: int
        stream: UUID
        topic: str
        occurred_at: datetime
        recorded_at: datetime
        actor: SeatId
        role: str
        details: dict[str, Any]
        """The fact's own small values, handles included, texts never."""
        unit: UnitId | None = None
        clause: str | None = None
        edition: str | None = None
        is_late_entry: bool = False
        is_imported: bool = False
        is_derived: bool = False
        cause: int | None = None

    @on(Event)
    def happened(self, event: Event, rows: AppendRows[Row]) -> None:
        """Every fact but the looks at a case: they stand in a view of their own."""
        if isinstance(event, CaseViewed):
            return
        rows.add(row_of(rows.case, rows.place, event))


def row_of(case: UUID, place: Place, event: Event) -> CaseHistory.Row:
    """A fact as the history of what it belongs to has it."""
    act, basis, body = event.act, event.basis, msgspec.to_builtins(event)
    details = {name: value for name, value in body.items() if name not in ENVELOPE}
    due = body.get("due")
    if due is not None:
        details["due_at"], details["last_day"] = due["due_at"], due["last_day"]
    return CaseHistory.Row(
        case=case,
        position=place.position,
        stream=place.stream,
        topic=topic_of(event),
        occurred_at=act.occurred_at,
        recorded_at=place.recorded_at,
        actor=act.actor,
        role=act.role,
        details=details,
        unit=act.on_behalf_of,
        clause=basis.clause if basis else None,
        edition=basis.edition if basis else None,
        is_late_entry=act.entered_at is not None,
        is_imported=act.imported,
        is_derived=not event.told,
        cause=act.cause,
    )
