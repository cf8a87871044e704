"""记分卡: one unit's card, which opens in five columns from its total to the clause."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from adapters.http.api import scores as api
from adapters.http.api.score_shapes import Card, EntryLine, ItemLine
from adapters.http.pages.disputing import Dispute, disputes_of
from adapters.http.pages.page import Page, Shown, Sight, in_words_of
from adapters.http.pages.score_clock import clock_of
from adapters.http.pages.score_columns import Figures, columns_of, shown_figure
from adapters.http.pages.score_facts import facts_of
from adapters.http.pages.score_opened import CardParams, Opened, lost, moved_items, opened
from adapters.http.pages.score_terms import opened_on, terms_around
from adapters.http.pages.score_text import (
    doubts_about,
    made_known,
    numbers_moved,
    numbers_of,
    text_as_asked,
    totals_made_known,
    tried,
)
from adapters.http.pages.span_words import span_words
from adapters.http.pages.titles import titles_of
from adapters.http.pages.views.orders import opened_by
from adapters.http.visibility import own_unit
from application.access import MAY
from application.scores.material import rules_of
from domain.calendar.terms import Term
from domain.regulations.model import Edition
from domain.regulations.score_rules import Done, Streak
from domain.regulations.scoring import Scoring
from domain.rules.scoring import scoring_of
from domain.values import AuthorityId


def view(sight: Sight) -> Shown:
    """The total, and what is opened of it: each column a step nearer to the facts. Raises NotFound, NotYours."""
    sight = replace(sight, asked=opened_on(sight.asked, sight.asked.params.unit))
    asked, params = sight.asked, sight.asked.params
    found = api.card(asked)
    sight, edition, term = in_words_of(sight, found.edition), text_as_asked(sight, found), Term(found.term)
    return {
        "card": found,
        "named": sight.named,
        "edition": edition,
        "scoring": scoring_of(edition),
        "term": term,
        "terms": terms_around(asked, AuthorityId(found.authority), term),
        "totals": totals_made_known(sight, found.unit),
        "chosen": params,
        "kept": {"term": found.term, "edition": params.edition, "reading": list(params.reading)},
        "published": made_known(sight, term, unit=found.unit),
        "columns": columns_of(scoring_of(edition), found.unit_class, [_figures(found)]),
        "streak_clause": next((rule.clause for rule in rules_of(scoring_of(edition), Streak)), None),
        "tried": tried(sight, edition),
        "moved_numbers": numbers_moved(sight, found.moved),
        "own": own_unit(asked.who),
        "moved_items": moved_items(found),
        "lost": lost,
        "figure": shown_figure,
        **_columns(sight, found, edition, opened(found, params)),
    }


def _columns(sight: Sight, card: Card, edition: Edition, chosen: Opened) -> Shown:
    """What stands in the five of them."""
    part, item, entry = chosen.part, chosen.item, chosen.entry
    cases = {UUID(each.case) for each in chosen.lines if each.case}
    clock = clock_of(sight, entry)
    return {
        "part": part,
        "item": item,
        "lines": chosen.lines,
        "entry": entry,
        "entry_no": chosen.number,
        "to_do": _to_do(scoring_of(edition), item),
        "numbers": numbers_of(sight, cases),
        "titles": {str(case): title for case, title in titles_of(sight, sorted(cases)).items()},
        "disputes": _disputes(sight, card.unit, entry),
        "rulers": [role for role, may in MAY.items() if "findings.uphold" in may],
        "contest": edition.contest,
        "contest_within": sight.tongue(*span_words(edition.contest.within)) if edition.contest else "",
        "clock": clock,
        "facts": facts_of(sight, entry, clock),
        "orders": opened_by(scoring_of(edition), card.term, item, entry),
        "clause": edition.clauses.get(entry.clause if entry else item.clause),
        "readings": doubts_about(sight, edition, f"scoring.items.{item.item}"),
        "contradictions": [each for each in edition.contradictions if part.clause in each.clauses and part.printed],
    }


def _figures(card: Card) -> Figures:
    sections = [section for section in card.sections if section.applies]
    return Figures({each.section: each.score for each in sections}, {each.section: each.earned for each in sections})


def _to_do(scoring: Scoring, item: ItemLine) -> list[tuple[str, str, str]]:
    """Tasks that earn points and are not recorded as done: of which kind, which, and how many points each."""
    done = {entry.part for entry in item.entries}
    rules = (rule for rule in scoring.items[item.item].rules.values() if isinstance(rule, Done))
    return [
        (kind, task, shown_figure(points))
        for rule in rules
        for kind in rule.of
        for task, points in rule.tasks.items()
        if task not in done
    ]


def _disputes(sight: Sight, unit: str, entry: EntryLine | None) -> list[Dispute]:
    if entry is None or entry.finding is None or entry.subject is None:
        return []
    by_rule = entry.case is not None
    return disputes_of(sight, entry.subject, entry.finding, entry.status or "", unit, by_rule)


PAGE = Page("/scores/{unit}", "scores.read", "scorecard.html", view, CardParams, "scores")
