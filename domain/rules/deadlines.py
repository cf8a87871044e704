"""Which deadlines a step begins, until when they run, and on what ground."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.calendar import Calendar, Due, beijing
from domain.errors import Refused
from domain.regulations.model import Edition, Limit
from domain.regulations.spans import NotSet
from domain.rules.reckoning import reckon, warn_at
from domain.values import Citation

NOON = 12


class UnknownClause(Refused):
    """The edition's text has no such clause."""

    code = "clause.unknown"


class ClauseWithoutLimit(Refused):
    """The clause says nothing about time."""

    code = "clause.no_limit"


class GovernedByAnotherClause(Refused):
    """The clause does not speak about these facts; `clauses` do."""

    code = "clause.governed_elsewhere"
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True)
class NewDeadline:
    """A deadline about to run: the limit, from when, until when, and its ground."""

    limit: Limit
    start: datetime
    due: Due
    warn_at: datetime
    basis: Citation
    facts: Mapping[str, str] = field(default_factory=dict)
    """What the rule looked at, told and derived."""


@dataclass(frozen=True)
class DueAnswer:
    """What a clause answers about a start: its deadlines, the decisive one last, and what it passed over."""

    deadlines: tuple[NewDeadline, ...]

    @property
    def decisive(self) -> NewDeadline:
        """The deadline that ends last."""
        return self.deadlines[-1]


def half_day(calendar: Calendar, start: datetime) -> str:
    """Whether a start falls on a morning (before 12:00) or afternoon of a working day, or on an off day."""
    civil = beijing(start)
    if not calendar.is_working(civil.date()):
        return "off_day"
    return "morning" if civil.hour < NOON else "afternoon"


def derived(calendar: Calendar, start: datetime, facts: Mapping[str, str]) -> dict[str, str]:
    """The facts with those that follow from the start itself and from each other."""
    law = "special" if facts.get("special_law") else "general"
    return {"law": law, **facts, "half_day": half_day(calendar, start)}


def matches(limit: Limit, facts: Mapping[str, str], *, lenient: bool = False) -> bool:
    """Whether the limit speaks about these facts; a lenient match takes facts nobody told for granted."""
    return all(facts[key] in allowed if key in facts else lenient for key, allowed in limit.when.items())


def begins_at(limit: Limit, start: datetime, facts: Mapping[str, str]) -> datetime:
    """When a limit begins: with its own step, or so long after an earlier one that is known, whichever is first."""
    latest = limit.latest_start
    if latest == "none" or latest.after not in facts:
        return start
    return min(start, datetime.fromisoformat(facts[latest.after]) + timedelta(hours=latest.hours))


def new_deadline(
    edition: Edition, calendar: Calendar, limit: Limit, start: datetime, facts: Mapping[str, str]
) -> NewDeadline:
    """The deadline of one limit from a start, with those facts that some limit looks at."""
    start = begins_at(limit, start, facts)
    due = reckon(calendar, limit.span, start, facts)
    return NewDeadline(
        limit=limit,
        start=start,
        due=due,
        warn_at=warn_at(calendar, limit, start, due),
        basis=edition.citation(limit.clause),
        facts={name: value for name, value in facts.items() if name in edition.looked_at},
    )


def start_deadlines(
    edition: Edition, calendar: Calendar, step: str, at: datetime, facts: Mapping[str, str]
) -> tuple[NewDeadline, ...]:
    """Every deadline that begins when a step happens at an instant, by what is known of the matter.

    A step that begins or ends a period tells which with the fact `period` (day, week, month, quarter), and
    `at` is the boundary. Limits whose figure is not set begin nothing.
    """
    known = derived(calendar, at, facts)
    return tuple(
        new_deadline(edition, calendar, limit, at, known)
        for limit in edition.limits
        if limit.start == step
        and (limit.period is None or limit.period == known.get("period"))
        and matches(limit, known)
        and not isinstance(limit.span, NotSet)
    )


