"""认定后通知单位: what is established about a unit it may contest, so it must know."""

from __future__ import annotations

from application.reactions.base import Surroundings, whenever
from application.reactions.telling import tell, unit
from domain.events.findings import FindingRecorded
from domain.values import Place


@whenever(FindingRecorded)
def when_finding_recorded_notify_unit(fact: FindingRecorded, place: Place, surroundings: Surroundings) -> None:
    """The unit it is about."""
    tell(surroundings, place, fact, "finding_recorded", unit(fact.unit), finding=fact.kind)
