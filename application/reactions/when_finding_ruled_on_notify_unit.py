"""认定裁定后通知单位: whether what was established about a unit stands, it must know."""

from __future__ import annotations

from application.reactions.base import Surroundings, whenever
from application.reactions.telling import recorded_as, tell, unit
from domain.events.findings import FindingOverturned, FindingUpheld
from domain.values import Place


@whenever(FindingUpheld)
def when_finding_upheld_notify_unit(fact: FindingUpheld, place: Place, surroundings: Surroundings) -> None:
    """It was examined, and stands."""
    finding = recorded_as(surroundings.desk.store, place, fact.key)
    if finding is not None:
        tell(surroundings, place, fact, "finding_upheld", unit(finding.unit), finding=finding.kind)


@whenever(FindingOverturned)
def when_finding_overturned_notify_unit(fact: FindingOverturned, place: Place, surroundings: Surroundings) -> None:
    """It does not stand any more, whoever found that out."""
    finding = recorded_as(surroundings.desk.store, place, fact.key)
    if finding is not None:
        why = {"finding": finding.kind, "because": f"because/{fact.because}"}
        tell(surroundings, place, fact, "finding_overturned", unit(finding.unit), **why)
