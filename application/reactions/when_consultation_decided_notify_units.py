"""确定主题后通知各单位: who leads, who assists, and whoever proposed it learn what was decided."""

from __future__ import annotations

from application.reactions.base import Surroundings, whenever
from application.reactions.telling import tell, unit
from domain.aggregates.consultation import Consultation
from domain.events.base import Event
from domain.events.consultation import ConsultationDeclined, ConsultationFixed, ConsultationMerged
from domain.values import Place


@whenever(ConsultationFixed)
def when_consultation_fixed_notify_units(fact: ConsultationFixed, place: Place, surroundings: Surroundings) -> None:
    """The lead and those who assist."""
    taking_part = [recipient for each in (fact.lead, *fact.assisting) for recipient in unit(each)]
    about = {"month": fact.month, "lead": fact.lead, "consultation": str(place.stream)}
    tell(surroundings, place, fact, "consultation_fixed", taking_part, **about)


@whenever(ConsultationDeclined)
def when_consultation_declined_notify_unit(
    fact: ConsultationDeclined, place: Place, surroundings: Surroundings
) -> None:
    """Whoever proposed it."""
    _tell_proposer(fact, "consultation_declined", place, surroundings)


@whenever(ConsultationMerged)
def when_consultation_merged_notify_unit(fact: ConsultationMerged, place: Place, surroundings: Surroundings) -> None:
    """Whoever proposed it."""
    _tell_proposer(fact, "consultation_merged", place, surroundings)


def _tell_proposer(fact: Event, template: str, place: Place, surroundings: Surroundings) -> None:
    proposer = surroundings.desk.store.get(Consultation, place.stream).proposer
    tell(surroundings, place, fact, template, unit(proposer), consultation=str(place.stream))
