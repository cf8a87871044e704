"""Which cases a unit or a seat held in a period, how long, and which of their time limits ran out meanwhile."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from pydantic import Field

from adapters.http.api.case import Hand
from adapters.http.filters import where
from adapters.http.granted import granted_cases
from adapters.http.parameters import Paged, Word, Words
from adapters.http.question import Asked, Question
from adapters.http.shapes import Page
from domain.calendar import midnight
from domain.calendar.days import ONE_DAY
from projections.case_ledger import CaseLedger
from projections.custody import Custody
from projections.timeliness import Timeliness

HOUR = 3600.0
HELD_BY = "%s IN (held.holder, held.unit, held.seat, held.deputised_for)"
"""A unit's spells are those of its seats too."""
HELD = """
FROM {custody} held JOIN {ledger} ledger ON ledger."case" = held."case" WHERE """
MISSED = """
(SELECT count(*) FROM {deadlines} d WHERE d."case" = held."case" AND d.breaches
AND d.missed_at > held.since AND (held.until IS NULL OR d.missed_at <= held.until))
"""


class SpellsParams(Paged):
    """Whose, and when. A spell belongs to a period that it touches."""

    holder: Word | None = Field(default=None, description="A unit or a seat; a unit's seats count as the unit.")
    first_day: date | None = None
    last_day: date | None = Field(default=None, description="Included.")
    missed: bool | None = Field(default=None, description="Only those in which a binding time limit ran out.")
    number: Words = Field(default=(), description="Of the cases.")


class CaseSpell(Hand):
    """One holder's time with one case."""

    case: UUID
    case_number: str
    hours: float = Field(description="Until it was handed on, or until the instant asked about.")
    missed: int = Field(description="Binding time limits of the case that ran out meanwhile, whoever owned them.")


class Spells(Page):
    """A page of spells, the latest first."""

    items: list[CaseSpell]
    cases: int = Field(description="How many cases they belong to.")


COLUMNS = tuple(name for name in Hand.model_fields if name != "number")


def spells(asked: Asked) -> Spells:
    """Spells under the filters, of the cases that the caller's grants cover. Raises NoGrant."""
    params: SpellsParams = asked.params
    condition, values = where(
        {
            HELD_BY: params.holder,
            "(held.until IS NULL OR held.until > %s)": midnight(params.first_day) if params.first_day else None,
            "held.since < %s": midnight(params.last_day + ONE_DAY) if params.last_day else None,
            "ledger.number = ANY(%s)": list(params.number) or None,
            f"({MISSED} > 0) = %s": params.missed,
            'held."case" = ANY(%s)': granted_cases(asked.api, asked.who),
        }
    )
    views = {"custody": Custody, "ledger": CaseLedger, "deadlines": Timeliness}
    query, held = asked.api.reader.query, HELD + condition
    total, cases = query(f'SELECT count(*), count(DISTINCT held."case") {held}', asked.as_of, values, **views)[0]
    columns = ", ".join(f"held.{name}" for name in COLUMNS)
    page = f'ORDER BY held.since DESC, held."case", held.number DESC LIMIT {params.limit:d} OFFSET {params.offset:d}'
    text = f'SELECT held."case", ledger.number, held.number, {MISSED}, {columns} {held} {page}'
    return Spells(
        items=[_spell(asked, row) for row in query(text, asked.as_of, values, **views)],
        cases=cases,
        total=total,
        limit=params.limit,
        offset=params.offset,
    )


def _spell(asked: Asked, row: tuple[Any, ...]) -> CaseSpell:
    case, case_number, number, missed, *hand = row
    values = dict(zip(COLUMNS, hand, strict=True))
    hours = max(((values["until"] or asked.at) - values["since"]).total_seconds() / HOUR, 0.0)
    values |= {"case": case, "case_number": case_number, "number": number, "missed": missed, "hours": round(hours, 2)}
    return CaseSpell.model_validate(values)


QUESTIONS = (
    Question(
        "/api/spells", "cases.review", "Which cases a unit or a seat held, and when", SpellsParams, Spells, spells
    ),
)
