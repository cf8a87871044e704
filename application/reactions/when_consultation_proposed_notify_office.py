"""提请会商后通知效能办: a topic nobody looks at is no topic."""

from __future__ import annotations

from application.reactions.base import Surroundings, whenever
from application.reactions.telling import THE_OFFICE, tell
from domain.events.consultation import ConsultationProposed
from domain.values import Place


@whenever(ConsultationProposed)
def when_consultation_proposed_notify_office(
    fact: ConsultationProposed, place: Place, surroundings: Surroundings
) -> None:
    """The office that keeps the pool."""
    about = {"trigger": fact.trigger, "consultation": str(place.stream)}
    tell(surroundings, place, fact, "consultation_proposed", (THE_OFFICE,), **about)
