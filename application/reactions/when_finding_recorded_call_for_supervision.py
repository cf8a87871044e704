"""认定成立即触发督办: a finding that a trigger of the edition names opens a supervision, or proposes one."""

from __future__ import annotations

from application.reactions.base import Surroundings, because_of, whenever
from application.supervisions import current
from domain.aggregates.complaint import Complaint
from domain.events.findings import FindingRecorded
from domain.rules.supervision import called_for
from domain.values import Place


@whenever(FindingRecorded)
def when_finding_recorded_call_for_supervision(fact: FindingRecorded, place: Place, surroundings: Surroundings) -> None:
    """One matter keeps one supervision; a graver trigger raises it, a lesser one joins it.

    What is open keeps the text it began under, whatever the finding stands on.
    """
    if fact.case is None or fact.basis is None:
        return
    store = surroundings.desk.store
    supervision = current(store, fact.case)
    law = surroundings.desk.law_under(supervision.basis or fact.basis)
    called = called_for(law, fact.kind, store.get(Complaint, fact.case).matter)
    if not called:
        return
    call, act = because_of(place, "supervision", fact)
    for each in called:
        supervision.call_for(each, fact.unit, (place.position, *fact.shown_by), act, law)
    store.save(supervision, command_id=call.command_id)
