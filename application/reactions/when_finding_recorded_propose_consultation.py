"""认定后汇集议题: a finding the edition collects topics by puts the matter into the pool; a person decides."""

from __future__ import annotations

from application.consultations import current
from application.reactions.base import Surroundings, because_of, whenever
from domain.aggregates.complaint import Complaint
from domain.events.findings import FindingRecorded
from domain.rules.consultation import pooled_by
from domain.values import Place


@whenever(FindingRecorded)
def when_finding_recorded_propose_consultation(fact: FindingRecorded, place: Place, surroundings: Surroundings) -> None:
    """One matter has one open consultation; nothing happens where there is one."""
    if fact.case is None or fact.basis is None:
        return
    law, store = surroundings.desk.law_under(fact.basis), surroundings.desk.store
    if law.edition.consultation is None:
        return
    complaint = store.get(Complaint, fact.case)
    pooled = pooled_by(law, fact.kind, complaint.matter)
    if pooled is None:
        return
    call, act = because_of(place, "consultation", fact)
    consultation = current(store, fact.case)
    consultation.call_for(pooled, complaint.unit, (place.position, *fact.shown_by), act, law)
    store.save(consultation, command_id=call.command_id)
