"""How long and until when more time may be asked for, from a deadline's bare figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from application.due.facts import for_rules
from application.due.question import Question, Unanswerable, is_day_only, read_day, read_instant
from application.due.shapes import basis_of, civil, due_fields
from domain.calendar import Calendar, beijing, midnight, spans
from domain.calendar.days import ONE_DAY
from domain.regulations.model import Edition
from domain.regulations.steps import Step
from domain.rules.deadlines import start_deadlines
from domain.rules.extensions import (
    ExtensionExceedsCap,
    ExtensionTooEarly,
    ExtensionTooLate,
    FilingWindow,
    check_amount,
    check_filing,
    extension_of,
    window,
)
from domain.rules.reckoning import MOST_DAYS, length

DISPATCHED: Step = "dispatched"


@dataclass(frozen=True)
class _Asked:
    """The deadline an extension is asked for, as far as the question tells it."""

    last_day: date
    original: int | None
    started: datetime | None
    granted: tuple[int, ...]
    zone_assumed: bool


def extension_answer(edition: Edition, calendar: Calendar, question: Question, facts: dict[str, str]) -> dict[str, Any]:
    """The filing window, and whether an extension asked for is allowed.

    A start with a time of day is the dispatch, a bare day the last day of the running deadline; the other
    may be told as `dispatched` or `last_day`, or follows from `limit_wd` or `kind`. Raises Unanswerable
    where the deadline cannot be told from that.
    """
    assert edition.extension is not None  # noqa: S101  (the clause asked about is this rule's)
    rule = extension_of(edition, edition.extension.limits[0])
    asked = _asked(edition, calendar, question, facts)
    begun = beijing(asked.started).date() if asked.started else None
    opening = window(rule, calendar, begun, asked.last_day, asked.original or 0, asked.granted)
    latest = opening.latest_day
    answered: dict[str, Any] = {
        "edition": edition.id,
        "clause": question.clause,
        "start": question.start,
        "due": civil(midnight(latest + ONE_DAY)),
        "in_time": "before",
        "last_day": latest.isoformat(),
        "provisional": calendar.day(asked.last_day).provisional,
        "latest_filing_day": latest.isoformat(),
        "literal_latest_filing_day": opening.literal_latest_day.isoformat(),
        "clamped": opening.clamped,
        "deadline_last_day": asked.last_day.isoformat(),
        "mode": rule.mode,
        "requires": list(rule.requires),
    }
    if asked.original is not None:
        answered["max_extension_wd"] = opening.most
    answered |= _ruling(edition, calendar, asked, opening, facts)
    if asked.zone_assumed:
        answered["zone_assumed"] = True
    if beijing(asked.started or midnight(asked.last_day)).date() < edition.effective_from:
        answered["hypothetical"] = True
    return {**answered, "basis": basis_of(edition, rule.clause)}


def _ruling(
    edition: Edition, calendar: Calendar, asked: _Asked, opening: FilingWindow, facts: dict[str, str]
) -> dict[str, Any]:
    """Whether the days asked for are allowed, and the last day they would give."""
    amount = _count(facts, "requested_wd")
    ruled: dict[str, Any] = {}
    if amount is not None:
        extended = spans.working_days(calendar, midnight(asked.last_day), amount)
        fields = due_fields(extended)
        ruled = {
            "new_last_day": fields["last_day"],
            "new_due": fields["due"],
            "derivation": fields["derivation"],
        }
        ruled["provisional"] = fields["provisional"]
    basis = edition.citation(edition.extension.clause) if edition.extension else None
    assert basis is not None  # noqa: S101  (the clause asked about is this rule's)
    try:
        if "filed" in facts:
            check_filing(opening, _day(facts["filed"], "filed"), basis)
        if amount is not None and asked.original is not None:
            check_amount(opening, amount, asked.granted, basis)
    except (ExtensionTooLate, ExtensionTooEarly, ExtensionExceedsCap) as refused:
        return {"accepted": False, "reason": refused.detail, "code": refused.code, "remedy": refused.remedy}
    return {"accepted": True, **ruled} if ruled or "filed" in facts else {}


def _asked(edition: Edition, calendar: Calendar, question: Question, facts: dict[str, str]) -> _Asked:
    text = question.start.strip()
    started, assumed = (None, False) if is_day_only(text) else read_instant(text, "start")
    if "dispatched" in facts:
        started = (
            midnight(read_day(facts["dispatched"], "dispatched"))
            if is_day_only(facts["dispatched"])
            else read_instant(facts["dispatched"], "dispatched")[0]
        )
    original = _count(facts, "limit_wd")
    last_day = read_day(facts["last_day"], "last_day") if "last_day" in facts else None
    if last_day is None and is_day_only(text):
        last_day = read_day(text, "start")
    if started is not None and "kind" in facts and (original is None or last_day is None):
        known, due = _handling(edition, calendar, started, facts)
        original, last_day = original or known, last_day or due
    granted = _counts(facts, "granted_wd")
    if last_day is None and started is not None and original is not None:
        last_day = spans.working_days(calendar, started, original + sum(granted)).last_day
    if last_day is None:
        raise Unanswerable(
            "which deadline is to be extended?",
            remedy="start from its last day, or from the dispatch with the fact limit_wd or kind",
        )
    return _Asked(last_day, original, started, granted, assumed)


def _handling(
    edition: Edition, calendar: Calendar, started: datetime, facts: dict[str, str]
) -> tuple[int | None, date | None]:
    """The days and the last day of the prolongable deadline that a dispatch of this kind begins."""
    told = for_rules(edition, facts)
    names = edition.extension.limits if edition.extension is not None else ()
    for new in start_deadlines(edition, calendar, DISPATCHED, started, told):
        if new.limit.name in names:
            return length(new.limit.span, told), new.due.last_day
    return None, None


def _day(text: str, name: str) -> date:
    return read_day(text, name) if is_day_only(text) else beijing(read_instant(text, name)[0]).date()


def _counts(facts: dict[str, str], name: str) -> tuple[int, ...]:
    told = [entry.strip() for entry in facts.get(name, "").split(",") if entry.strip()]
    return tuple(_count({name: entry}, name) or 0 for entry in told)


def _count(facts: dict[str, str], name: str) -> int | None:
    if name not in facts:
        return None
    if not facts[name].isdecimal() or int(facts[name]) > MOST_DAYS:
        raise Unanswerable(f"{name}={facts[name]} is no number of days", remedy="give a whole number")
    return int(facts[name])
