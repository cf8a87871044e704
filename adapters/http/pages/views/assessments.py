"""考核档案: what people established about a unit in a year; each may be contested and ruled on."""

from __future__ import annotations

from adapters.http.api import assessments as api
from adapters.http.api.assessments import OfAssessment
from adapters.http.pages.disputing import disputed
from adapters.http.pages.page import Page, Shown, Sight


def view(sight: Sight) -> Shown:
    """Its findings, the newest first. Raises NotFound, NotYours."""
    found = api.assessment(sight.asked)
    return {"unit": found.unit, "rows": list(zip(found.items, disputed(sight, found.items), strict=True))}


PAGE = Page("/assessments/{assessment}", "scores.read", "assessment.html", view, OfAssessment, "scores")
