"""Facts about the working calendar."""

from __future__ import annotations

from datetime import date

from domain.events.base import Event


class ScheduleAnnounced(Event, frozen=True, tag="schedule.announced"):
    """放假安排公布: the State Council's schedule of a year, entered by an officer."""

    year: int
    notice: str
    """The notice's number."""
    off: dict[date, str]
    """Days off, with the holiday's name."""
    working: dict[date, str]
    """Make-up working days, with the holiday they make up for."""
