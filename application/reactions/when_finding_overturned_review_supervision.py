"""认定撤销后复核督办: a supervision that rests on an overturned finding goes to a person."""

from __future__ import annotations

from application.reactions.base import Surroundings, because_of, whenever
from application.supervisions import current
from domain.events.findings import FindingOverturned, FindingRecorded
from domain.events.supervision import SupervisionIssued, SupervisionMerged, SupervisionRaised
from domain.values import Place


@whenever(FindingOverturned)
def when_finding_overturned_review_supervision(
    fact: FindingOverturned, place: Place, surroundings: Surroundings
) -> None:
    """Nothing already issued is undone by itself."""
    if fact.case is None:
        return
    store = surroundings.desk.store
    recorded = {
        known.position
        for known, earlier in store.stream(place.stream)
        if isinstance(earlier, FindingRecorded) and earlier.key == fact.key
    }
    supervision = current(store, fact.case)
    rests = any(
        recorded & set(earlier.shown_by)
        for _, earlier in store.stream(supervision.id)
        if isinstance(earlier, SupervisionIssued | SupervisionRaised | SupervisionMerged)
    )
    if rests:
        call, act = because_of(place, "review-supervision", fact)
        supervision.need_review(fact.because, (place.position,), act)
        store.save(supervision, command_id=call.command_id)
