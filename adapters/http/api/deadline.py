"""A deadline as it is answered: until when, its light, what is left, on what ground, day by day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from pydantic import Field

from adapters.http.parameters import Light
from adapters.http.question import Asked
from adapters.http.remaining import Days, Remaining, remaining
from adapters.http.shapes import Shape, Time
from projections import base
from projections.derivations import Derivations
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
    lapsed_at: Time | None = Field(description="Since when it binds nobody; a miss stays a miss.")
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

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to meet it, in time or late."""
        return self.state in {"running", "missed"} and self.lapsed_at is None


def deadline_lines(asked: Asked, *, case: UUID, subject: UUID | None = None) -> list[DeadlineLine]:
    """Deadlines of a case and its ladders, or of one subject of it, in the order they began."""
    of = {"case": case} | ({"subject": subject} if subject else {})
    order = ("started_at", "deadline", "subject")
    return lines_of(asked, asked.api.reader.rows(Timeliness, asked.as_of, where=of, order=order))


def lines_of(asked: Asked, rows: Sequence[Timeliness.Row]) -> list[DeadlineLine]:
    """Rows with their lights, their days, and what is left at the instant asked about."""
    days, calendar = days_of(asked, rows), asked.calendar
    return [
        DeadlineLine.model_validate(
            {name: getattr(row, name) for name in COPIED}
            | {
                "last_day": row.last_day.isoformat(),
                "derivation": list(days[row.id]),
                "light": light(row, asked.at),
                "remaining": remaining(row, days[row.id], asked.at, calendar),
            }
        )
        for row in rows
    ]


def days_of(asked: Asked, rows: Sequence[Timeliness.Row]) -> Mapping[base.Key, Days]:
    """Key of a deadline → the days it was reckoned by."""
    cases = list({row.case for row in rows})
    found = asked.api.reader.rows(Derivations, asked.as_of, where={"case__in": cases}) if cases else []
    return {(row.case, row.subject, row.deadline): row.days for row in found}


COPIED = set(DeadlineLine.model_fields) - {"last_day", "derivation", "light", "remaining"}
"""What stands in a row as it is answered."""
