"""The answer to a question about a clause, as plain data: until when, on what ground, day by day."""

from __future__ import annotations

from typing import Any

from application.due.events import what_happened
from application.due.extension import extension_answer
from application.due.extension_in_days import extension_in_days
from application.due.facts import as_text, check_names, check_restated, chosen_by_facts, for_rules
from application.due.open_extension import open_extension_answer
from application.due.question import Question, Unanswerable, read_day
from application.due.repeating import repetitions
from application.due.retention import retention_answer, retention_of
from application.due.shapes import basis_of, civil, due_fields
from application.due.starts import read_start
from domain.calendar import Calendar, beijing
from domain.errors import Refused
from domain.regulations.book import Book
from domain.regulations.limits import Limit
from domain.regulations.model import Edition, EditionError
from domain.rules.deadlines import DueAnswer, GovernedByAnotherClause, NewDeadline, due_for, limits_of, matches

Answer = dict[str, Any]
"""Keys in the vocabulary of the worked examples; times as ISO text with +08:00, days as ISO text."""


def answer(book: Book, calendar: Calendar, question: Question) -> Answer:
    """Until when the clause runs.

    Raises Refused: Unanswerable for what cannot be read, else the rule's own refusal (no such clause, no
    limit in it, another clause governs, the limit is not set).
    """
    facts = as_text(question.facts)
    edition = _edition(book, question.edition, dict(question.readings))
    check_names(edition, facts)
    if told := chosen_by_facts(edition, facts):
        edition = _edition(book, question.edition, {**told, **question.readings})
    if until := facts.get("calendar_covers_until"):
        calendar = calendar.known_until(read_day(until, "calendar_covers_until"))
    try:
        found = _under(edition, calendar, question, facts)
        others = _alternatives(book, edition, calendar, question, facts, found)
    except OverflowError as beyond:
        raise Unanswerable("the time lies beyond any calendar", remedy="ask about a nearer day") from beyond
    return {**found, **({"alternatives": others} if others else {})}


def _edition(book: Book, edition_id: str, readings: dict[str, str]) -> Edition:
    try:
        return book.read(edition_id, readings)
    except KeyError as unknown:
        raise Unanswerable(str(unknown.args[0]), remedy="name a known edition") from unknown
    except EditionError as fault:
        raise Unanswerable(str(fault), remedy="name a reading the edition offers") from fault


def _under(edition: Edition, calendar: Calendar, question: Question, facts: dict[str, str]) -> Answer:
    """The answer under one set of readings."""
    if edition.extension is not None and question.clause == edition.extension.clause:
        in_days = edition.extension.cap_days is not None
        return (extension_in_days if in_days else extension_answer)(edition, calendar, question, facts)
    if edition.open_extension is not None and question.clause == edition.open_extension.clause:
        return open_extension_answer(edition, calendar, question, facts)
    if (kept := retention_of(edition, question.clause)) is not None:
        return retention_answer(edition, kept, question, facts)
    limits = limits_of(edition, question.clause)
    start = read_start(question.start, limits[0])
    found = due_for(edition, calendar, question.clause, start.at, for_rules(edition, facts))
    decisive = found.decisive
    check_restated(decisive.limit, facts)
    answered: Answer = {
        "edition": edition.id,
        "clause": question.clause,
        "start": civil(start.at),
        **due_fields(decisive.due),
        **_of_limit(decisive),
        **what_happened(calendar, decisive, facts),
    }
    if decisive.start != start.at:
        answered |= {"clock_start": civil(decisive.start), "started_late": True}
    if decisive.limit.repeats:
        answered |= repetitions(calendar, decisive, facts)
    if others := _others(limits, found, for_rules(edition, facts)):
        answered["other_limits"] = others
    if len(found.deadlines) > 1:
        answered |= {new.limit.id: new.due.last_day.isoformat() for new in found.deadlines}
    if start.zone_assumed:
        answered["zone_assumed"] = True
    if beijing(start.at).date() < edition.effective_from:
        answered["hypothetical"] = True
    answered["basis"] = basis_of(edition, decisive.limit.clause, decisive.limit.source)
    return answered


def _others(limits: tuple[Limit, ...], found: DueAnswer, facts: dict[str, str]) -> list[str]:
    """The clause's other limits that may run on the same matter or, as far as is told, on it instead."""
    shown = {new.limit.id for new in found.deadlines}
    others = (limit for limit in limits if limit.id not in shown and limit.clock != "citizen")
    return [limit.id for limit in others if matches(limit, facts, lenient=True)]


def _of_limit(deadline: NewDeadline) -> Answer:
    limit = deadline.limit
    fields: Answer = {
        "limit": limit.id,
        "severity": limit.severity,
        "breaches": limit.breaches,
        "owner": limit.owner,
        "stops": list(limit.stops),
        "warn_at": civil(deadline.warn_at),
    }
    if limit.severity == "target":
        fields["kind"] = "target"
    if limit.deems:
        fields |= {"deemed": limit.deems, "at_due": f"deemed {limit.deems.rpartition('_')[2]}"}
    if limit.span.form == "same_day":
        fields["minutes_left"] = int((deadline.due.due_at - deadline.start).total_seconds()) // 60
    return fields


def _alternatives(
    book: Book, edition: Edition, calendar: Calendar, question: Question, facts: dict[str, str], found: Answer
) -> Answer:
    """What the other readings of this clause would give, one at a time, where that differs."""
    chosen = {reading.id: reading.chosen for reading in edition.readings}
    keys = [f"limits.{limit.id}" for limit in edition.limits if limit.clause == question.clause]
    others: Answer = {}
    for reading in edition.readings:
        if reading.clause != question.clause and not any(reading.touches(key) for key in keys):
            continue
        for choice in reading.alternatives:
            read = book.read(edition.id, chosen | {reading.id: choice.id})
            shown = _shown(read, calendar, question, facts, choice.shows)
            if shown != _shown_of(found, choice.shows):
                others[choice.label or choice.id] = shown
    return others


def _shown(edition: Edition, calendar: Calendar, question: Question, facts: dict[str, str], shows: str) -> object:
    """What an alternative answers; the code of its refusal where it does not."""
    try:
        return _shown_of(_under(edition, calendar, question, facts), shows)
    except GovernedByAnotherClause as elsewhere:
        clause = elsewhere.clauses[0] if elsewhere.clauses else ""
        asked = Question(question.edition, clause, question.start, question.facts)
        return _shown_of(_under(edition, calendar, asked, facts), shows) if clause else elsewhere.code
    except Refused as refused:
        return refused.code


def _shown_of(answered: Answer, shows: str) -> object:
    if "kept_through" in answered:
        return {name: answered[name] for name in ("kept_through", "earliest_deletion")}
    if "outer_limit" in answered:
        return answered["outer_limit"]
    if "latest_filing_day" in answered:
        names = ("latest_filing_day", "max_extension_wd", "accepted")
        return {name: answered[name] for name in names if name in answered}
    return answered[shows]
