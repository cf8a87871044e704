"""Which authorities, units and seats there are, and which seats are vacant."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

from domain.events.organisation import (
    AuthorityEstablished,
    EditionAdopted,
    ObligationsBegun,
    SeatEstablished,
    SeatFilled,
    SeatVacated,
    UnitEstablished,
)
from domain.values import AuthorityId, Level, SeatId, UnitId
from projections import base
from projections.base import Projection, Rows, on


class Authorities(Projection):
    """One row an authority and edition it adopted."""

    version = 2

    class Row(base.Row, frozen=True):
        """An adoption; `edition` is empty until the first."""

        key = ("case", "edition")

        case: UUID
        edition: str
        authority: AuthorityId
        name: str
        name_en: str
        effective_from: date | None = None
        edition_hash: str = ""
        obliged_since: date | None = None
        """From when on what comes due with a period is asked for."""

    @on(AuthorityEstablished)
    def established(self, event: AuthorityEstablished, rows: Rows[Row]) -> None:
        """An authority begins."""
        rows.put(
            self.Row(
                case=rows.case,
                edition="",
                authority=event.authority,
                name=event.name,
                name_en=event.name_en,
            )
        )

    @on(EditionAdopted)
    def adopted(self, event: EditionAdopted, rows: Rows[Row]) -> None:
        """An edition comes into force."""
        first = next(iter(rows.of(rows.case)))
        rows.drop(rows.case, "")
        rows.put(
            msgspec.structs.replace(
                first, edition=event.edition, edition_hash=event.hash, effective_from=event.effective_from
            )
        )

    @on(ObligationsBegun)
    def obliged(self, event: ObligationsBegun, rows: Rows[Row]) -> None:
        """Its periodic duties begin."""
        for row in list(rows.of(rows.case)):
            rows.put(msgspec.structs.replace(row, obliged_since=event.since))


class Units(Projection):
    """One row a seat of a unit; a unit without seats has one row with an empty seat."""

    version = 1

    class Row(base.Row, frozen=True):
        """A seat as it stands."""

        key = ("case", "seat")

        case: UUID
        seat: SeatId
        unit: UnitId
        authority: AuthorityId
        name: str
        name_en: str
        unit_class: str
        role: str = ""
        level: Level | None = None
        deputy: SeatId | None = None
        is_vacant: bool = False

    indexes = (("unit",), ("authority",))

    @on(UnitEstablished)
    def established(self, event: UnitEstablished, rows: Rows[Row]) -> None:
        """A unit begins."""
        rows.put(
            self.Row(
                case=rows.case,
                seat=SeatId(""),
                unit=event.unit,
                authority=event.authority,
                name=event.name,
                name_en=event.name_en,
                unit_class=event.unit_class,
            )
        )

    @on(SeatEstablished)
    def seat_established(self, event: SeatEstablished, rows: Rows[Row]) -> None:
        """A post is set up."""
        unit = next(iter(rows.of(rows.case)))
        seat = {"seat": event.seat, "role": event.role, "level": event.level, "deputy": event.deputy}
        rows.put(msgspec.structs.replace(unit, is_vacant=False, **seat))

    @on(SeatVacated)
    def vacated(self, event: SeatVacated, rows: Rows[Row]) -> None:
        """Nobody holds it."""
        rows.change(rows.case, event.seat, is_vacant=True)

    @on(SeatFilled)
    def filled(self, event: SeatFilled, rows: Rows[Row]) -> None:
        """It has a holder again."""
        rows.change(rows.case, event.seat, is_vacant=False)
