"""记分: the league by class, and a card that opens in five columns from its total to the clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from adapters.http.api import scores as api
from adapters.http.api.score_shapes import EntryLine, Head, ItemLine, LeagueLine, Moved, PartLine, SectionLine
from adapters.http.api.scored_term import ScoresParams, authority_of, readings_of, term_of
from adapters.http.api.scores import OfUnit
from adapters.http.pages.disputing import Dispute, disputes_of
from adapters.http.pages.doubts import Doubt, doubt_of
from adapters.http.pages.page import Page, Shown, Sight, in_words_of
from adapters.http.pages.score_clock import clock_of
from adapters.http.pages.score_columns import Figures, columns_of, shown_figure
from adapters.http.pages.score_facts import facts_of
from adapters.http.pages.score_terms import opened_on, terms_around
from adapters.http.pages.span_words import span_words
from adapters.http.pages.titles import titles_of
from adapters.http.pages.views.orders import opened_by
from adapters.http.parameters import Word
from adapters.http.visibility import only_own, own_unit
from application.access import MAY
from domain.calendar.terms import Term
from domain.errors import Refused
from domain.regulations.clauses import Contradiction, Reading
from domain.regulations.model import Edition
from domain.rules.scoring import scoring_of
from domain.values import AuthorityId
from projections.case_ledger import CaseLedger
from projections.findings import FindingsView
from projections.scores import PublishedScores

CONTESTS = 50


class CardParams(OfUnit):
    """Whose card, and what is opened on it."""

    part: Word | None = None
    item: Word | None = None
    entry: int = 0


@dataclass(frozen=True)
class Lost:
    """What something gives, and what it could have given."""

    score: Decimal
    of: Decimal | None

    @property
    def lost(self) -> Decimal:
        """What is missing."""
        return Decimal(0) if self.of is None else self.of - self.score


def league(sight: Sight) -> Shown:
    """Every class of units, who moved since the term before, and what is contested."""
    try:
        sight = replace(sight, asked=opened_on(sight.asked))
        found = api.league(sight.asked)
    except Refused as refused:
        asked = sight.asked
        return {"found": None, "refused": refused, "term": term_of(asked), "chosen": asked.params}
    asked = sight.asked
    edition = _edition(sight, found)
    scoring, term = scoring_of(edition), Term(found.term)
    own = own_unit(asked.who)
    classes = _by_class(found.units, own)
    contested, how_many = _contested(sight)
    return {
        "found": found,
        "edition": edition,
        "term": term,
        "terms": terms_around(asked, AuthorityId(found.authority), term),
        "chosen": asked.params,
        "classes": classes,
        "class_words": {known.code: sight.tongue(known.words.zh, known.words.en) for known in scoring.classes},
        "before": _places_before(sight, term),
        "own": own,
        "columns": {code: columns_of(scoring, code, list(map(_figures, lines))) for code, lines in classes.items()},
        "scoring": scoring,
        "contested": [
            (row, disputes_of(sight, row.subject, row.finding, row.status, row.unit, row.is_by_rule))
            for row in contested
        ],
        "contested_total": how_many,
        "readings": [doubt_of(sight, each) for each in _readings(_known(sight, found), "scoring")],
        "tried": _tried(sight, edition),
        "otherwise": _otherwise(sight),
        "other_texts": [each.id for each in asked.api.editions if each.scoring is not None and each.id != edition.id],
        "moved_numbers": _numbers(sight, found.moved),
        "published": _published(sight, term, authority=found.authority)
        or _published(sight, term.before, authority=found.authority),
        "figure": shown_figure,
    }


def card(sight: Sight) -> Shown:
    """One unit's card: five columns, each a step nearer to the facts. Raises NotFound, NotYours."""
    sight = replace(sight, asked=opened_on(sight.asked, sight.asked.params.unit))
    asked, params = sight.asked, sight.asked.params
    found = api.card(asked)
    sight, edition = in_words_of(sight, found.edition), _edition(sight, found)
    sections = [section for section in found.sections if section.applies]
    parts = [(section, part) for section in sections for part in section.parts]
    section, part = next((each for each in parts if each[1].part == params.part), None) or max(
        parts, key=lambda each: max(map(_weight, each[1].items))
    )
    item = next((each for each in part.items if each.item == params.item), None) or max(part.items, key=_weight)
    lines = [*item.entries, *item.overturned]
    number = min(max(params.entry, 0), len(lines) - 1)
    entry = lines[number] if lines else None
    cases = sorted({UUID(each.case) for each in lines if each.case})
    rows = asked.api.reader.rows(CaseLedger, asked.as_of, where={"case__in": cases}) if cases else []
    clause = entry.clause if entry else item.clause
    clock = clock_of(sight, entry)
    figures = Figures({each.section: each.score for each in sections}, {each.section: each.earned for each in sections})
    return {
        "card": found,
        "named": sight.named,
        "scoring": scoring_of(edition),
        "columns": columns_of(scoring_of(edition), found.unit_class, [figures]),
        "edition": edition,
        "term": Term(found.term),
        "terms": terms_around(asked, AuthorityId(found.authority), Term(found.term)),
        "chosen": params,
        "kept": {"term": found.term, "edition": params.edition, "reading": list(params.reading)},
        "section": section,
        "part": part,
        "item": item,
        "entry": entry,
        "entry_no": number,
        "lines": lines,
        "lost": _lost,
        "figure": shown_figure,
        "numbers": {str(row.case): row.number for row in rows},
        "titles": {str(case): title for case, title in titles_of(sight, cases).items()},
        "clock": clock,
        "facts": facts_of(sight, entry, clock),
        "orders": opened_by(scoring_of(edition), found.term, item, entry),
        "clause": edition.clauses.get(clause),
        "readings": [doubt_of(sight, each) for each in _readings(edition, f"scoring.items.{item.item}")],
        "tried": _tried(sight, edition),
        "moved_numbers": _numbers(sight, found.moved),
        "contradictions": _contradictions(edition, part),
        "published": _published(sight, Term(found.term), unit=found.unit)
        or _published(sight, Term(found.term).before, unit=found.unit),
        "own": own_unit(asked.who),
        "disputes": _disputes(sight, found.unit, entry),
        "rulers": [role for role, may in MAY.items() if "findings.uphold" in may],
        "contest": edition.contest,
        "contest_within": sight.tongue(*span_words(edition.contest.within)) if edition.contest else "",
    }


