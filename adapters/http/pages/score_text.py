"""The text that scores on a page are reckoned by, its readings, and what was made known of them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from adapters.http.api.score_shapes import Head, Moved
from adapters.http.api.scored_term import readings_of
from adapters.http.pages.doubts import Doubt, doubt_of
from adapters.http.pages.page import Sight
from domain.calendar.terms import Term
from domain.regulations.model import Edition
from domain.values import AuthorityId
from projections.case_ledger import CaseLedger
from projections.scores import PublishedScores


def text_in_force(sight: Sight, found: Head) -> Edition:
    """The text in the content the scores were reckoned by: the one adopted then, which may be an earlier one."""
    if sight.asked.params.edition:
        return sight.asked.api.house.desk.editions.edition(sight.asked.params.edition)
    return sight.asked.api.house.scores.edition_of(AuthorityId(found.authority), Term(found.term))


def text_as_asked(sight: Sight, found: Head) -> Edition:
    """As it is read in the question: its readings may be taken otherwise."""
    return text_in_force(sight, found).with_readings(readings_of(sight.asked))


def doubts_about(sight: Sight, edition: Edition, key: str) -> list[Doubt]:
    """Readings that touch a key, those about scoring among them that may be taken otherwise."""
    return [doubt_of(sight, reading) for reading in edition.readings if reading.touches(key)]


def tried(sight: Sight, edition: Edition) -> list[Doubt]:
    """What is read otherwise in the question, as it is read there."""
    named = readings_of(sight.asked)
    return [doubt_of(sight, reading) for reading in edition.readings if reading.id in named]


def numbers_moved(sight: Sight, moved: Sequence[Moved]) -> dict[str, str]:
    """Numbers of the cases whose deadlines made something move under the other text."""
    cases = {UUID(entry.case) for each in moved if each.grounds for entry in (*each.gone, *each.come) if entry.case}
    return numbers_of(sight, cases)


def numbers_of(sight: Sight, cases: set[UUID]) -> dict[str, str]:
    """Case → its number."""
    where = {"case__in": sorted(cases)}
    rows = sight.asked.api.reader.rows(CaseLedger, sight.asked.as_of, where=where) if cases else []
    return {str(row.case): row.number for row in rows}


def totals_made_known(sight: Sight, unit: str) -> dict[str, str]:
    """Term → the total of a unit as it was made known last."""
    rows = sight.asked.api.reader.rows(PublishedScores, sight.asked.as_of, order=("position",), unit=unit)
    return {row.term: row.total for row in rows}


def made_known(sight: Sight, term: Term, **whose: str) -> PublishedScores.Row | None:
    """What was made known last of a term, or else of the one before."""
    for each in (term, term.before):
        rows = sight.asked.api.reader.rows(PublishedScores, sight.asked.as_of, where=whose, limit=1, term=str(each))
        if rows:
            found: PublishedScores.Row = rows[0]
            return found
    return None
