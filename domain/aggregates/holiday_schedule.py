"""放假安排: the State Council's schedule of one year, as an officer entered it."""

from __future__ import annotations

from typing import Self
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.aggregates.base import Aggregate
from domain.calendar import Schedule
from domain.events.base import Event
from domain.events.schedule import ScheduleAnnounced


def schedule_stream(year: int) -> UUID:
    """The stream of a year's schedule."""
    return uuid5(NAMESPACE_URL, f"tiji:schedule:{year}")


class HolidaySchedule(Aggregate):
    """One year's schedule; a later notice for the same year supersedes the earlier."""

    opens_with = ScheduleAnnounced

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.schedule: Schedule | None = None

    @classmethod
    def of(cls, year: int) -> Self:
        """The year's schedule, before anything was announced."""
        return cls(schedule_stream(year))

    def announce(self, announced: ScheduleAnnounced) -> None:
        """放假安排公布: enter a notice."""
        self.record(announced)

    def apply(self, event: Event) -> None:
        """Assign from one fact."""
        match event:
            case ScheduleAnnounced():
                self.schedule = Schedule(event.year, event.notice, dict(event.off), dict(event.working))
