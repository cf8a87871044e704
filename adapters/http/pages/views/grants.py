"""复核授权: who may review which cases until when, by which decision."""

from __future__ import annotations

from adapters.http.api import grants as api_grants
from adapters.http.pages.page import Page, Shown, Sight
from application.access import MAY
from projections.case_ledger import CaseLedger


def view(sight: Sight) -> Shown:
    """Every grant, the newest first."""
    asked = sight.asked
    found = api_grants.grants(asked)
    named = [case for each in found.items for case in each.cases]
    rows = asked.api.reader.rows(CaseLedger, asked.as_of, where={"case__in": named}) if named else []
    return {
        "found": found,
        "numbers": {row.case: row.number for row in rows},
        "may_grant": "reviews.grant" in MAY[asked.who.role] and not sight.is_past,
    }


PAGE = Page("/grants", "reviews.read", "grants.html", view, room="grants")
