"""Deadlines in the order of one of their times, without asking a database."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from projections.base import Rows
from projections.timeliness import Timeliness

Key = tuple[UUID, UUID, str]
Row = Timeliness.Row


class Entry(NamedTuple):
    """A time as it once stood; stale where its deadline was met, missed or moved since."""

    at: datetime
    number: int
    """Order of entry, so that two of one instant come in the order they were set."""
    key: Key


class Upcoming:
    """What will happen to deadlines: `time` says when, `waits` whether it still will."""

    def __init__(self, rows: Rows[Row], time: Callable[[Row], datetime], waits: Callable[[Row], bool]) -> None:
        self._rows, self._time, self._waits = rows, time, waits
        self._ahead: list[Entry] = []
        self._come: list[Entry] = []
        """Come and looked at, but left standing: an answer awaits review, or it is near and not yet due."""
        self._entries = 0

    def put(self, row: Row) -> None:
        """A deadline as it now stands."""
        if self._waits(row):
            self._entries += 1
            heapq.heappush(self._ahead, Entry(self._time(row), self._entries, row.id))

    def next(self) -> datetime | None:
        """The time to look at next; None where nothing comes."""
        while self._ahead and self._live(self._ahead[0]) is None:
            heapq.heappop(self._ahead)
        return self._ahead[0].at if self._ahead else None

    def by(self, instant: datetime) -> list[Row]:
        """Those whose time is not after an instant, earliest first."""
        while self._ahead and self._ahead[0].at <= instant:
            self._come.append(heapq.heappop(self._ahead))
        self._come = [entry for entry in self._come if self._live(entry) is not None]
        rows = (self._live(entry) for entry in self._come)
        return [row for row in rows if row is not None]

    def _live(self, entry: Entry) -> Row | None:
        row = self._rows.get(*entry.key)
        return row if row is not None and self._waits(row) and self._time(row) == entry.at else None
