"""The running deadline a question about an extension is asked for, as its start and what was granted tell it."""

from __future__ import annotations

from collections.abc import Collection

from application.due.facts import for_rules
from application.due.question import Question, Unanswerable, is_day_only, read_day, read_instant
from domain.calendar import Calendar, midnight
from domain.regulations.model import Edition
from domain.rules.deadlines import matches, new_deadline
from domain.rules.extensions import RunningDeadline
from domain.rules.reckoning import MOST_DAYS, reckon


def running(
    edition: Edition, calendar: Calendar, question: Question, names: Collection[str], facts: dict[str, str]
) -> tuple[RunningDeadline, ...]:
    """The deadline as it was set, and after each extension granted. Raises Unanswerable where it has no limit."""
    text, told = question.start.strip(), for_rules(edition, facts)
    at = midnight(read_day(text, "start")) if is_day_only(text) else read_instant(text, "start")[0]
    limit = next((each for each in edition.limits if each.name in names and matches(each, told, lenient=True)), None)
    if limit is None:
        raise Unanswerable("no such deadline runs on this matter", remedy="leave out the facts about the matter")
    new = new_deadline(edition, calendar, limit, at, told)
    granted = days_of(facts, "granted")
    return tuple(
        RunningDeadline(
            name=limit.name,
            clause=limit.clause,
            start=new.start,
            due=reckon(calendar, limit.span, new.start, new.facts, added=sum(granted[:n])),
            facts=dict(new.facts),
            extended_by=granted[:n],
        )
        for n in range(len(granted) + 1)
    )


def days_of(facts: dict[str, str], name: str) -> tuple[int, ...]:
    """Numbers of days, joined with commas. Raises Unanswerable."""
    told = [entry.strip() for entry in facts.get(name, "").split(",") if entry.strip()]
    if any(not entry.isdecimal() or int(entry) > MOST_DAYS for entry in told):
        raise Unanswerable(f"{name}={facts[name]} is no number of days", remedy="give whole numbers, 7 or 7,7")
    return tuple(map(int, told))
