"""Time becomes commands: what is due by now, recorded exactly once, also after a long outage."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from application.clockwork.opening import Opening
from application.desk import Desk
from application.ports import Obliged, OpenDeadline, OpenDeadlines
from domain.aggregates.complaint import Complaint
from domain.aggregates.subject import Subject
from domain.errors import Refused, VersionConflict
from domain.values import SYSTEM, Act

log = logging.getLogger("tiji.clockwork")

GRACE = timedelta(minutes=1)
"""How long a passed deadline may wait before the clockwork counts as standing still."""
CLOCKWORK_NAMESPACE = UUID("0a7d2c51-61a5-5a55-8a3e-3a1b6fd0c7c2")


@dataclass(frozen=True)
class Clockwork:
    """Looks which periods have turned and which deadlines have passed, and tells their subjects."""

    desk: Desk
    deadlines: OpenDeadlines
    obliged: Obliged

    def tick(self) -> int:
        """Open and settle everything due by now; how much there was."""
        now = self.desk.clock.now()
        settled = Opening(self.desk, self.obliged).tick(now)
        for found in self.deadlines.passed_by(now):
            try:
                settled += self._settle(found, Act(actor=SYSTEM, role="system", occurred_at=now))
            except Refused:
                log.exception("deadline %s of %s cannot be settled; the others go on", found.key, found.subject)
        return settled

    def is_behind(self) -> bool:
        """Whether a deadline that passed more than a moment ago still waits to be settled.

        One whose answer or whose request for more time waits for somebody else is not the clockwork's to settle.
        """
        now = self.desk.clock.now()
        return any(self._is_due(found, now) for found in self.deadlines.passed_by(now - GRACE))

    def _is_due(self, found: OpenDeadline, now: datetime) -> bool:
        """Whether there is something to record; also where it cannot be."""
        try:
            return bool(self._told(found, Act(actor=SYSTEM, role="system", occurred_at=now)).pending)
        except Refused:
            return True

    def _settle(self, found: OpenDeadline, act: Act) -> bool:
        """Tell one subject. The command is named after the deadline and its due time, so it happens once."""
        subject = self._told(found, act)
        if not subject.pending:
            return False
        due = subject.deadline(found.key).due.due_at.isoformat()
        command_id = uuid5(CLOCKWORK_NAMESPACE, f"{found.subject}:{found.key}:{due}")
        try:
            return not self.desk.store.save(subject, command_id=command_id).repeated
        except VersionConflict:
            return False  # somebody was faster; the next tick looks again

    def _told(self, found: OpenDeadline, act: Act) -> Subject:
        """The subject with what the passing of its deadline means, not yet saved."""
        subject = self.desk.store.get(Subject, found.subject)
        deadline = subject.deadline(found.key)
        if deadline.set.basis is None:
            return subject
        law = self.desk.law_under(deadline.set.basis)
        if deadline.set.deems == "assignment_accepted" and isinstance(subject, Complaint):
            subject.deem_accepted(found.key, act, law)
        else:
            subject.miss(found.key, act, law)
        return subject
