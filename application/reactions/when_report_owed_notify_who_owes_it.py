"""Whoever owes a report is told when its period turns, or when it is asked for."""

from __future__ import annotations

from application.reactions.base import Surroundings, whenever
from application.reactions.telling import THE_OFFICE, tell, unit
from domain.events.obligation import ObligationOpened, ObligationRequested
from domain.values import Place


@whenever(ObligationOpened)
def when_obligation_opened_notify_who_owes_it(fact: ObligationOpened, place: Place, surroundings: Surroundings) -> None:
    """The unit, or the office."""
    tell(surroundings, place, fact, "report_owed", unit(fact.unit) or (THE_OFFICE,), rule=fact.rule, period=fact.period)


@whenever(ObligationRequested)
def when_obligation_requested_notify_who_owes_it(
    fact: ObligationRequested, place: Place, surroundings: Surroundings
) -> None:
    """The unit, or the office."""
    tell(surroundings, place, fact, "report_requested", unit(fact.unit) or (THE_OFFICE,), rule=fact.rule)
