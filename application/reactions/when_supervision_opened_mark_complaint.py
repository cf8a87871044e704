"""督办开立即标注工单: the matter knows the level it is supervised at."""

from __future__ import annotations

from application.reactions.base import Surroundings, because_of, whenever
from domain.aggregates.complaint import Complaint
from domain.events.base import Event
from domain.events.supervision import SupervisionIssued, SupervisionRaised
from domain.values import Level, Place


@whenever(SupervisionIssued)
def when_supervision_issued_mark_complaint(fact: SupervisionIssued, place: Place, surroundings: Surroundings) -> None:
    """Opened."""
    _mark(fact, fact.level, place, surroundings)


@whenever(SupervisionRaised)
def when_supervision_raised_mark_complaint(fact: SupervisionRaised, place: Place, surroundings: Surroundings) -> None:
    """Raised."""
    _mark(fact, fact.to_level, place, surroundings)


def _mark(fact: Event, level: Level, place: Place, surroundings: Surroundings) -> None:
    if fact.case is None or fact.basis is None:
        return
    call, act = because_of(place, "supervised", fact)
    complaint = surroundings.desk.store.get(Complaint, fact.case)
    complaint.supervise(place.stream, level, act, surroundings.desk.law_under(fact.basis))
    surroundings.desk.store.save(complaint, command_id=call.command_id)
