"""Until when a finding may be contested: by the text it was established under, from when the unit was told."""

from __future__ import annotations

from application.desk import Desk
from domain.aggregates.judged import Judged, Until
from domain.events.findings import FindingRecorded
from domain.rules.reckoning import reckon


def contestable_until(desk: Desk, judged: Judged, key: str) -> Until | None:
    """The last moment, and by which clause; None where the text sets none, or nothing of that key stands."""
    finding = judged.findings.get(key)
    if finding is None or finding.recorded.basis is None:
        return None
    law = desk.law_under(finding.recorded.basis)
    if law.edition.contest is None:
        return None
    told = next(
        place.recorded_at
        for place, fact in desk.store.stream(judged.id)
        if isinstance(fact, FindingRecorded) and fact.key == key
    )
    due = reckon(law.calendar, law.edition.contest.within, told, {})
    return Until(due, law.cite(law.edition.contest.clause))
