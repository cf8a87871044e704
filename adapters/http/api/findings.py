"""Findings: what was established about a case, by a rule or a person, on which clause."""

from __future__ import annotations

from uuid import UUID

from adapters.http.api.case import case_row
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
    """A page of findings, newest first."""

    items: list[FindingLine]


def of_case(asked: Asked) -> FindingsOfCase:
    """Findings of one case. Raises NotFound, NotYours."""
    rows = asked.api.reader.rows(FindingsView, asked.as_of, order=("position",), case=case_row(asked).case)
    return FindingsOfCase(items=[FindingLine.model_validate(row) for row in rows])


def findings(asked: Asked) -> Findings:
    """Findings under the filters."""
    params: FindingsParams = asked.params
    filters = {"kind__in": params.kind, "status__in": params.status, "unit__in": only_own(asked.who, params.unit)}
    given = {name: value for name, value in filters.items() if value}
    rows = asked.api.reader.rows(FindingsView, asked.as_of, where=given, order=("-position",))
    shown = rows[params.offset : params.offset + params.limit]
    return Findings(
        items=[FindingLine.model_validate(row) for row in shown],
        total=len(rows),
        limit=params.limit,
        offset=params.offset,
    )


QUESTIONS = (
    Question("/api/cases/{case}/findings", "cases.read", "What was established", OfCase, FindingsOfCase, of_case),
    Question("/api/findings", "cases.read", "Findings, filtered", FindingsParams, Findings, findings),
)
