"""超期后通知单位和效能办: a miss is never news to whoever it counts against."""

from __future__ import annotations

from application.reactions.base import Surroundings, whenever
from application.reactions.telling import THE_OFFICE, tell, unit, unit_then
from domain.events.deadlines import DeadlineMissed, DeadlineSet
from domain.values import Place, UnitId


@whenever(DeadlineMissed)
def when_deadline_missed_notify_unit_and_office(fact: DeadlineMissed, place: Place, surroundings: Surroundings) -> None:
    """The unit the deadline ran on, where it ran on one, and the office."""
    late = unit(_unit_of(fact.key, place, surroundings))
    due = {"deadline": fact.key, "due_at": fact.due_at.isoformat()}
    tell(surroundings, place, fact, "deadline_missed", (*late, THE_OFFICE), **due)


def _unit_of(key: str, place: Place, surroundings: Surroundings) -> UnitId | None:
    for _, fact in surroundings.desk.store.stream(place.stream):
        if isinstance(fact, DeadlineSet) and fact.key == key:
            held = unit_then(surroundings.desk.store, place) if fact.clock == "unit" else None
            return fact.unit or held
    return None
