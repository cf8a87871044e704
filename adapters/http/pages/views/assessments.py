"""考核档案: what people established about a unit in a year; each may be contested and ruled on."""

from __future__ import annotations

from uuid import UUID

from adapters.http.pages.disputing import disputes_of
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.parameters import Timed
from adapters.http.visibility import only_own
from domain.errors import NotFound
from projections.findings import FindingsView


class OfAssessment(Timed):
    """Which one."""

    assessment: UUID


def view(sight: Sight) -> Shown:
    """Its findings, the newest first. Raises NotFound, NotYours."""
    asked = sight.asked
    rows = asked.api.reader.rows(FindingsView, asked.as_of, order=("-position",), case=asked.params.assessment)
    rows = [row for row in rows if row.term is not None]
    if not rows:
        raise NotFound("no such assessment was known then", remedy="open it from a scorecard")
    only_own(asked.who, (rows[0].unit,))
    return {
        "unit": rows[0].unit,
        "rows": [
            (row, disputes_of(sight, row.subject, row.finding, row.status, row.unit, row.is_by_rule)) for row in rows
        ],
    }


PAGE = Page("/assessments/{assessment}", "scores.read", "assessment.html", view, OfAssessment, "scores")
