"""派单后通知承办人: the clock for signing runs from the dispatch, not from somebody's looking."""

from __future__ import annotations

from application.reactions.base import Surroundings, whenever
from application.reactions.telling import seats_as, tell
from domain.events.complaint import ComplaintDispatched
from domain.values import Place


@whenever(ComplaintDispatched)
def when_order_dispatched_notify_clerk(fact: ComplaintDispatched, place: Place, surroundings: Surroundings) -> None:
    """The clerks of the unit, or whoever stands in."""
    clerks = seats_as(surroundings.desk.store, fact.unit, "unit_clerk")
    tell(surroundings, place, fact, "order_dispatched", clerks)
