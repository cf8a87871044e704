"""The months of an indicator chart: how many orders of each sort, counted where they lie; rules stay with the rates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from weakref import WeakKeyDictionary

from adapters.http.needs import Views
from adapters.http.question import Asked
from application.scores.indicators import rated_apart
from application.scores.months import Month, Sort
from domain.calendar.terms import Term
from domain.regulations.model import Edition
from domain.values import AuthorityId
from projections.case_ledger import CaseLedger
from projections.scores import PublishedScores
from projections.timeliness import BINDING, Timeliness

MONTH = "to_char({} AT TIME ZONE INTERVAL '+08:00', 'YYYY-MM')"
OURS = "authority = %s AND unit = ANY(%s) AND NOT is_imported"
CLOSED = f"""
    SELECT {MONTH.format("closed_at")}, outcome, rating, count(*) FROM {{ledger}}
    WHERE {OURS} AND closed_at >= %s AND closed_at < %s GROUP BY 1, 2, 3
"""
DISPATCHED = f"""
    SELECT {MONTH.format("dispatched_at")}, closed_at IS NOT NULL, count(*) FROM {{ledger}}
    WHERE {OURS} AND dispatched_at >= %s AND dispatched_at < %s GROUP BY 1, 2
"""
ENDED = f"""
    SELECT {MONTH.format("(clock.due_at - INTERVAL '1 microsecond')")}, clock.name, clock.state = 'met', count(*)
    FROM {{deadlines}} AS clock JOIN (SELECT "case" FROM {{ledger}} WHERE {OURS}) AS mine ON mine."case" = clock."case"
    WHERE clock.due_at > %s AND clock.due_at <= %s AND clock.name = ANY(%s) AND clock.state = ANY(%s)
    GROUP BY 1, 2, 3
"""
APART = f"""
    SELECT "case", {MONTH.format("closed_at")}, outcome, rating FROM {{ledger}}
    WHERE {OURS} AND closed_at >= %s AND closed_at < %s AND "case" = ANY(%s)
"""
"""Those whose satisfaction a finding decides, one by one."""


PUBLISHED = "SELECT term, max(reckoned_at) FROM {bulletins} WHERE authority = %s AND term = ANY(%s) GROUP BY term"
MADE_KNOWN: WeakKeyDictionary[Views, dict[tuple[str, str, str, int], Month]] = WeakKeyDictionary()
"""Months as they were made known: reckoned as of a position, so that they never change."""


def charted(asked: Asked, edition: Edition, authority: AuthorityId, terms: Sequence[Term]) -> dict[str, Month]:
    """The months of a span: those made known as they were then, counted once, and the others as they stand."""
    named = [authority, list(map(str, terms))]
    rows = asked.api.reader.query(PUBLISHED, asked.as_of, named, bulletins=PublishedScores)
    positions = {term: position for term, position in rows if asked.at >= Term(term).ends}
    known = MADE_KNOWN.setdefault(asked.api.reader, {})
    open_ones = [number for number, term in enumerate(terms) if str(term) not in positions]
    live = months_of(asked, edition, authority, terms[open_ones[0] : open_ones[-1] + 1]) if open_ones else {}
    found: dict[str, Month] = {}
    for term in terms:
        position = positions.get(str(term))
        if position is None:
            found[str(term)] = live[str(term)]
            continue
        key = (authority, edition.hash, str(term), position)
        if key not in known:
            known |= {key: months_of(replace(asked, as_of=position), edition, authority, [term])[str(term)]}
        found[str(term)] = known[key]
    return found


def months_of(asked: Asked, edition: Edition, authority: AuthorityId, terms: Sequence[Term]) -> dict[str, Month]:
    """The months of a span, each with its sorts of orders; midnight belongs to the day it ends."""
    begins, ends = terms[0].begins, terms[-1].ends
    units = list(asked.api.house.scores.counted.units(authority, asked.as_of))
    found = {str(term): Month() for term in terms}
    of_cases = {"ledger": CaseLedger}
    span: list[Any] = [authority, units, begins, ends]
    for month, outcome, rating, count in asked.api.reader.query(CLOSED, asked.as_of, span, **of_cases):
        found[month].closed[Sort(outcome, rating)] = count
    for month, is_closed, count in asked.api.reader.query(DISPATCHED, asked.as_of, span, **of_cases):
        found[month].dispatched = {**found[month].dispatched, is_closed: count}
    names = [rate.limit for rate in edition.rates.values() if rate.limit]
    due: list[Any] = [authority, units, begins, min(ends, asked.at), names, list(BINDING)]
    for month, name, is_kept, count in asked.api.reader.query(
        ENDED, asked.as_of, due, ledger=CaseLedger, deadlines=Timeliness
    ):
        found[month].ended[name, is_kept] = count
    _tell_apart(asked, edition, authority, terms, found, span)
    return found


def _tell_apart(
    asked: Asked,
    edition: Edition,
    authority: AuthorityId,
    terms: Sequence[Term],
    found: dict[str, Month],
    span: list[Any],
) -> None:
    """Put into each month the sorts of those that were rated bad twice, and of those left out."""
    scores = asked.api.house.scores
    by_month = {str(term): rated_apart(scores.found, edition, authority, term, asked.as_of) for term in terms}
    named = sorted({case for bad, left_out in by_month.values() for case in (*bad, *left_out)})
    if not named:
        return
    for case, month, outcome, rating in asked.api.reader.query(APART, asked.as_of, [*span, named], ledger=CaseLedger):
        bad, left_out = by_month[month]
        if case in left_out:
            found[month].left_out = (*found[month].left_out, Sort(outcome, rating))
        elif case in bad:
            found[month].bad = (*found[month].bad, Sort(outcome, rating))
