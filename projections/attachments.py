"""Which files were added to which case, by whom, and whether they were erased."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from domain.events.complaint import ComplaintMaterialAdded, ComplaintMaterialErased
from domain.events.erasure import ErasureConfirmed
from domain.values import FileHandle
from projections import base
from projections.base import Projection, Rows, on


class Attachments(Projection):
    """附件: one row a file of a case."""

    version = 2
    shown_to = "whom it concerns"

    class Row(base.Row, frozen=True):
        """One file. Its content is in the vault."""

        key = ("case", "file")

        case: UUID
        file: FileHandle
        media_type: str
        size: int
        """Bytes."""
        added_at: datetime
        role: str
        """Of who added it."""
        position: int
        erased_at: datetime | None = None

    @on(ComplaintMaterialAdded)
    def added(self, event: ComplaintMaterialAdded, rows: Rows[Row]) -> None:
        """New files; one that is there already stays as it is."""
        for each in event.files:
            if rows.get(rows.case, each.file) is None:
                rows.put(
                    self.Row(
                        case=rows.case,
                        file=each.file,
                        media_type=each.media_type,
                        size=each.size,
                        added_at=event.occurred_at,
                        role=event.act.role,
                        position=rows.place.position,
                    )
                )

    @on(ComplaintMaterialErased)
    def erased(self, event: ComplaintMaterialErased, rows: Rows[Row]) -> None:
        """Their time was over."""
        for file in event.files:
            rows.change(rows.case, file, erased_at=event.occurred_at)

    @on(ErasureConfirmed)
    def forgotten(self, event: ErasureConfirmed, rows: Rows[Row]) -> None:
        """Whoever handed them in is erased."""
        for file in event.files:
            if rows.get(rows.case, file) is not None:
                rows.change(rows.case, file, erased_at=event.occurred_at)
