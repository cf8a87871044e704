"""督办后通知单位: whoever is supervised knows it from the day it began, and knows of every raise."""

from __future__ import annotations

from application.reactions.base import Surroundings, whenever
from application.reactions.telling import tell, unit
from domain.aggregates.supervision import Supervision
from domain.events.supervision import SupervisionIssued, SupervisionRaised
from domain.values import Place


@whenever(SupervisionIssued)
def when_supervision_issued_notify_unit(fact: SupervisionIssued, place: Place, surroundings: Surroundings) -> None:
    """The unit whose matter it is; nobody where none has it yet."""
    tell(surroundings, place, fact, "supervision_issued", unit(fact.unit), level=str(fact.level))


@whenever(SupervisionRaised)
def when_supervision_raised_notify_unit(fact: SupervisionRaised, place: Place, surroundings: Surroundings) -> None:
    """The same unit, of the graver level."""
    supervised = surroundings.desk.store.get(Supervision, place.stream).unit
    tell(surroundings, place, fact, "supervision_issued", unit(supervised), level=str(fact.to_level))
