"""Under supervision: the level in force, which raises who must approve an answer."""

from __future__ import annotations

from uuid import UUID

from domain.aggregates.complaint.state import ComplaintState
from domain.events.complaint import ComplaintSupervised
from domain.rules.law import Law
from domain.rules.supervision import supervision_of
from domain.values import Act, Level


class Supervised(ComplaintState):
    """列入督办: the matter knows its supervision and the level."""

    def supervise(self, supervision: UUID, level: Level, act: Act, law: Law) -> None:
        """列入督办: nothing is recorded twice for one level."""
        if self.supervised_at == level:
            return
        basis = law.cite(supervision_of(law).level(level).clause)
        self.record(ComplaintSupervised(supervision=supervision, level=level, basis=basis, act=act))
