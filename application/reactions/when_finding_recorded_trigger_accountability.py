"""认定成立即启动问责: a finding that the edition attaches accountability to opens a file, once."""

from __future__ import annotations

from application.reactions.base import Surroundings, because_of, named_after, whenever
from domain.aggregates.accountability import Accountability
from domain.events.findings import FindingRecorded
from domain.values import Place


@whenever(FindingRecorded)
def when_finding_recorded_trigger_accountability(
    fact: FindingRecorded, place: Place, surroundings: Surroundings
) -> None:
    """Where the text leaves discretion the consequence is only proposed, and a person decides."""
    if fact.consequence != "accountability" or fact.proposed or fact.unit is None:
        return
    call, act = because_of(place, "accountability", fact)
    file = Accountability.trigger(
        named_after(place, "accountability-file"),
        case=fact.case,
        number=f"A{place.position:08d}",
        unit=fact.unit,
        finding=fact.kind,
        finding_key=fact.key,
        subject=place.stream,
        shown_by=(place.position, *fact.shown_by),
        basis=fact.basis,
        act=act,
    )
    surroundings.desk.store.save(file, command_id=call.command_id)
