"""The read protocols use cases need, answered from the views."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from application.ports import OpenDeadline
from projections.base import Projection
from projections.ladders import Ladders
from projections.timeliness import Timeliness


class Views(Protocol):
    """Rows of a view, now or as of a position; in memory or in PostgreSQL."""

    def rows(self, projection: type[Projection], as_of: int | None = None, **equals: Any) -> Sequence[Any]:  # noqa: ANN401
        """Rows whose columns have these values."""


@dataclass(frozen=True)
class ReadSide:
    """Deadlines still open and ladders that wait, as the views know them."""

    views: Views
    reached: Callable[[], int]
    """The position the views have come to."""

    def passed_by(self, instant: datetime, limit: int = 1000) -> Sequence[OpenDeadline]:
        """Running ones whose due time is not after an instant, earliest first."""
        running = self.views.rows(Timeliness, state="running")
        passed = [row for row in running if row.due_at <= instant and row.has_consequence]
        return [_open(row) for row in sorted(passed, key=lambda row: row.due_at)[:limit]]

    def reaching_into(self, year: int) -> Iterable[OpenDeadline]:
        """Those open, missed or met late that were reckoned over days of a year."""
        return [
            _open(row)
            for state in ("running", "missed", "met_late")
            for row in self.views.rows(Timeliness, state=state)
            if row.reaches_year >= year
        ]

    def waiting_for(self, unit: str) -> Iterable[UUID]:
        """Escalations of a unit that stand before a vacant level."""
        return [row.escalation for row in self.views.rows(Ladders, unit=unit, state="stalled")]

    def held_by(self, seat: str) -> Iterable[UUID]:
        """Escalations on their way up that a seat holds."""
        return [row.escalation for row in self.views.rows(Ladders, holder=seat, state="climbing")]


def _open(row: Timeliness.Row) -> OpenDeadline:
    return OpenDeadline(subject=row.subject, key=row.deadline, due_at=row.due_at, deems=row.deems)
