"""退单裁定后通知单位: granted or not, the unit must know whether it still has the order."""

from __future__ import annotations

from application.reactions.base import Surroundings, whenever
from application.reactions.telling import tell, unit, unit_then
from domain.events.complaint import ComplaintReturnRuled
from domain.values import Place


@whenever(ComplaintReturnRuled)
def when_return_ruled_notify_unit(fact: ComplaintReturnRuled, place: Place, surroundings: Surroundings) -> None:
    """The unit that asked for it."""
    asked = unit(unit_then(surroundings.desk.store, place))
    tell(surroundings, place, fact, "return_granted" if fact.granted else "return_refused", asked)
