"""The aggregate the store's tests write: a unit and its seats."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from domain.aggregates.organisation import Unit
from domain.events.organisation import UnitEstablished
from domain.values import Act, AuthorityId, SeatId, UnitId

NOON = datetime(2025, 11, 5, 12, tzinfo=UTC)


def act(at: datetime = NOON) -> Act:
    """Somebody does something at an instant."""
    return Act(actor=SeatId("administrator"), role="administrator", occurred_at=at)


def unit(*seats: str, at: datetime = NOON) -> Unit:
    """A new unit with seats, not yet saved: one fact, and one for each seat."""
    code, authority = UnitId(f"unit-{uuid4()}"), AuthorityId("city")
    made = Unit.establish(UnitEstablished(unit=code, authority=authority, name="部门", name_en="Unit", act=act(at)))
    for seat in seats:
        add_seat(made, seat, at=at)
    return made


def add_seat(to: Unit, seat: str, at: datetime = NOON) -> Unit:
    """The unit with one more seat recorded."""
    to.establish_seat(SeatId(seat), "leader", act(at))
    return to
