"""领导批示后通知主要负责人: the clock that the leader set runs from the instruction."""

from __future__ import annotations

from application.reactions.base import Surroundings, whenever
from application.reactions.telling import THE_OFFICE, seats_as, tell
from domain.events.complaint import ComplaintInstructed
from domain.values import Place


@whenever(ComplaintInstructed)
def when_instruction_given_notify_head(fact: ComplaintInstructed, place: Place, surroundings: Surroundings) -> None:
    """The head of the unit that has the case; the office where no unit has it yet."""
    heads = seats_as(surroundings.desk.store, fact.unit, "unit_head") if fact.unit else (THE_OFFICE,)
    tell(surroundings, place, fact, "instruction_given", heads)
