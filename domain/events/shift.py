"""Facts of a shift at the service desk: rostered, opened, checked, logged, relieved, inspected, closed."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from domain.events.base import Event
from domain.values import AuthorityId, Handle, SeatId, UnitId


class ShiftRostered(Event, frozen=True, tag="shift.rostered"):
    """排班: who leads and who sits at the desk on a day."""

    authority: AuthorityId
    day: date
    leader: SeatId
    officers: tuple[SeatId, ...]


class ShiftOpened(Event, frozen=True, tag="shift.opened"):
    """到岗: an officer is at the desk."""


class ShiftChecked(Event, frozen=True, tag="shift.checked"):
    """查岗: the leader checked the desk."""

    check: str
    """Which of the day's checks it counts for."""
    way: str
    note: Handle | None = None


class ShiftLogged(Event, frozen=True, tag="shift.logged"):
    """值班登记: something that happened at the desk."""

    sort: str
    entry: Handle
    place: str | None = None
    """The window it is about."""
    in_order: bool = True
    matter: UUID | None = None
    """The complaint that was taken in."""
    handed_to: UnitId | None = None


class ShiftRelieved(Event, frozen=True, tag="shift.relieved"):
    """顶岗: an officer leaves with leave, and another takes the seat."""

    leaving: SeatId
    cover: SeatId
    reason: Handle


class ShiftInspected(Event, frozen=True, tag="shift.inspected"):
    """督查值班: the supervision group looked in, without notice."""

    present: bool
    note: Handle | None = None


class ShiftClosed(Event, frozen=True, tag="shift.closed"):
    """交班: the shift is over, and its log is complete."""

    parts: tuple[str, ...]
    log: Handle
