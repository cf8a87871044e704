"""The answer to a question about points, as plain data: how many, by which clause, and read otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from application.points.question import PointsUnanswerable, Question, causes, counts, number
from application.points.rates import ranking_answer, rate_answer
from domain.regulations.book import Book
from domain.regulations.model import Edition, EditionError
from domain.regulations.scoring import Scoring
from domain.rules.deductions import class_mean
from domain.rules.fractions import exactly
from domain.rules.scorecard import Counts, ItemScore, Scorecard
from domain.rules.scoring import combined, rounded, score, scoring_of

Answer = dict[str, Any]
"""Points as text, so that no digit is lost."""


def plain(value: Decimal) -> str:
    """A figure without superfluous noughts."""
    return f"{value.normalize():f}" if value else "0"


def answer(book: Book, question: Question) -> Answer:
    """How many points. Raises Refused."""
    edition = _edition(book, question.edition, dict(question.readings))
    found = _under(edition, question)
    others = _alternatives(book, edition, question, found)
    return {**found, **({"alternatives": others} if others else {})}


def _edition(book: Book, edition_id: str, readings: dict[str, str]) -> Edition:
    try:
        return book.read(edition_id, readings)
    except KeyError as unknown:
        raise PointsUnanswerable(str(unknown.args[0]), remedy="name a known edition") from unknown
    except EditionError as fault:
        raise PointsUnanswerable(str(fault), remedy="name a reading the edition offers") from fault


def _under(edition: Edition, question: Question) -> Answer:
    """The answer under one set of readings."""
    about, facts = question.about, question.facts
    if about.startswith("rates."):
        return rate_answer(edition, about.removeprefix("rates."), facts)
    if about.startswith("rankings."):
        return ranking_answer(edition, about.removeprefix("rankings."), facts)
    scoring = scoring_of(edition)
    if about == "total":
        return _total(edition, scoring, facts)
    counted = counts(facts)
    card = score(edition, causes(edition, facts), counted)
    if about in scoring.items:
        return _item(edition, scoring, card, card.items[about], counted)
    if about in scoring.parts:
        return _part(edition, scoring, card, about)
    if about in scoring.sections:
        return _section(edition, scoring, about)
    known = ", ".join(["total", *scoring.order, *scoring.parts, *scoring.item_parts])
    raise PointsUnanswerable(f"{edition.id} scores no {about!r}", remedy=f"name one of: {known}")


def _item(edition: Edition, scoring: Scoring, card: Scorecard, item: ItemScore, counted: Counts) -> Answer:
    rules = scoring.items[item.item].rules.values()
    answered: Answer = {
        "edition": edition.id,
        "item": item.item,
        "clause": item.clause,
        "cap": None if item.points is None else plain(item.points),
        "applies": item.applies,
        "raw": plain(item.raw),
        "moved": plain(item.moved),
        "score": plain(item.score),
        "entries": [
            {
                "clause": entry.clause,
                "rule": entry.rule,
                "points": plain(entry.points),
                "counted": plain(entry.counted),
                **({"finding": entry.cause.finding} if entry.cause else {}),
                **dict(entry.reckoned),
            }
            for entry in item.entries
        ],
    }
    for rule in rules:
        if rule.form == "below_mean" and counted.satisfaction:
            quarter = counted.satisfaction[-1]
            rate, mean = quarter.unit.rate, class_mean(rule, quarter.peers)
            answered["rate_percent"] = None if rate is None else plain(rounded(rate, 2))
            answered["class_average"] = None if mean is None else plain(rounded(mean, 2))
        if rule.form == "streak":
            answered |= {"talk": bool(card.talks), **({"talk_with": card.talks[0][0]} if card.talks else {})}
    return answered


def _part(edition: Edition, scoring: Scoring, card: Scorecard, code: str) -> Answer:
    part = next(part for section in card.sections for part in section.parts if part.part == code)
    return {
        "edition": edition.id,
        "part": code,
        "clause": scoring.parts[code].clause,
        "raw": plain(part.raw),
        "score": plain(part.score),
        "items": {item.item: plain(item.score) for item in part.items},
        **_sums(scoring, code),
    }


def _sums(scoring: Scoring, code: str) -> Answer:
    part = scoring.parts[code]
    known = [scoring.items[item].points for item in part.items]
    sums = {"item_sum": plain(sum((points for points in known if points is not None), Decimal(0)))}
    return {"points": plain(part.points), **sums, **({"printed": plain(part.printed)} if part.printed else {})}


def _section(edition: Edition, scoring: Scoring, code: str) -> Answer:
    section = scoring.sections[code]
    parts = [scoring.parts[part] for part in section.parts]
    printed = sum((part.points if part.printed is None else part.printed for part in parts), Decimal(0))
    return {
        "edition": edition.id,
        "section": code,
        "clause": section.clause,
        "points": plain(section.points),
        "parts_sum": plain(sum((part.points for part in parts), Decimal(0))),
        "printed_parts_sum": plain(printed),
        "parts": {part: _sums(scoring, part) for part in section.parts},
    }


def _total(edition: Edition, scoring: Scoring, facts: Mapping[str, object]) -> Answer:
    """The total that findings lead to, or sections whose scores are told. Raises PointsUnanswerable."""
    if facts.keys() & edition.findings.keys():
        card = score(edition, causes(edition, facts), counts(facts))
        gives = {section.section: plain(section.score) for section in card.sections}
        return {"edition": edition.id, "clause": scoring.clause, "total": plain(card.total), "sections": gives}
    unknown = sorted(facts.keys() - scoring.sections.keys() - {"class", "not_applying"})
    if unknown:
        known = ", ".join([*scoring.order, "class", "not_applying"])
        raise PointsUnanswerable(f"nothing looks at {', '.join(unknown)}", remedy=f"name some of: {known}, or findings")
    earned = {code: number(facts.get(code, 0), code) for code in scoring.sections}
    told = facts.get("not_applying", ())
    not_applying = told.split(",") if isinstance(told, str) else list(told) if isinstance(told, (list, tuple)) else []
    missing = {
        code: sum(
            (
                scoring.items[item].points or Decimal(0)
                for part in section.parts
                for item in scoring.parts[part].items
                if item in not_applying
            ),
            Decimal(0),
        )
        for code, section in scoring.sections.items()
    }
    total, shares = combined(scoring, str(facts.get("class", "")), earned, missing)
    gives = {code: plain(exactly(share)) for code, share in shares.items()}
    return {"edition": edition.id, "clause": scoring.clause, "total": plain(total), "sections": gives}


def _alternatives(book: Book, edition: Edition, question: Question, found: Answer) -> Answer:
    """What other readings of what it touches would give, one at a time, where that differs."""
    shown = next((name for name in ("moved", "total") if name in found), None)
    if shown is None:
        return {}
    key = "scoring.items." + question.about if shown == "moved" else "scoring.sections"
    chosen = {reading.id: reading.chosen for reading in edition.readings}
    others: Answer = {}
    for reading in edition.readings:
        if not (reading.touches(key) or (shown == "total" and reading.touches("scoring.prorate"))):
            continue
        for choice in reading.alternatives:
            read = _under(book.read(edition.id, chosen | {reading.id: choice.id}), question)
            if read[shown] != found[shown]:
                others[choice.label or choice.id] = read[shown]
    return others
