"""认定撤销后复核问责: nothing already issued is undone by itself; a person is asked."""

from __future__ import annotations

from application.ids import named_after
from application.reactions.base import Surroundings, because_of, whenever
from domain.aggregates.accountability import Accountability
from domain.errors import NotFound
from domain.events.findings import FindingOverturned, FindingRecorded
from domain.values import Place


@whenever(FindingOverturned)
def when_finding_overturned_review_accountability(
    fact: FindingOverturned, place: Place, surroundings: Surroundings
) -> None:
    """The file that the finding opened is marked for review."""
    store = surroundings.desk.store
    for known, recorded in store.stream(place.stream):
        if isinstance(recorded, FindingRecorded) and recorded.key == fact.key:
            opened = named_after(known, "accountability-file")
            break
    else:
        return
    try:
        file = store.get(Accountability, opened)
    except NotFound:
        return
    call, act = because_of(place, "review", fact)
    file.need_review(fact.because, (place.position,), act)
    store.save(file, command_id=call.command_id)
