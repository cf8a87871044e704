"""会商任务下达后通知单位: the clock runs to the day the minutes name."""

from __future__ import annotations

from application.reactions.base import Surroundings, whenever
from application.reactions.telling import tell, unit
from domain.events.consultation import ConsultationTaskSet
from domain.values import Place


@whenever(ConsultationTaskSet)
def when_consultation_task_set_notify_unit(fact: ConsultationTaskSet, place: Place, surroundings: Surroundings) -> None:
    """The unit that has it."""
    about = {"until": fact.until.isoformat(), "consultation": str(place.stream)}
    tell(surroundings, place, fact, "consultation_task", unit(fact.unit), **about)
