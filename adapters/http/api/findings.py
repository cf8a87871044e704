"""Findings: what was established about a case, by a rule or a person, on which clause."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pydantic import Field

from adapters.http.api.case import case_row
from adapters.http.api.counting import Count, counts_of
from adapters.http.filters import where
from adapters.http.parameters import OfCase, Paged, Words
from adapters.http.question import Asked, Question
from adapters.http.shapes import Page, Shape, Time, TimedShape
from adapters.http.visibility import only_own
from projections.findings import FindingsView


class FindingLine(Shape):
    """One finding; contested and overturned ones stay."""

    case: UUID
    subject: UUID
    finding: str
    kind: str
    status: str
    unit: str | None
    established_at: Time
    position: int
    is_by_rule: bool
    is_proposed: bool
    deadline: str | None
    consequence: str | None
    overturned_because: str | None
    term: str | None = Field(default=None, description="Of the assessment it is part of, where it is about a unit.")
    part: str | None = None
    amount: str | None = None
    clause: str
    edition: str


class FindingsParams(Paged):
    """Filters."""

    kind: Words = ()
    status: Words = ()
    unit: Words = ()


class FindingsOfCase(TimedShape):
    """Findings of a case."""

    items: list[FindingLine]


class Findings(Page):
    """A page of findings, newest first, and how many there are of each kind and status under the other filters."""

    items: list[FindingLine]
    by_kind: list[Count]
    by_status: list[Count]


def of_case(asked: Asked) -> FindingsOfCase:
    """Findings of one case. Raises NotFound, NotYours."""
    rows = asked.api.reader.rows(FindingsView, asked.as_of, order=("position",), case=case_row(asked).case)
    return FindingsOfCase(items=[FindingLine.model_validate(row) for row in rows])


def findings(asked: Asked) -> Findings:
    """Findings under the filters."""
    params: FindingsParams = asked.params
    given = {"kind": params.kind, "status": params.status, "unit": only_own(asked.who, params.unit)}
    filters = {f"{name}__in": value for name, value in given.items() if value}
    rows = asked.api.reader.rows(
        FindingsView, asked.as_of, where=filters, order=("-position",), limit=params.limit, offset=params.offset
    )
    return Findings(
        items=[FindingLine.model_validate(row) for row in rows],
        by_kind=counts_of(_counted(asked, given, "kind")),
        by_status=counts_of(_counted(asked, given, "status")),
        total=sum(number for _, number in _counted(asked, given, "true", without="")),
        limit=params.limit,
        offset=params.offset,
    )


def _counted(
    asked: Asked, given: Mapping[str, tuple[str, ...]], by: str, without: str | None = None
) -> list[tuple[Any, ...]]:
    """How many there would be of each value of a column without its own filter."""
    left_out = by if without is None else without
    condition, values = where({name: value for name, value in given.items() if name != left_out})
    text = f"SELECT {by}, count(*) FROM {{findings}} f WHERE {condition} GROUP BY 1 ORDER BY 2 DESC, 1"
    return asked.api.reader.query(text, asked.as_of, values, findings=FindingsView)


QUESTIONS = (
    Question("/api/cases/{case}/findings", "cases.read", "What was established", OfCase, FindingsOfCase, of_case),
    Question("/api/findings", "cases.read", "Findings, filtered", FindingsParams, Findings, findings),
)
