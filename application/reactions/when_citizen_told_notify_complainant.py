"""告知后短信确认: whoever was said to have been told hears so, and can say that it is not true."""

from __future__ import annotations

from application.reactions.base import Surroundings, whenever
from application.reactions.telling import complainant, tell
from domain.events.complaint import ComplaintCitizenTold
from domain.values import Place


@whenever(ComplaintCitizenTold)
def when_citizen_told_notify_complainant(fact: ComplaintCitizenTold, place: Place, surroundings: Surroundings) -> None:
    """By text message, where a contact was given."""
    tell(surroundings, place, fact, "citizen_told", complainant(surroundings, fact.case))
