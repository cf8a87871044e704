"""What falls due next and which ladders wait, kept in this process while facts are made by the thousand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any
from uuid import UUID

from adapters.demo.living.upcoming import Upcoming
from adapters.read_side import ReadSide, as_open
from application.ports import ObligedAuthority, OpenDeadline
from domain.events.base import Event
from domain.values import AuthorityId, Place, UnitId
from projections.base import Projection, Rows
from projections.ladders import Ladders
from projections.notices import Notices
from projections.timeliness import Timeliness

A_MOMENT = timedelta(seconds=1)
"""How long after a deadline the clock looks at it."""
FOLDED: tuple[type[Projection], ...] = (Timeliness, Ladders, Notices)


class Agenda:
    """The read side of the clockwork and the reactions, folded by the views' own folds.

    It answers as the views would, but without a database to follow, and knows the next due time at once.
    """

    def __init__(self) -> None:
        self.position = 0
        self._rows: dict[str, Rows[Any]] = {kind.name: Rows(kind.Row) for kind in FOLDED}
        self._folds: dict[type[Event], list[tuple[Callable[[Any, Any], None], Rows[Any]]]] = {}
        for kind in FOLDED:
            for fact, fold in kind().folds().items():
                self._folds.setdefault(fact, []).append((fold, self._rows[kind.name]))
        timeliness = self._rows[Timeliness.name]
        self._falling_due = Upcoming(timeliness, lambda row: row.due_at + A_MOMENT, _has_consequence)
        self._nearing = Upcoming(timeliness, attrgetter("warn_at"), _is_reminded_of)
        self._to_send: dict[UUID, Notices.Row] = {}
        self._asked = ReadSide(self, self.reached)

    # -- following -------------------------------------------------------------------------------------

    def follow(self, facts: Iterable[tuple[Place, Event]]) -> None:
        """Fold facts in order."""
        for place, event in facts:
            for fold, rows in self._folds.get(type(event), ()):
                rows.begin(place, event)
                fold(event, rows)
            self.position = place.position
        timeliness = self._rows[Timeliness.name]
        for key in timeliness.changed:
            row = timeliness.get(*key)
            if row is not None:
                self._falling_due.put(row)
                self._nearing.put(row)
        notices = self._rows[Notices.name]
        for case, notice in notices.changed:
            row = notices.get(case, notice)
            if row is not None and row.status == "waiting":
                self._to_send[notice] = row
            else:
                self._to_send.pop(notice, None)
        for rows in self._rows.values():
            rows.written()

    def next_moment(self) -> datetime | None:
        """When to look next: something comes near, or passed a moment before; None where nothing runs."""
        moments = (self._nearing.next(), self._falling_due.next())
        return min((moment for moment in moments if moment is not None), default=None)

    # -- what the clockwork and the reactions ask ------------------------------------------------------

    def passed_by(self, instant: datetime) -> Sequence[OpenDeadline]:
        """Running ones whose due time lies before an instant, earliest first."""
        return [as_open(row) for row in self._falling_due.by(instant)]

    def warned_by(self, instant: datetime) -> Sequence[OpenDeadline]:
        """Running ones that may be missed and are near, or were, at an instant."""
        return [as_open(row) for row in self._nearing.by(instant)]

    def open_about(self, case: UUID) -> Sequence[str]:
        """Nobody in a living city asks for anything to be erased."""
        del case
        return ()

    def reaching_into(self, year: int) -> Iterable[OpenDeadline]:
        """Those open, missed or met late that were reckoned over days of a year."""
        return self._asked.reaching_into(year)

    def obliged(self) -> Sequence[ObligedAuthority]:
        """Nobody in a living city has begun periodic duties."""
        return ()

    def last_turn(self, authority: AuthorityId, rule: str) -> datetime | None:
        """So no period was opened."""
        del authority, rule
        return None

    def units_of(self, authority: AuthorityId) -> Sequence[tuple[UnitId, str]]:
        """And no unit owes anything with one."""
        del authority
        return ()

    def waiting_for(self, unit: str) -> Iterable[UUID]:
        """Escalations of a unit that stand before a vacant level."""
        return self._asked.waiting_for(unit)

    def held_by(self, seat: str) -> Iterable[UUID]:
        """Escalations on their way up that a seat holds."""
        return self._asked.held_by(seat)

    def to_send_by(self, instant: datetime, limit: int = 100) -> Sequence[UUID]:
        """Notices that wait for a carrier and are not put off beyond an instant, in the order they were queued."""
        return [id for id, row in self._to_send.items() if (row.retry_at or instant) <= instant][:limit]

    def unopened(self, case: UUID, by: datetime, *inboxes: str) -> Sequence[UUID]:
        """What nobody has opened yet of what these inboxes were told about a case before an instant."""
        rows = self._rows[Notices.name].of(case)
        return [row.notice for row in rows if row.status == "delivered" and row.inbox in inboxes and row.queued_at < by]

    def reached(self) -> int:
        """The position of the last fact folded."""
        return self.position

    def rows(self, projection: type[Projection], as_of: int | None = None, **equals: Any) -> Sequence[Any]:  # noqa: ANN401
        """Rows as they now stand; what was before is not kept here."""
        if as_of is not None:
            raise ValueError("the agenda knows only what stands now")
        live = (row for row, _ in self._rows[projection.name].live.values())
        return [row for row in live if all(getattr(row, name) == value for name, value in equals.items())]


def _has_consequence(row: Timeliness.Row) -> bool:
    return row.state == "running" and row.has_consequence


def _is_reminded_of(row: Timeliness.Row) -> bool:
    return row.state == "running" and row.breaches and row.is_warned_ahead
