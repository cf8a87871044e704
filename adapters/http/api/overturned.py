"""Findings of a term that were overturned: they cost nothing any more, and stay to be seen where they once did."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from adapters.http.question import Asked
from application.scores.material import A_MOMENT
from application.scores.plain import Plain, plain_entry
from application.scores.sheet import Sheet
from domain.calendar.terms import Term
from domain.regulations.scoring import Item
from domain.rules.scorecard import Cause, Entry
from domain.rules.scoring import scoring_of
from domain.values import UnitId
from projections.findings import FindingsView

NOTHING = Decimal(0)


def with_overturned(asked: Asked, sheet: Sheet, unit: UnitId, card: Plain) -> None:
    """Put into each item of a plain card what was overturned of it."""
    rows = asked.api.reader.rows(FindingsView, asked.as_of, order=("position",), unit=unit, status="overturned")
    fallen = [row for row in rows if _is_of(sheet.term, row)]
    known = scoring_of(sheet.edition).items
    for section in card["sections"]:
        for part in section["parts"]:
            for item in part["items"]:
                item["overturned"] = [plain_entry(entry) for entry in _entries(known[item["item"]], fallen)]


def _is_of(term: Term, row: FindingsView.Row) -> bool:
    """Whether it counted in a term, as long as it stood."""
    if row.term is not None:
        return set(Term(row.term).months) <= set(term.months)
    return term.holds(row.established_at - A_MOMENT)


def _entries(item: Item, fallen: list[FindingsView.Row]) -> Iterator[Entry]:
    for row in fallen:
        rule = next(((name, rule) for name, rule in item.rules.items() if row.kind in rule.kinds), None)
        if rule is not None:
            case = row.case if row.term is None else None
            amount = None if row.amount is None else Decimal(row.amount)
            cause = Cause(row.kind, row.finding, case, row.subject, row.position, row.part, amount, row.status)
            yield Entry(rule[0], rule[1].form, rule[1].clause, NOTHING, cause=cause)
