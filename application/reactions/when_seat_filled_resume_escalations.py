"""到任后恢复提级: ladders that stood before a vacant level go on when its seat is filled."""

from __future__ import annotations

from application.ids import named_after
from application.reactions.base import Surroundings, because_of, whenever
from domain.aggregates.escalation import Escalation
from domain.aggregates.organisation import Unit
from domain.events.organisation import SeatFilled
from domain.rules.ladder import holder_at
from domain.values import Place


@whenever(SeatFilled)
def when_seat_filled_resume_escalations(fact: SeatFilled, place: Place, surroundings: Surroundings) -> None:
    """The seat itself or its deputy now decides."""
    store = surroundings.desk.store
    unit = store.get(Unit, place.stream)
    _, act = because_of(place, "resume", fact)
    for id in surroundings.stalled.waiting_for(unit.code):
        escalation = store.get(Escalation, id)
        if escalation.basis is None:
            continue
        law = surroundings.desk.law_under(escalation.basis)
        escalation.resume(holder_at(escalation.stalled_at, unit.seats.values()), act, law)
        store.save(escalation, command_id=named_after(place, f"resume:{id}"))