def begun_by_waiting(
    edition: Edition, calendar: Calendar, step: str, at: datetime, facts: Mapping[str, str]
) -> tuple[NewDeadline, ...]:
    """Every deadline that runs from an instant although the step that starts it has not happened yet."""
    return tuple(
        new
        for new in start_deadlines(edition, calendar, step, at, facts)
        if new.limit.latest_start != "none" and new.start <= at
    )


def limits_of(edition: Edition, clause: str) -> tuple[Limit, ...]:
    """The limits a clause gives. Raises UnknownClause or ClauseWithoutLimit."""
    if clause not in edition.clauses:
        raise UnknownClause(f"{edition.id} has no clause {clause}", remedy="name a clause of this edition's text")
    limits = tuple(limit for limit in edition.limits if limit.clause == clause)
    if not limits:
        raise ClauseWithoutLimit(
            f"{clause} gives no time limit",
            remedy="ask about a clause with a limit: " + ", ".join(sorted({limit.clause for limit in edition.limits})),
            basis=edition.citation(clause),
        )
    return limits


def due_for(edition: Edition, calendar: Calendar, clause: str, start: datetime, facts: Mapping[str, str]) -> DueAnswer:
    """Until when a clause runs from a start.

    Raises UnknownClause, ClauseWithoutLimit, GovernedByAnotherClause (naming it) or LimitNotSet.
    """
    limits = limits_of(edition, clause)
    known = {**facts, "half_day": half_day(calendar, start)}
    speaking = [limit for limit in limits if matches(limit, known, lenient=True)]
    if not speaking:
        raise _governed_elsewhere(edition, limits[0], known)
    first = speaking[0]
    together = [limit for limit in speaking if (limit.name, limit.when) == (first.name, first.when)]
    found = [new_deadline(edition, calendar, limit, start, known) for limit in together]
    return DueAnswer(tuple(sorted(found, key=lambda deadline: deadline.due.due_at)))


def _governed_elsewhere(edition: Edition, asked: Limit, facts: Mapping[str, str]) -> GovernedByAnotherClause:
    others = dict.fromkeys(
        limit.clause
        for limit in edition.limits
        if (limit.name, limit.start) == (asked.name, asked.start)
        and limit.clause != asked.clause
        and matches(limit, facts, lenient=True)
    )
    told = ", ".join(
        f"{key}={facts[key]}" for key, allowed in asked.when.items() if key in facts and facts[key] not in allowed
    )
    named = ", ".join(others)
    refusal = GovernedByAnotherClause(
        f"{asked.clause} does not speak about {told}" + (f"; {named} does" if named else ""),
        remedy=f"ask {named}" if named else "no clause speaks about it",
        basis=edition.citation(asked.clause),
    )
    refusal.clauses = tuple(others)
    return refusal


def recompute(
    edition: Edition,
    calendar: Calendar,
    limit_clause: str,
    start: datetime,
    facts: Mapping[str, str],
    extended_by: Iterable[int] = (),
    *,
    name: str = "",
) -> Due:
    """The due time of a running deadline reckoned again, over a calendar that changed.

    `facts` are those stored with the deadline; `extended_by` the extensions granted, in its own unit; `name` tells
    it from other deadlines of its clause. Where the new calendar turns the start into another half of a day, the
    clause that now speaks decides.
    """
    asked = sorted(limits_of(edition, limit_clause), key=lambda limit: limit.name != name)
    known = {**facts, "half_day": half_day(calendar, start)}
    rivals = [limit for limit in edition.limits if (limit.name, limit.start) == (asked[0].name, asked[0].start)]
    same = [limit for limit in asked if limit.name == asked[0].name]
    speaking = [limit for limit in (*same, *rivals) if matches(limit, known, lenient=True)]
    return reckon(calendar, speaking[0].span, start, facts, added=sum(extended_by))
