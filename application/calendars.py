"""The calendar as known: what ships with the software, overlaid by what officers entered."""

from __future__ import annotations

from application.store import Store
from domain.aggregates.holiday_schedule import SCHEDULES, schedule_in
from domain.calendar import Calendar
from domain.events.schedule import ScheduleAnnounced


class KnownCalendar:
    """Reads only the notices it has not seen yet, so that it is never older than the store."""

    def __init__(self, shipped: Calendar, store: Store) -> None:
        self._store = store
        self._seen = 0
        self._since: list[tuple[int, Calendar]] = [(0, shipped)]
        """From which position on, which calendar; the newest last."""

    def known(self, as_of: int | None = None) -> Calendar:
        """The calendar with every schedule announced so far; or announced by a position, as it was known then."""
        for place, fact in self._store.stream(SCHEDULES, after=self._seen):
            if isinstance(fact, ScheduleAnnounced):
                newest = self._since[-1][1].with_schedule(schedule_in(fact))
                self._since.append((place.position, newest))
            self._seen = place.version
        return next(known for since, known in reversed(self._since) if as_of is None or since <= as_of)
