"""Lists of deadlines over all cases, filtered by light, state, unit and clock, with their counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from adapters.http.api.counting import Count, Crossed, tallied
from adapters.http.api.deadline import DeadlineLine, lines_of
from adapters.http.filters import ordered, where
from adapters.http.lights import LIGHT
from adapters.http.parameters import Instant, Lights, Paged, Words
from adapters.http.question import Asked, Question
from adapters.http.shapes import Page
from adapters.http.visibility import only_own
from domain.calendar import midnight
from projections.timeliness import Timeliness

Sort = Literal["due_at", "-due_at", "started_at", "-started_at"]


class TimelinessParams(Paged):
    """Filters."""

    light: Lights = ()
    state: Words = ()
    unit: Words = ()
    clock: Words = ()
    name: Words = ()
    clause: Words = ()
    due_from: Instant | None = None
    due_until: Instant | None = None
    due_on: date | None = Field(default=None, description="The day it falls due; midnight belongs to the day it ends.")
    breaches: bool | None = Field(default=None, description="Whether passing it is a miss.")
    sort: Sort = "due_at"


class CaseDeadline(DeadlineLine):
    """A deadline with the case it belongs to."""

    case: UUID


class Timelines(Page):
    """A page of deadlines, and how many there are of each light and state under the other filters."""

    items: list[CaseDeadline]
    by_light: list[Count]
    by_state: list[Count]


ONE_DAY = timedelta(days=1)
LIT = f"""
WITH asked AS (SELECT %s::timestamptz AS at),
lit AS (SELECT d.*, {LIGHT} AS light FROM {{deadlines}} d CROSS JOIN asked)
"""


def timeliness(asked: Asked) -> Timelines:
    """Deadlines under the filters."""
    params: TimelinessParams = asked.params
    tally = tallied(crossed(asked, params), params.light, params.state)
    return Timelines(
        items=lines(asked, params),
        by_light=tally.by_light,
        by_state=tally.by_other,
        total=tally.total,
        limit=params.limit,
        offset=params.offset,
    )


def crossed(asked: Asked, params: TimelinessParams) -> Crossed:
    """How many deadlines there are of each light and state, under the other filters."""
    conditions = conditions_of(asked, params.model_copy(update={"light": (), "state": ()}))
    found = _select(asked, conditions, "light, state, count(*)", "GROUP BY 1, 2")
    return {(light, state): count for light, state, count in found}


def conditions_of(asked: Asked, params: TimelinessParams) -> dict[str, Any]:
    """The conditions of a list, by column or whole. Raises NotYours."""
    return {
        "light": params.light,
        "state": params.state,
        "unit": only_own(asked.who, params.unit),
        "clock": params.clock,
        "name": params.name,
        "clause": params.clause,
        "due_at >= %s": params.due_from,
        "due_at < %s": params.due_until,
        "due_at > %s": midnight(params.due_on) if params.due_on else None,
        "due_at <= %s": midnight(params.due_on + ONE_DAY) if params.due_on else None,
        "breaches": params.breaches,
    }


def lines(asked: Asked, params: TimelinessParams) -> list[CaseDeadline]:
    """The deadlines of a page of the list."""
    tail = f'ORDER BY {ordered(params.sort)}, "case", deadline LIMIT {params.limit:d} OFFSET {params.offset:d}'
    page = _select(asked, conditions_of(asked, params), '"case", subject, deadline', tail)
    cases = list({case for case, _, _ in page})
    rows = asked.api.reader.rows(Timeliness, asked.as_of, where={"case__in": cases})
    known = {row.id: row for row in rows}
    found = [known[key] for key in page]
    return [CaseDeadline(case=row.case, **dict(line)) for row, line in zip(found, lines_of(asked, found), strict=True)]


def _select(asked: Asked, conditions: Mapping[str, Any], what: str, tail: str = "") -> list[tuple[Any, ...]]:
    condition, values = where(conditions)
    text = f"{LIT} SELECT {what} FROM lit WHERE {condition} {tail}"
    return asked.api.reader.query(text, asked.as_of, [asked.at, *values], deadlines=Timeliness)


QUESTIONS = (
    Question(
        "/api/deadlines", "timeliness.read", "Deadlines, filtered and counted", TimelinessParams, Timelines, timeliness
    ),
)
