"""Who was on duty on which day, was the desk checked, and what does its log say?"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec

from domain.events.shift import (
    ShiftChecked,
    ShiftClosed,
    ShiftInspected,
    ShiftLogged,
    ShiftOpened,
    ShiftRelieved,
    ShiftRostered,
)
from domain.values import AuthorityId, Handle, SeatId, UnitId
from projections import base
from projections.base import AppendProjection, AppendRows, Projection, Rows, on


class Shifts(Projection):
    """值班: one row a day at the desk."""

    version = 1

    class Row(base.Row, frozen=True):
        """A shift: rostered, open or closed."""

        key = ("case",)

        case: UUID
        authority: AuthorityId
        day: date
        leader: SeatId
        officers: tuple[SeatId, ...]
        clause: str
        edition: str
        state: str = "rostered"
        checked: tuple[str, ...] = ()
        """The checks that were made, in order."""
        opened_at: datetime | None = None
        closed_at: datetime | None = None
        log: Handle | None = None
        inspected_at: datetime | None = None
        found_empty: bool = False

    indexes = (("authority", "day"),)

    @on(ShiftRostered)
    def rostered(self, event: ShiftRostered, rows: Rows[Row]) -> None:
        """On the roster."""
        rows.put(
            self.Row(
                case=rows.case,
                authority=event.authority,
                day=event.day,
                leader=event.leader,
                officers=event.officers,
                clause=event.basis.clause if event.basis else "",
                edition=event.basis.edition if event.basis else "",
            )
        )

    @on(ShiftOpened)
    def opened(self, event: ShiftOpened, rows: Rows[Row]) -> None:
        """Somebody is there."""
        rows.change(rows.case, state="open", opened_at=event.occurred_at)

    @on(ShiftChecked)
    def check(self, event: ShiftChecked, rows: Rows[Row]) -> None:
        """The leader checked."""
        row = rows.get(rows.case)
        if row is not None:
            rows.put(msgspec.structs.replace(row, checked=(*row.checked, event.check)))

    @on(ShiftRelieved)
    def relieved(self, event: ShiftRelieved, rows: Rows[Row]) -> None:
        """Another sits there."""
        row = rows.get(rows.case)
        if row is not None:
            officers = tuple(event.cover if seat == event.leaving else seat for seat in row.officers)
            rows.put(msgspec.structs.replace(row, officers=officers))

    @on(ShiftInspected)
    def inspected(self, event: ShiftInspected, rows: Rows[Row]) -> None:
        """The supervision group looked in."""
        row = rows.get(rows.case)
        if row is not None:
            empty = row.found_empty or not event.present
            rows.put(msgspec.structs.replace(row, inspected_at=event.occurred_at, found_empty=empty))

    @on(ShiftClosed)
    def closed(self, event: ShiftClosed, rows: Rows[Row]) -> None:
        """Over."""
        rows.change(rows.case, state="closed", closed_at=event.occurred_at, log=event.log)


class ShiftEntries(AppendProjection):
    """值班登记: one row an entry of a shift's log."""

    version = 1

    class Row(base.Row, frozen=True):
        """One entry."""

        key = ("case", "position")

        case: UUID
        position: int
        at: datetime
        by: SeatId
        sort: str
        entry: Handle
        place: str | None
        in_order: bool
        matter: UUID | None
        handed_to: UnitId | None

    @on(ShiftLogged)
    def logged(self, event: ShiftLogged, rows: AppendRows[Row]) -> None:
        """Written down."""
        rows.add(
            self.Row(
                case=rows.case,
                position=rows.place.position,
                at=event.occurred_at,
                by=event.act.actor,
                sort=event.sort,
                entry=event.entry,
                place=event.place,
                in_order=event.in_order,
                matter=event.matter,
                handed_to=event.handed_to,
            )
        )
