"""办结后短信告知: closed, and how to look at it and rate it."""

from __future__ import annotations

from application.reactions.base import Surroundings, whenever
from application.reactions.telling import complainant, tell
from domain.events.complaint import ComplaintClosed
from domain.values import Place


@whenever(ComplaintClosed)
def when_case_closed_notify_complainant(fact: ComplaintClosed, place: Place, surroundings: Surroundings) -> None:
    """By text message, where a contact was given."""
    tell(surroundings, place, fact, "case_closed", complainant(surroundings, fact.case))
