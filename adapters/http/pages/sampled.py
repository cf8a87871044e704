"""The random samples a case was drawn in, and what each check showed, as its own page tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from adapters.http.pages.page import Sight
from application.access import MAY
from projections.samples import SampledCases, Samples


@dataclass(frozen=True)
class Drawn:
    """One draw."""

    month: str
    check: SampledCases.Row
    note: str | None
    """What was found, for who may read texts."""


def draws_of(sight: Sight, case: UUID) -> Sequence[Drawn]:
    """Every draw known then, the latest month first; none for a seat that reads no samples."""
    asked = sight.asked
    may = MAY[asked.who.role]
    rows = asked.api.reader.rows(SampledCases, asked.as_of, where={"drawn": case}) if "samples.read" in may else []
    if not rows:
        return ()
    samples = asked.api.reader.rows(Samples, asked.as_of, where={"case__in": [row.case for row in rows]})
    months = {sample.case: sample.month for sample in samples}
    notes = [row.note for row in rows if row.note is not None]
    texts = asked.api.house.desk.texts.read_many(notes) if notes and "texts.read" in may else {}
    found = [Drawn(months[row.case], row, texts.get(row.note) if row.note else None) for row in rows]
    return sorted(found, key=lambda each: each.month, reverse=True)
