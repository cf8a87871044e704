"""放假安排: the State Council's schedules as an officer entered them, every year in one stream."""

from __future__ import annotations

from typing import Self
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.aggregates.base import Aggregate
from domain.calendar import Schedule
from domain.events.base import Event
from domain.events.schedule import ScheduleAnnounced

SCHEDULES: UUID = uuid5(NAMESPACE_URL, "tiji:schedules")
"""The one stream of schedules."""


def schedule_in(event: ScheduleAnnounced) -> Schedule:
    """The schedule a notice announces."""
    return Schedule(event.year, event.notice, dict(event.off), dict(event.working))


class HolidaySchedule(Aggregate):
    """The announced years; a later notice for the same year supersedes the earlier."""

    opens_with = ScheduleAnnounced

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.by_year: dict[int, Schedule] = {}

    @classmethod
    def blank(cls) -> Self:
        """Before anything was announced."""
        return cls(SCHEDULES)

    def announce(self, announced: ScheduleAnnounced) -> None:
        """放假安排公布: enter a notice."""
        self.record(announced)

    def apply(self, event: Event) -> None:
        """Assign from one fact."""
        match event:
            case ScheduleAnnounced():
                self.by_year[event.year] = schedule_in(event)
