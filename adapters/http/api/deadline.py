"""A deadline as it is answered: until when, its light, what is left, on what ground, day by day."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pydantic import Field

from adapters.http.parameters import Light
from adapters.http.question import Asked
from adapters.http.remaining import Remaining, remaining
from adapters.http.shapes import Shape, Time
from domain.calendar import Calendar
from projections.timeliness import Timeliness, light


class DeadlineLine(Shape):
    """One deadline of a subject."""

    subject: UUID
    deadline: str = Field(description="Its key on the subject: return:1.")
    name: str
    unit: str | None
    owner: str
    clock: str = Field(description="Whose clock: the unit's or the citizen's.")
    state: str = Field(description="running, met, met_late, missed or lapsed.")
    light: Light
    remaining: Remaining | None
    started_at: Time
    due_at: Time
    first_due_at: Time = Field(description="Before any extension or new schedule.")
    in_time: str = Field(description="`before` the due time, or still `at_or_before` it.")
    last_day: str
    warn_at: Time
    met_at: Time | None
    missed_at: Time | None
    met_by_late_entry: bool
    breaches: bool = Field(description="Whether passing it is a breach; a local setting only warns.")
    judged_by: str = Field(description="system_record or occurrence.")
    severity: str
    deems: str | None = Field(description="What the law takes as done when it passes.")
    extended_by: int
    recomputed_by: str | None = Field(description="The notice that changed the calendar under it.")
    is_provisional: bool = Field(description="Reckoned over a year whose schedule is not announced yet.")
    clause: str
    edition: str
    edition_hash: str
    derivation: list[dict[str, Any]] = Field(description="Each day: counted or not, why, by which notice.")


def deadline_lines(asked: Asked, *, case: UUID) -> list[DeadlineLine]:
    """Deadlines of a case and its ladders, in the order they began."""
    rows = asked.api.reader.rows(Timeliness, asked.as_of, order=("started_at", "deadline"), case=case)
    calendar = asked.calendar
    return [deadline_line(row, asked, calendar) for row in rows]


def deadline_line(row: Timeliness.Row, asked: Asked, calendar: Calendar) -> DeadlineLine:
    """A row with its light and what is left at the instant asked about."""
    values = {name: getattr(row, name) for name in DeadlineLine.model_fields if hasattr(row, name)}
    return DeadlineLine.model_validate(
        values
        | {
            "last_day": row.last_day.isoformat(),
            "derivation": list(row.derivation),
            "light": light(row, asked.at),
            "remaining": remaining(row, asked.at, calendar),
        }
    )
