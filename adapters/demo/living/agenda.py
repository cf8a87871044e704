"""What falls due next and which ladders wait, kept in this process while facts are made by the thousand."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from adapters.read_side import ReadSide
from application.ports import ObligedAuthority, OpenDeadline
from domain.events.base import Event
from domain.values import AuthorityId, Place, UnitId
from projections.base import Projection, Rows
from projections.ladders import Ladders
from projections.notices import Notices
from projections.timeliness import Timeliness

Key = tuple[UUID, UUID, str]
FOLDED: tuple[type[Projection], ...] = (Timeliness, Ladders, Notices)


class Entry(NamedTuple):
    """A due time as it once stood; stale where its deadline was met, missed or moved since."""

    due_at: datetime
    number: int
    """Order of entry, so that two of one instant are settled in the order they were set."""
    key: Key


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
        self._due: list[Entry] = []
        self._left: list[Entry] = []
        """Passed and looked at, but left standing: an answer awaits review."""
        self._entries = 0
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
            if row is not None and _is_pending(row):
                self._entries += 1
                heapq.heappush(self._due, Entry(row.due_at, self._entries, key))
        notices = self._rows[Notices.name]
        for case, notice in notices.changed:
            row = notices.get(case, notice)
            if row is not None and row.status == "waiting":
                self._to_send[notice] = row
            else:
                self._to_send.pop(notice, None)
        for rows in self._rows.values():
            rows.written()

    def next_due(self) -> datetime | None:
        """The due time to look at next; None where nothing runs that would have a consequence."""
        while self._due and self._live(self._due[0]) is None:
            heapq.heappop(self._due)
        return self._due[0].due_at if self._due else None

    # -- what the clockwork and the reactions ask ------------------------------------------------------

    def passed_by(self, instant: datetime) -> Sequence[OpenDeadline]:
        """Running ones whose due time is not after an instant, earliest first."""
        while self._due and self._due[0].due_at <= instant:
            self._left.append(heapq.heappop(self._due))
        self._left = [entry for entry in self._left if self._live(entry) is not None]
        rows = [self._rows[Timeliness.name].get(*entry.key) for entry in self._left]
        return [OpenDeadline(row.subject, row.deadline, row.due_at, row.deems) for row in rows if row is not None]

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

    def _live(self, entry: Entry) -> Timeliness.Row | None:
        row: Timeliness.Row | None = self._rows[Timeliness.name].get(*entry.key)
        return row if row is not None and _is_pending(row) and row.due_at == entry.due_at else None


def _is_pending(row: Timeliness.Row) -> bool:
    return row.state == "running" and row.has_consequence
