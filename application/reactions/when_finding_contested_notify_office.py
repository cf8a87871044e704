"""申诉后通知效能办: a contest waits for a ruling, and whoever rules must know."""

from __future__ import annotations

from application.reactions.base import Surroundings, whenever
from application.reactions.telling import THE_OFFICE, recorded_as, tell
from domain.events.findings import FindingContested
from domain.values import Place


@whenever(FindingContested)
def when_finding_contested_notify_office(fact: FindingContested, place: Place, surroundings: Surroundings) -> None:
    """The office, with what is contested by whom."""
    finding = recorded_as(surroundings.desk.store, place, fact.key)
    if finding is not None and finding.unit is not None:
        about = {"finding": finding.kind, "unit": finding.unit}
        tell(surroundings, place, fact, "finding_contested", (THE_OFFICE,), **about)
