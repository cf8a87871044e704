"""Which term the score pages open on, and which others are a chip away: all that have anything recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from adapters.http.api.scored_term import authority_of
from adapters.http.question import Asked
from adapters.http.visibility import own_unit
from domain.calendar.terms import Term
from domain.errors import Refused
from domain.rules.scoring import scoring_of
from domain.values import AuthorityId
from projections.case_ledger import CaseLedger
from projections.findings import FindingsView
from projections.organisation import Units
from projections.scores import PublishedScores

REGISTERED = "SELECT min(registered_at), max(registered_at) FROM {cases} WHERE authority = %s"
NAMED = """
    SELECT term FROM {marks} WHERE term IS NOT NULL AND unit = ANY(%s)
    UNION SELECT term FROM {bulletins} WHERE authority = %s
"""
"""Terms that a mark or a bulletin names."""


def opened_on(asked: Asked, unit: str | None = None, *, is_about_points: bool = True) -> Asked:
    """The same question, about the last finished month where no term is named and something was recorded by then.

    A month that runs has next to nothing in it at first. Raises NotFound.
    """
    if asked.params.term:
        return asked
    authority, running = authority_of(asked, own_unit(asked.who) or unit), Term.month_of(asked.at)
    first, _ = _recorded(asked, authority)
    is_over = first < running.begins and (not is_about_points or _is_scored(asked, authority, running.before))
    term = running.before if is_over else running
    return replace(asked, params=asked.params.model_copy(update={"term": str(term)}))


def terms_around(asked: Asked, authority: AuthorityId, term: Term) -> list[Term]:
    """The running month, every year with anything recorded, and the months and quarters of the one looked at."""
    running = Term.month_of(asked.at)
    first, last = _recorded(asked, authority)
    years, year = [], Term.month_of(first).year
    while year.begins <= last:
        years.append(year)
        year = Term.month_of(year.ends).year
    inside = [each for each in (*term.year.months, *term.year.quarters) if each.ends > first and each.begins <= last]
    return sorted({*years, *inside, running, term, term.year}, key=_in_order)


def _in_order(term: Term) -> tuple[int, datetime]:
    """Months first, then quarters, then years."""
    return len(term.months), term.begins


def _is_scored(asked: Asked, authority: AuthorityId, term: Term) -> bool:
    try:
        scoring_of(asked.api.house.scores.edition_of(authority, term))
    except Refused:
        return False
    return True


def _recorded(asked: Asked, authority: AuthorityId) -> tuple[datetime, datetime]:
    """The first and the last instant anything is recorded about, the moment itself among them."""
    reader, known = asked.api.reader, [asked.at]
    for first_and_last in reader.query(REGISTERED, asked.as_of, [authority], cases=CaseLedger):
        known += [instant for instant in first_and_last if instant is not None]
    units = [row.unit for row in reader.rows(Units, asked.as_of, authority=authority)]
    views = {"marks": FindingsView, "bulletins": PublishedScores}
    for (text,) in reader.query(NAMED, asked.as_of, [units, authority], **views):
        known += [Term(text).begins, Term(text).last_moment]
    return min(known), max(known)
