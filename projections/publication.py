"""What stands in the public zone, and what waits to?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from domain.events.publication import (
    PublicationConfirmed,
    PublicationDrafted,
    PublicationRetracted,
    PublicationWithheld,
    PublicationWithholdingRefused,
    PublicationWithholdingRequested,
)
from domain.values import Handle, UnitId
from projections import base
from projections.base import Projection, Rows, on


class Publications(Projection):
    """公开: one row a case that was drafted for the public zone or asked to stay out."""

    version = 1

    class Row(base.Row, frozen=True):
        """A publication as it stands: asked_back, drafted, published, withheld or retracted."""

        key = ("case", "publication")

        case: UUID
        publication: UUID
        state: str
        is_asked_back: bool = False
        masked: tuple[str, ...] = ()
        kind: str = ""
        unit: UnitId | None = None
        title: Handle | None = None
        """Confirmed words only; a draft is shown to who confirms it and to nobody else."""
        question: Handle | None = None
        reply: Handle | None = None
        published_at: datetime | None = None
        ended_at: datetime | None = None
        clause: str = ""
        edition: str = ""

    indexes = (("state", "published_at"), ("publication",))

    @on(PublicationDrafted)
    def drafted(self, event: PublicationDrafted, rows: Rows[Row]) -> None:
        """Masked; a person is to read it."""
        rows.put(msgspec.structs.replace(self._row(rows), state="drafted", masked=event.masked))

    @on(PublicationConfirmed)
    def confirmed(self, event: PublicationConfirmed, rows: Rows[Row]) -> None:
        """In the public zone."""
        basis = event.basis
        rows.change(
            rows.case,
            rows.place.stream,
            state="published",
            kind=event.kind,
            unit=event.unit,
            title=event.title,
            question=event.question,
            reply=event.reply,
            published_at=event.occurred_at,
            ended_at=None,
            clause=basis.clause if basis else "",
            edition=basis.edition if basis else "",
        )

    @on(PublicationWithholdingRequested)
    def asked_back(self, event: PublicationWithholdingRequested, rows: Rows[Row]) -> None:
        """The unit asks to keep it back."""
        del event
        rows.put(msgspec.structs.replace(self._row(rows), is_asked_back=True))

    @on(PublicationWithholdingRefused)
    def kept_in(self, event: PublicationWithholdingRefused, rows: Rows[Row]) -> None:
        """Not agreed."""
        del event
        rows.change(rows.case, rows.place.stream, is_asked_back=False)

    @on(PublicationWithheld)
    def withheld(self, event: PublicationWithheld, rows: Rows[Row]) -> None:
        """Agreed: it stays out, or goes out."""
        self._ended("withheld", event.occurred_at, rows)

    @on(PublicationRetracted)
    def retracted(self, event: PublicationRetracted, rows: Rows[Row]) -> None:
        """Taken back."""
        self._ended("retracted", event.occurred_at, rows)

    def _row(self, rows: Rows[Row]) -> Row:
        return rows.get(rows.case, rows.place.stream) or self.Row(
            case=rows.case, publication=rows.place.stream, state="asked_back"
        )

    @staticmethod
    def _ended(state: str, at: datetime, rows: Rows[Row]) -> None:
        rows.change(rows.case, rows.place.stream, state=state, is_asked_back=False, ended_at=at)
