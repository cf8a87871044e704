"""Facts of who may review cases: granted for days, for a reason with a number, and ended early."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from domain.events.base import Event
from domain.values import SeatId, UnitId


class ReviewGranted(Event, frozen=True, tag="review.granted"):
    """复核授权: from a day to a day, a seat may reconstruct cases and take them out."""

    seat: SeatId
    number: str
    """Of the decision it rests on: the file opened, or the letter of authority."""
    first_day: date
    last_day: date
    """Included."""
    units: tuple[UnitId, ...] = ()
    """Cases that were in the hands of one of them; without units and cases, every case."""
    cases: tuple[UUID, ...] = ()


class ReviewEnded(Event, frozen=True, tag="review.ended"):
    """复核授权终止: before its last day."""
