"""Grants to review: to whom, for which cases, from when to when, by which decision."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from adapters.http.parameters import Timed
from adapters.http.question import Asked, Question
from adapters.http.shapes import Shape, Time, TimedShape
from domain.calendar import beijing
from projections.review_grants import ReviewGrants


class GrantLine(Shape):
    """One grant."""

    grant: UUID
    seat: str
    number: str = Field(description="Of the decision it rests on.")
    first_day: str
    last_day: str = Field(description="Included.")
    units: list[str] = Field(description="Only cases that one of them held; without units and cases: every case.")
    cases: list[UUID]
    granted_at: Time
    granted_by: str
    ended_at: Time | None
    counts: bool = Field(description="On the day asked about.")


class Grants(TimedShape):
    """Every grant, the newest first."""

    items: list[GrantLine]


def grants(asked: Asked) -> Grants:
    """Every grant there was by then."""
    day = beijing(asked.at).date()
    rows = asked.api.reader.rows(ReviewGrants, asked.as_of, order=("-granted_at", "case"))
    return Grants(
        items=[
            GrantLine(
                grant=row.case,
                seat=row.seat,
                number=row.number,
                first_day=row.first_day.isoformat(),
                last_day=row.last_day.isoformat(),
                units=list(row.units),
                cases=list(map(UUID, row.cases)),
                granted_at=row.granted_at,
                granted_by=row.granted_by,
                ended_at=row.ended_at,
                counts=row.ended_at is None and row.first_day <= day <= row.last_day,
            )
            for row in rows
        ]
    )


QUESTIONS = (Question("/api/grants", "reviews.read", "Who may review, by which decision", Timed, Grants, grants),)
