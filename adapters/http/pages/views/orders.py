"""一个数由哪些件组成: the orders a figure is taken over, each with what it counts as and a way to its file."""

from __future__ import annotations

from adapters.http.api import orders as api
from adapters.http.api.orders import DAYS, SATISFACTION, OrdersParams
from adapters.http.api.score_shapes import EntryLine, ItemLine
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.pages.paging import pages_of
from adapters.http.pages.titles import titles_of
from domain.calendar.terms import Term
from domain.regulations.score_rules import BelowMean, Slower
from domain.regulations.scoring import Scoring

RATED = frozenset({SATISFACTION, "satisfied"})
"""Figures about what people said."""


def view(sight: Sight) -> Shown:
    """The figure, and a page of its orders. Raises Refused."""
    found = api.orders(sight.asked)
    params = sight.asked.params
    return {
        "found": found,
        "term": Term(found.term),
        "chosen": params,
        "pages": pages_of(sight, found),
        "kept": {
            name: value
            for name in ("authority", "of", "unit", "unit_class", "kind", "channel", "edition", "reading")
            if (value := getattr(params, name))
        },
        "shows": {
            "due": any(line.due_at for line in found.items),
            "days": params.of == DAYS,
            "rated": params.of in RATED,
        },
        "titles": titles_of(sight, [line.case for line in found.items]),
    }


def opened_by(scoring: Scoring, term: str, item: ItemLine, entry: EntryLine | None) -> dict[str, str]:
    """What shows the orders behind an entry, or an item that lost nothing; empty where none are counted."""
    if entry is not None:
        told = entry.reckoned
        return {
            "slower": {"of": DAYS, "term": told.get("month", term), "kind": told.get("kind", "")},
            "below_mean": {"of": SATISFACTION, "term": told.get("quarter", term)},
        }.get(entry.form, {})
    forms = {type(rule) for rule in scoring.items[item.item].rules.values()}
    if Slower in forms:
        return {"of": DAYS, "term": term}
    return {"of": SATISFACTION, "term": term} if BelowMean in forms else {}


PAGE = Page("/indicators/orders", "scores.read", "orders.html", view, OrdersParams, "indicators")