def _lost(of: SectionLine | PartLine | ItemLine) -> Lost:
    if isinstance(of, SectionLine):
        return Lost(Decimal(of.score), None if of.extra else Decimal(of.points))
    if isinstance(of, PartLine):
        items = [_lost(item) for item in of.items]
        known = [each.of for each in items if each.of is not None]
        return Lost(Decimal(of.score), sum(known, Decimal(0)) if known else None)
    counts_full = of.applies and (of.is_task or of.direction == "deduct")
    return Lost(Decimal(of.score), Decimal(of.points or 0) if counts_full else None)


def _weight(item: ItemLine) -> tuple[Decimal, int]:
    """What opens first: where most was lost, or else where something was given back."""
    return _lost(item).lost, len(item.overturned)


def _by_class(lines: Sequence[LeagueLine], own: str | None) -> dict[str, list[LeagueLine]]:
    """Class → its units, best first; a unit's own class comes first."""
    classes: dict[str, list[LeagueLine]] = {line.unit_class: [] for line in lines if line.unit == own}
    for line in lines:
        classes.setdefault(line.unit_class, []).append(line)
    return classes


def _figures(line: LeagueLine) -> Figures:
    return Figures(line.sections, line.earned)


def _edition(sight: Sight, found: Head) -> Edition:
    """As it is read in the question: its readings may be taken otherwise."""
    return _known(sight, found).with_readings(readings_of(sight.asked))


def _known(sight: Sight, found: Head) -> Edition:
    """The text in the content the scores were reckoned by: the one adopted then, which may be an earlier one."""
    if sight.asked.params.edition:
        return sight.asked.api.house.desk.editions.edition(sight.asked.params.edition)
    return sight.asked.api.house.scores.edition_of(AuthorityId(found.authority), Term(found.term))


def _readings(edition: Edition, key: str) -> list[Reading]:
    """Readings that touch a key, and those about scoring that may be taken otherwise."""
    return [reading for reading in edition.readings if reading.touches(key)]


def _tried(sight: Sight, edition: Edition) -> list[Doubt]:
    """What is read otherwise in the question, as it is read there."""
    named = readings_of(sight.asked)
    return [doubt_of(sight, reading) for reading in edition.readings if reading.id in named]


def _contradictions(edition: Edition, part: PartLine) -> list[Contradiction]:
    return [each for each in edition.contradictions if part.clause in each.clauses and part.printed]


def _numbers(sight: Sight, moved: Sequence[Moved]) -> dict[str, str]:
    """Numbers of the cases whose deadlines made something move."""
    cases = {UUID(entry.case) for each in moved if each.grounds for entry in (*each.gone, *each.come) if entry.case}
    rows = (
        sight.asked.api.reader.rows(CaseLedger, sight.asked.as_of, where={"case__in": sorted(cases)}) if cases else []
    )
    return {str(row.case): row.number for row in rows}


def _otherwise(sight: Sight) -> str:
    """Which reading is tried, as it is written in the form."""
    return next(iter(sight.asked.params.reading), "")


def _places_before(sight: Sight, term: Term) -> dict[str, int]:
    """Everybody's place in the term before; nothing where nothing was scored then, or nothing moved anybody."""
    asked = sight.asked
    try:
        sheet = asked.api.house.scores.sheet(authority_of(asked), term.before, asked.as_of)
    except Refused:
        return {}
    places = {str(scored.unit): scored.place for scored in sheet.units.values()}
    return places if set(places.values()) != {1} else {}


def _disputes(sight: Sight, unit: str, entry: EntryLine | None) -> list[Dispute]:
    if entry is None or entry.finding is None or entry.subject is None:
        return []
    by_rule = entry.case is not None
    return disputes_of(sight, entry.subject, entry.finding, entry.status or "", unit, by_rule)


def _published(sight: Sight, term: Term, **whose: str) -> PublishedScores.Row | None:
    """What was made known last of a term."""
    rows = sight.asked.api.reader.rows(PublishedScores, sight.asked.as_of, where=whose, limit=1, term=str(term))
    return rows[0] if rows else None


def _contested(sight: Sight) -> tuple[list[FindingsView.Row], int]:
    """What waits to be ruled on, the oldest first, and how many there are in all."""
    units = only_own(sight.asked.who, ())
    where = {"unit__in": list(units)} if units else {}
    rows = sight.asked.api.reader.rows(
        FindingsView, sight.asked.as_of, where=where, order=("position",), status="contested"
    )
    return rows[:CONTESTS], len(rows)


LEAGUE = Page("/scores", "scores.read", "scores.html", league, ScoresParams, "scores")
CARD = Page("/scores/{unit}", "scores.read", "scorecard.html", card, CardParams, "scores")
