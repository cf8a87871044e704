"""The read protocols use cases need, answered from the views."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any, Protocol
from uuid import UUID

from application.ports import ObligedAuthority, OpenDeadline
from domain.values import AuthorityId, UnitId
from projections.base import Projection
from projections.consultation import OPEN, Consultations
from projections.findings import AccountabilityFiles
from projections.ladders import Ladders
from projections.notices import Notices
from projections.obligations import Obligations
from projections.organisation import Authorities, Units
from projections.supervision import Supervisions
from projections.timeliness import Timeliness

FILE_OVER = frozenset({"no_fault", "tolerated", "measured", "dropped"})
"""States in which an accountability file is over."""
PAGE = 1000
"""Deadlines read at once."""
BY_DUE_TIME = ("due_at", *Timeliness.Row.key)
"""An order in which no two deadlines stand at the same place."""
CONSEQUENTIAL: tuple[dict[str, Any], ...] = ({"breaches": True}, {"breaches": False, "deems__not": None})
"""`Timeliness.Row.has_consequence`, as the views are asked for it; no deadline is both."""


class Views(Protocol):
    """Rows of a view, now or as of a position; in memory or in PostgreSQL."""

    def rows(
        self,
        projection: type[Projection],
        as_of: int | None = None,
        *,
        where: Mapping[str, Any] | None = None,
        order: Sequence[str] = (),
        after: Sequence[Any] | None = None,
        limit: int | None = None,
        **equals: Any,  # noqa: ANN401  (a column's own type)
    ) -> Sequence[Any]:
        """Rows whose columns have these values, in an order; only those behind a place in it, and so many."""


@dataclass(frozen=True)
class ReadSide:
    """Deadlines still open, duties that come due, ladders and notices that wait, as the views know them."""

    views: Views
    reached: Callable[[], int]
    """The position the views have come to."""

    def passed_by(self, instant: datetime) -> Iterator[OpenDeadline]:
        """Running ones whose due time is not after an instant, earliest first, however many."""
        both = (self._passed(instant, of) for of in CONSEQUENTIAL)
        return map(as_open, heapq.merge(*both, key=attrgetter(*BY_DUE_TIME)))

    def _passed(self, instant: datetime, of: Mapping[str, Any]) -> Iterator[Timeliness.Row]:
        """Page after page, each behind the last row of the one before: what stays open hides nothing behind it."""
        where, after = {"due_at__lte": instant, **of}, None
        while True:
            page = self.views.rows(Timeliness, state="running", where=where, order=BY_DUE_TIME, after=after, limit=PAGE)
            yield from page
            if len(page) < PAGE:
                return
            after = attrgetter(*BY_DUE_TIME)(page[-1])

    def warned_by(self, instant: datetime) -> Iterator[OpenDeadline]:
        """Running ones that may be missed and whose warning time, later than their start, is not after an instant."""
        rows = self.views.rows(Timeliness, state="running", breaches=True, where={"warn_at__lte": instant})
        return (as_open(row) for row in rows if row.is_warned_ahead)

    def reaching_into(self, year: int) -> Iterable[OpenDeadline]:
        """Those open, missed or met late that were reckoned over days of a year."""
        return [
            as_open(row)
            for state in ("running", "missed", "met_late")
            for row in self.views.rows(Timeliness, state=state)
            if row.reaches_year >= year
        ]

    def open_about(self, case: UUID) -> Collection[str]:
        """What is not over about a case, besides the case: names of running deadlines, and kinds of open matters."""
        running = {row.name for row in self.views.rows(Timeliness, case=case, state="running")}
        matters = {
            "escalation": any(row.state in {"climbing", "stalled"} for row in self.views.rows(Ladders, case=case)),
            "supervision": any(row.state != "archived" for row in self.views.rows(Supervisions, case=case)),
            "consultation": any(row.state in OPEN for row in self.views.rows(Consultations, case=case)),
            "accountability": any(
                row.status not in FILE_OVER for row in self.views.rows(AccountabilityFiles, case=case)
            ),
        }
        return running | {name for name, is_open in matters.items() if is_open}

    def obliged(self) -> Sequence[ObligedAuthority]:
        """Authorities whose periodic duties have begun, or will."""
        rows = self.views.rows(Authorities, order=("authority",), where={"obliged_since__not": None})
        since = {row.authority: row.obliged_since for row in rows}
        return [ObligedAuthority(code, day) for code, day in since.items()]

    def last_turn(self, authority: AuthorityId, rule: str) -> datetime | None:
        """The turn of the last period opened under a rule; None before the first."""
        rows = self.views.rows(Obligations, order=("-begins",), limit=1, authority=authority, rule=rule)
        return rows[0].begins if rows else None

    def units_of(self, authority: AuthorityId) -> Sequence[tuple[UnitId, str]]:
        """Its units, each with its class."""
        rows = self.views.rows(Units, order=("unit",), authority=authority)
        return list({row.unit: (row.unit, row.unit_class) for row in rows}.values())

    def waiting_for(self, unit: str) -> Iterable[UUID]:
        """Escalations of a unit that stand before a vacant level."""
        return [row.escalation for row in self.views.rows(Ladders, unit=unit, state="stalled")]

    def held_by(self, seat: str) -> Iterable[UUID]:
        """Escalations on their way up that a seat holds."""
        return [row.escalation for row in self.views.rows(Ladders, holder=seat, state="climbing")]

    def to_send_by(self, instant: datetime, limit: int = 100) -> Sequence[UUID]:
        """Notices that wait for a carrier and are not put off beyond an instant, the longest waiting first."""
        waiting = [row for row in self.views.rows(Notices, status="waiting") if (row.retry_at or instant) <= instant]
        return [row.notice for row in sorted(waiting, key=lambda row: row.queued_at)[:limit]]


def as_open(row: Timeliness.Row) -> OpenDeadline:
    """A deadline as the application is told of it."""
    return OpenDeadline(subject=row.subject, key=row.deadline, due_at=row.due_at, warn_at=row.warn_at, deems=row.deems)
