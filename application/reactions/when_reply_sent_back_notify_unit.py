"""退回重办后通知单位: the unit's clock runs on while nobody knows that the answer came back."""

from __future__ import annotations

from application.reactions.base import Surroundings, whenever
from application.reactions.telling import tell, unit, unit_then
from domain.events.complaint import ComplaintReplySentBack
from domain.values import Place


@whenever(ComplaintReplySentBack)
def when_reply_sent_back_notify_unit(fact: ComplaintReplySentBack, place: Place, surroundings: Surroundings) -> None:
    """The unit that answered."""
    answered = unit(unit_then(surroundings.desk.store, place))
    tell(surroundings, place, fact, "reply_sent_back", answered)
