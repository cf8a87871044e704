"""The calendar as known: what ships with the software, overlaid by what officers entered."""

from __future__ import annotations

from application.store import Store
from domain.aggregates.holiday_schedule import SCHEDULES, schedule_in
from domain.calendar import Calendar
from domain.events.schedule import ScheduleAnnounced


class KnownCalendar:
    """Reads only the notices it has not seen yet, so that it is never older than the store."""

    def __init__(self, shipped: Calendar, store: Store) -> None:
        self._calendar = shipped
        self._store = store
        self._seen = 0

    def known(self) -> Calendar:
        """The calendar with every schedule announced so far."""
        for place, fact in self._store.stream(SCHEDULES, after=self._seen):
            if isinstance(fact, ScheduleAnnounced):
                self._calendar = self._calendar.with_schedule(schedule_in(fact))
            self._seen = place.version
        return self._calendar
