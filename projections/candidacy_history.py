"""What happened to a candidate, fact by fact: nominated, scored, corrected, looked at, withdrawn; by whom, and why."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from domain.events.base import Event, topic_of
from domain.events.ranking import (
    CandidateChecked,
    CandidateNominated,
    CandidateRescored,
    CandidateScored,
    CandidateWithdrawn,
)
from domain.values import Handle, SeatId
from projections import base
from projections.base import AppendProjection, AppendRows, on


class CandidacyHistory(AppendProjection):
    """参评经过: one row a fact, never changed; a wrong score stays beside the one that corrects it."""

    version = 2

    class Row(base.Row, frozen=True):
        """One fact about a candidate."""

        key = ("case", "position")

        case: UUID
        """The candidate's own stream."""
        position: int
        topic: str
        occurred_at: datetime
        actor: SeatId
        role: str
        score: str | None = None
        meets: bool | None = None
        said: Handle | None = None
        """What was written with it: how it was counted, why it was corrected or withdrawn."""
        evidence: tuple[Handle, ...] = ()
        corrects: int | None = None
        clause: str = ""
        edition: str = ""

    @on(CandidateNominated)
    def nominated(self, event: CandidateNominated, rows: AppendRows[Row]) -> None:
        """Stands for it."""
        rows.add(self._row(event, rows))

    @on(CandidateScored)
    def scored(self, event: CandidateScored, rows: AppendRows[Row]) -> None:
        """Has a score."""
        rows.add(self._row(event, rows, score=event.score, said=event.note))

    @on(CandidateRescored)
    def rescored(self, event: CandidateRescored, rows: AppendRows[Row]) -> None:
        """Has another one."""
        rows.add(self._row(event, rows, score=event.score, said=event.reason))

    @on(CandidateChecked)
    def checked(self, event: CandidateChecked, rows: AppendRows[Row]) -> None:
        """Somebody looked at the conditions."""
        rows.add(self._row(event, rows, meets=event.meets, said=event.note))

    @on(CandidateWithdrawn)
    def withdrawn(self, event: CandidateWithdrawn, rows: AppendRows[Row]) -> None:
        """Stands no more."""
        rows.add(self._row(event, rows, said=event.reason))

    @classmethod
    def _row(
        cls,
        event: Event,
        rows: AppendRows[Row],
        *,
        score: str | None = None,
        meets: bool | None = None,
        said: Handle | None = None,
    ) -> Row:
        return cls.Row(
            case=rows.case,
            position=rows.place.position,
            topic=topic_of(event),
            occurred_at=event.occurred_at,
            actor=event.act.actor,
            role=event.act.role,
            score=score,
            meets=meets,
            said=said,
            evidence=event.act.evidence,
            corrects=event.corrects,
            clause=event.basis.clause if event.basis else "",
            edition=event.basis.edition if event.basis else "",
        )
