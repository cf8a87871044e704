"""Who stands for which ranking, with which score, given by whom, and who stands no more?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from domain.events.ranking import (
    CandidateChecked,
    CandidateNominated,
    CandidateRescored,
    CandidateScored,
    CandidateWithdrawn,
)
from domain.values import AuthorityId, SeatId, UnitId
from projections import base
from projections.base import Projection, Rows, on


class Candidacies(Projection):
    """参评: one row a candidate in a ranking of a year."""

    version = 2

    class Row(base.Row, frozen=True):
        """A candidate as it stands."""

        key = ("case",)

        case: UUID
        """The candidate's own stream."""
        authority: AuthorityId
        ranking: str
        year: str
        candidate: str
        unit: UnitId
        nominated_at: datetime
        nominated_by: SeatId
        score: str | None = None
        scored_at: datetime | None = None
        scored_by: SeatId | None = None
        position: int | None = None
        """Of the fact that gave the score."""
        corrections: int = 0
        meets: bool | None = None
        """Whether it meets the conditions; None where nobody has looked."""
        withdrawn_at: datetime | None = None
        """Since when it stands no more; its score is left as it was."""

    indexes = (("authority", "year"),)

    @on(CandidateNominated)
    def nominated(self, event: CandidateNominated, rows: Rows[Row]) -> None:
        """Stands for it."""
        rows.put(
            self.Row(
                case=rows.case,
                authority=event.authority,
                ranking=event.ranking,
                year=event.year,
                candidate=event.candidate,
                unit=event.unit,
                nominated_at=event.occurred_at,
                nominated_by=event.act.actor,
            )
        )

    @on(CandidateScored)
    def scored(self, event: CandidateScored, rows: Rows[Row]) -> None:
        """Has a score."""
        self._score(event, rows)

    @on(CandidateRescored)
    def rescored(self, event: CandidateRescored, rows: Rows[Row]) -> None:
        """Has another one."""
        row = rows.get(rows.case)
        self._score(event, rows, corrections=row.corrections + 1 if row else 1)

    @on(CandidateChecked)
    def checked(self, event: CandidateChecked, rows: Rows[Row]) -> None:
        """Somebody looked at the conditions."""
        rows.change(rows.case, meets=event.meets)

    @on(CandidateWithdrawn)
    def withdrawn(self, event: CandidateWithdrawn, rows: Rows[Row]) -> None:
        """Stands no more."""
        rows.change(rows.case, withdrawn_at=event.occurred_at)

    @staticmethod
    def _score(event: CandidateScored | CandidateRescored, rows: Rows[Row], **more: int) -> None:
        given = {"scored_at": event.occurred_at, "scored_by": event.act.actor, "position": rows.place.position}
        rows.change(rows.case, score=event.score, **given, **more)
