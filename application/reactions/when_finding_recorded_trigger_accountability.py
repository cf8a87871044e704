"""认定成立即启动问责: a finding that the edition attaches accountability to opens a file, once."""

from __future__ import annotations

from application.accountability import file_about
from application.reactions.base import Surroundings, because_of, whenever
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
    surroundings.desk.store.save(file_about(fact, place, act), command_id=call.command_id)
