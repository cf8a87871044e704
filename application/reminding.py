"""Before a deadline passes, whoever it runs on is reminded: of each due time once, while there is still time."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from operator import attrgetter

from application.ports import OpenDeadline
from application.reactions.base import Surroundings
from application.reactions.telling import THE_OFFICE, tell, unit
from domain.aggregates.subject import Subject
from domain.errors import Refused
from domain.events.base import Event
from domain.events.deadlines import DeadlineExtended, DeadlineProlonged, DeadlineRecomputed, DeadlineSet
from domain.values import Place

log = logging.getLogger("tiji.reminding")

GAVE_THE_TIME = (DeadlineSet, DeadlineExtended, DeadlineProlonged, DeadlineRecomputed)


@dataclass
class Reminding:
    """Looks which deadlines are near, as the warning times that travel with them say."""

    surroundings: Surroundings
    looked_at: set[OpenDeadline] = field(default_factory=set)
    """What was near at the last look. A process that begins anew asks for each once more, and the store knows it."""

    def tick(self) -> int:
        """Remind of everything that has come near; of how much."""
        now = self.surroundings.desk.clock.now()
        near = {each for each in self.surroundings.deadlines.warned_by(now) if now < each.due_at}
        new, self.looked_at = near - self.looked_at, near
        reminded = 0
        for each in sorted(new, key=attrgetter("warn_at", "subject", "key")):
            try:
                reminded += self._remind(each)
            except Refused:
                log.exception("nobody is reminded of deadline %s of %s; the others go on", each.key, each.subject)
        return reminded

    def _remind(self, near: OpenDeadline) -> bool:
        """Tell the unit, or the office where it is the office's; once, named after the fact that gave the due time."""
        subject = self.surroundings.desk.store.get(Subject, near.subject)
        deadline = subject.deadline(near.key)
        if not deadline.is_running or deadline.due.due_at != near.due_at:
            return False  # it was met or moved since the view was asked
        place, fact = self._given_by(near)
        whom = unit(deadline.set.unit or subject.answering_unit) or (THE_OFFICE,)
        said = {"deadline": near.key, "due_at": near.due_at.isoformat()}
        return tell(self.surroundings, place, fact, "deadline_near", whom, **said)

    def _given_by(self, near: OpenDeadline) -> tuple[Place, Event]:
        """The fact that gave the due time in force."""
        facts = self.surroundings.desk.store.stream(near.subject)
        *_, last = ((place, fact) for place, fact in facts if isinstance(fact, GAVE_THE_TIME) and fact.key == near.key)
        return last
