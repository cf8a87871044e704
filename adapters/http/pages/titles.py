"""Titles of cases, for who may read texts; the number alone for everyone else."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from adapters.http.pages.page import Sight
from application.access import MAY
from projections.case_ledger import CaseLedger


def titles_of(sight: Sight, cases: Sequence[UUID]) -> dict[UUID, str]:
    """The titles that the caller may read and that were not erased."""
    asked = sight.asked
    if not cases or "texts.read" not in MAY[asked.who.role]:
        return {}
    rows = asked.api.reader.rows(CaseLedger, asked.as_of, where={"case__in": list(cases)})
    texts = asked.api.house.desk.texts.read_many({row.title for row in rows})
    return {row.case: texts[row.title] for row in rows if row.title in texts}
