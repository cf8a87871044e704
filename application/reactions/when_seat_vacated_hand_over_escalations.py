"""空缺时交由代理: a matter whose holder leaves goes to the deputy; without one an alarm stands, never silence."""

from __future__ import annotations

from uuid import UUID

from application.ids import named_after
from application.reactions.base import Surroundings, because_of, whenever
from domain.aggregates.escalation import Escalation
from domain.aggregates.organisation import Unit, unit_stream
from domain.events.base import Event
from domain.events.escalation import EscalationRaised, EscalationResumed
from domain.events.organisation import SeatVacated
from domain.rules.ladder import holder_at
from domain.values import Place


@whenever(SeatVacated)
def when_seat_vacated_hand_over_escalations(fact: SeatVacated, place: Place, surroundings: Surroundings) -> None:
    """Every matter the seat holds, be it in its own right or as a deputy."""
    for id in surroundings.stalled.held_by(fact.seat):
        _hand_over(id, fact, place, surroundings)


@whenever(EscalationRaised)
def when_raised_to_vacated_seat_hand_over(fact: EscalationRaised, place: Place, surroundings: Surroundings) -> None:
    """The seat may have fallen vacant between the decision to raise and the record of it."""
    _hand_over(place.stream, fact, place, surroundings)


@whenever(EscalationResumed)
def when_resumed_with_vacated_seat_hand_over(fact: EscalationResumed, place: Place, surroundings: Surroundings) -> None:
    """As with raising: who stands in may have left meanwhile."""
    _hand_over(place.stream, fact, place, surroundings)


def _hand_over(id: UUID, fact: Event, place: Place, surroundings: Surroundings) -> None:
    """Look at the matter and at the unit as both stand now; a holder who is there keeps it."""
    desk = surroundings.desk
    escalation = desk.store.get(Escalation, id)
    unit = desk.store.get(Unit, unit_stream(escalation.unit))
    holder = unit.seats.get(escalation.holder) if escalation.holder else None
    if holder is None or not holder.is_vacant or escalation.basis is None:
        return
    _, act = because_of(place, "hand-over", fact)
    law = desk.law_under(escalation.basis)
    escalation.hand_over(holder_at(escalation.level, unit.seats.values()), act, law)
    desk.store.save(escalation, command_id=named_after(place, f"hand-over:{id}"))
