"""The months of a chart: those made known as they were then, the others as they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from weakref import WeakKeyDictionary

from adapters.http.api.tallies import BY_MONTH, tallied
from adapters.http.needs import Views
from adapters.http.question import Asked
from application.scores.indicators import rated_apart
from application.scores.tallies import Tally
from domain.calendar.terms import Term
from domain.regulations.model import Edition
from domain.values import AuthorityId
from projections.scores import PublishedScores

PUBLISHED = "SELECT term, max(reckoned_at) FROM {bulletins} WHERE authority = %s AND term = ANY(%s) GROUP BY term"
MADE_KNOWN: WeakKeyDictionary[Views, dict[tuple[str, str, str, int], Tally]] = WeakKeyDictionary()
"""Months as they were made known: reckoned as of a position, so that they never change."""


def charted(asked: Asked, edition: Edition, authority: AuthorityId, terms: Sequence[Term]) -> dict[str, Tally]:
    """The months of a span: those made known as they were then, counted once, and the others as they stand."""
    named = [authority, list(map(str, terms))]
    rows = asked.api.reader.query(PUBLISHED, asked.as_of, named, bulletins=PublishedScores)
    positions = {term: position for term, position in rows if asked.at >= Term(term).ends}
    known = MADE_KNOWN.setdefault(asked.api.reader, {})
    open_ones = [number for number, term in enumerate(terms) if str(term) not in positions]
    live = months_of(asked, edition, authority, terms[open_ones[0] : open_ones[-1] + 1]) if open_ones else {}
    found: dict[str, Tally] = {}
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


def months_of(asked: Asked, edition: Edition, authority: AuthorityId, terms: Sequence[Term]) -> Mapping[str, Tally]:
    """The months of a span, one after the other, each with its sorts of orders."""
    scores, span = asked.api.house.scores, (terms[0].begins, terms[-1].ends)
    apart = {str(term): rated_apart(scores.found, edition, authority, term, asked.as_of) for term in terms}
    found = tallied(asked, edition, authority, span, BY_MONTH, apart)
    return {str(term): found.get(str(term), Tally()) for term in terms}
