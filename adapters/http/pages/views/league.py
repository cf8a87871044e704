"""记分榜: every class of units by its totals, what is contested, and what another reading would make of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from adapters.http.api import scores as api
from adapters.http.api.score_shapes import LeagueLine
from adapters.http.api.scored_term import ScoresParams, authority_of, term_of
from adapters.http.pages.disputing import disputes_of
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.pages.score_columns import Figures, columns_of, shown_figure
from adapters.http.pages.score_terms import opened_on, terms_around
from adapters.http.pages.score_text import (
    doubts_about,
    made_known,
    numbers_moved,
    text_as_asked,
    text_in_force,
    tried,
)
from adapters.http.visibility import only_own, own_unit
from domain.calendar.terms import Term
from domain.errors import Refused
from domain.rules.scoring import scoring_of
from domain.values import AuthorityId
from projections.findings import FindingsView
from projections.scores import PublishedScores

CONTESTS = 50


def view(sight: Sight) -> Shown:
    """Every class of units, who moved since the term before, and what is contested."""
    try:
        sight = replace(sight, asked=opened_on(sight.asked))
        found = api.league(sight.asked)
    except Refused as refused:
        asked = sight.asked
        return {"found": None, "refused": refused, "term": term_of(asked), "chosen": asked.params}
    asked, own = sight.asked, own_unit(sight.asked.who)
    edition, term = text_as_asked(sight, found), Term(found.term)
    scoring, classes = scoring_of(edition), _by_class(found.units, own)
    contested = _contested(sight)
    return {
        "found": found,
        "edition": edition,
        "scoring": scoring,
        "term": term,
        "terms": terms_around(asked, AuthorityId(found.authority), term),
        "chosen": asked.params,
        "published": made_known(sight, term, authority=found.authority),
        "made_known": _made_known(sight, term),
        "classes": classes,
        "class_words": {known.code: sight.tongue(known.words.zh, known.words.en) for known in scoring.classes},
        "columns": {code: columns_of(scoring, code, list(map(_figures, lines))) for code, lines in classes.items()},
        "before": _places_before(sight, term),
        "own": own,
        "contested": [
            (row, disputes_of(sight, row.subject, row.finding, row.status, row.unit, row.is_by_rule))
            for row in contested[:CONTESTS]
        ],
        "contested_total": len(contested),
        "readings": doubts_about(sight, text_in_force(sight, found), "scoring"),
        "tried": tried(sight, edition),
        "otherwise": next(iter(asked.params.reading), ""),
        "other_texts": [each.id for each in asked.api.editions if each.scoring is not None and each.id != edition.id],
        "moved_numbers": numbers_moved(sight, found.moved),
        "figure": shown_figure,
    }


def _by_class(lines: Sequence[LeagueLine], own: str | None) -> dict[str, list[LeagueLine]]:
    """Class → its units, best first; a unit's own class comes first."""
    classes: dict[str, list[LeagueLine]] = {line.unit_class: [] for line in lines if line.unit == own}
    for line in lines:
        classes.setdefault(line.unit_class, []).append(line)
    return classes


def _figures(line: LeagueLine) -> Figures:
    return Figures(line.sections, line.earned)


def _places_before(sight: Sight, term: Term) -> dict[str, int]:
    """Everybody's place in the term before: as it was made known, or else as it is reckoned.

    Nothing where nothing was scored then, or nothing moved anybody.
    """
    asked, authority = sight.asked, authority_of(sight.asked)
    rows = asked.api.reader.rows(PublishedScores, asked.as_of, authority=authority, term=str(term.before))
    places = {str(row.unit): row.place for row in rows}
    if not places:
        try:
            sheet = asked.api.house.scores.sheet(authority, term.before, asked.as_of)
        except Refused:
            return {}
        places = {str(scored.unit): scored.place for scored in sheet.units.values()}
    return places if set(places.values()) != {1} else {}


def _made_known(sight: Sight, term: Term) -> dict[str, str]:
    """Everybody's total as it was made known last; nothing before that."""
    where = {"authority": authority_of(sight.asked), "term": str(term)}
    rows = sight.asked.api.reader.rows(PublishedScores, sight.asked.as_of, where=where, order=("position",))
    return {str(row.unit): row.total for row in rows}


def _contested(sight: Sight) -> list[FindingsView.Row]:
    """What waits to be ruled on, the oldest first."""
    units = only_own(sight.asked.who, ())
    where = {"unit__in": list(units)} if units else {}
    found: list[FindingsView.Row] = sight.asked.api.reader.rows(
        FindingsView, sight.asked.as_of, where=where, order=("position",), status="contested"
    )
    return found


PAGE = Page("/scores", "scores.read", "league.html", view, ScoresParams, "scores")
