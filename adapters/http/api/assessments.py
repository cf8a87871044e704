"""An assessment: what people established about a unit in a year, with their words and the papers it rests on."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from adapters.http.api.established import written_with
from adapters.http.api.findings import FindingLine
from adapters.http.parameters import Timed
from adapters.http.question import Asked, Question
from adapters.http.shapes import TimedShape
from adapters.http.visibility import only_own
from domain.errors import NotFound
from projections.findings import FindingsView


class OfAssessment(Timed):
    """Which one."""

    assessment: UUID


class MarkLine(FindingLine):
    """A finding about a unit."""

    note: str | None = Field(description="What was written with it; None where the caller may not read texts.")
    evidence: list[str] = Field(description="The papers it rests on, for who may read texts.")
    is_withheld: bool = Field(description="Whether something was written that the caller may not read.")


class Assessment(TimedShape):
    """考核档案: what people established about a unit."""

    assessment: UUID
    unit: str
    items: list[MarkLine]


def assessment(asked: Asked) -> Assessment:
    """Its findings, the newest first. Raises NotFound, NotYours."""
    id = asked.params.assessment
    rows = asked.api.reader.rows(FindingsView, asked.as_of, order=("-position",), case=id)
    rows = [row for row in rows if row.term is not None]
    if not rows or rows[0].unit is None:
        raise NotFound("no such assessment was known then", remedy="open it from a scorecard")
    only_own(asked.who, (rows[0].unit,))
    return Assessment(assessment=id, unit=rows[0].unit, items=[_mark(asked, row) for row in rows])


def _mark(asked: Asked, row: FindingsView.Row) -> MarkLine:
    written = written_with(asked, row.position, None)
    said = {
        "note": written.words if written else None,
        "evidence": list(written.evidence) if written else [],
        "is_withheld": written is not None and written.is_withheld,
    }
    return MarkLine.model_validate(FindingLine.model_validate(row).model_dump() | said)


QUESTIONS = (
    Question(
        "/api/assessments/{assessment}",
        "scores.read",
        "What people established about a unit in a year",
        OfAssessment,
        Assessment,
        assessment,
    ),
)
