"""提级后通知接手席位: the seat that must now decide, be it raised to or standing in."""

from __future__ import annotations

from application.reactions.base import Surroundings, whenever
from application.reactions.telling import tell
from domain.aggregates.escalation import Escalation
from domain.aggregates.organisation import Unit, unit_stream
from domain.events.base import Event
from domain.events.escalation import EscalationRaised, EscalationResumed
from domain.events.notice import Recipient
from domain.values import Level, Place, SeatId


@whenever(EscalationRaised)
def when_escalation_raised_notify_holder(fact: EscalationRaised, place: Place, surroundings: Surroundings) -> None:
    """The seat it was raised to."""
    _tell(fact.holder, fact.to_level, fact, place, surroundings)


@whenever(EscalationResumed)
def when_escalation_resumed_notify_holder(fact: EscalationResumed, place: Place, surroundings: Surroundings) -> None:
    """The seat that was filled, or its deputy."""
    _tell(fact.holder, fact.to_level, fact, place, surroundings)


def _tell(holder: SeatId, level: Level, fact: Event, place: Place, surroundings: Surroundings) -> None:
    store = surroundings.desk.store
    unit = store.get(Unit, unit_stream(store.get(Escalation, place.stream).unit))
    seat = unit.seats.get(holder)
    told = Recipient("seat", unit=unit.code, seat=holder, role=seat.role if seat else None)
    tell(surroundings, place, fact, "matter_raised", (told,), level=str(level))
