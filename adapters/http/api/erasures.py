"""Erasures: which wait for a second person, which are held back, which are done."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from pydantic import Field

from adapters.http.api.counting import Count
from adapters.http.parameters import Paged, Words
from adapters.http.question import Asked, Question
from adapters.http.shapes import Page, Shape, Time
from projections.case_ledger import CaseLedger
from projections.erasures import Erasures as ErasuresView


class ErasuresParams(Paged):
    """Filters."""

    state: Words = ()


class ErasureLine(Shape):
    """Where the erasure of a case stands."""

    erasure: UUID
    case: UUID
    number: str
    state: str = Field(description="new (only held back), proposed, declined, confirmed or carried_out.")
    ground: str | None
    proposed_by: str | None = Field(description="The seat; another one decides.")
    proposed_at: Time | None
    decided_by: str | None
    decided_at: Time | None
    carried_out_at: Time | None = Field(description="When key and rows were gone from the vault.")
    held_for: str | None
    held_by: str | None = Field(description="The role that holds it back, and lifts it.")
    document: str | None


class Erasures(Page):
    """A page of erasures, the newest proposal first, and how many there are in each state."""

    items: list[ErasureLine]
    by_state: list[Count]


def erasures(asked: Asked) -> Erasures:
    """Erasures under the filters."""
    params: ErasuresParams = asked.params
    rows = asked.api.reader.rows(ErasuresView, asked.as_of, order=("-proposed_at", "erasure"))
    found = [row for row in rows if not params.state or row.state in params.state]
    shown = found[params.offset : params.offset + params.limit]
    cases = [row.case for row in shown]
    ledger = asked.api.reader.rows(CaseLedger, asked.as_of, where={"case__in": cases}) if cases else []
    numbers = {row.case: row.number for row in ledger}
    return Erasures(
        items=[
            ErasureLine(
                number=numbers[row.case],
                **{name: getattr(row, name) for name in ErasureLine.model_fields if name != "number"},
            )
            for row in shown
        ],
        by_state=[Count(value=state, count=n) for state, n in sorted(Counter(row.state for row in rows).items())],
        total=len(found),
        limit=params.limit,
        offset=params.offset,
    )


QUESTIONS = (
    Question("/api/erasures", "erasures.read", "Erasures of personal data", ErasuresParams, Erasures, erasures),
)
