"""What-if: what rules derived is dropped and derived again by the same rules from what people did.

Conduct is held constant: the steps that begin and end a deadline stay where they were; what changes is until when
it ran, whether that was missed, and what follows. Nothing is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from application.ports import Established
from application.scores.material import Material
from domain.events.base import Event
from domain.events.deadlines import DeadlineExtended, DeadlineLapsed, DeadlineMet, DeadlineProlonged, DeadlineSet
from domain.regulations.model import Limit
from domain.rules.deadlines import derived, matches, new_deadline
from domain.rules.scorecard import Cause
from domain.values import Place, UnitId


@dataclass
class Clock:
    """A deadline as people let it run: what began it, what ended it, and what the rule looked at."""

    subject: UUID
    key: str
    name: str
    started_by: str
    started_at: datetime
    unit: UnitId | None
    case: UUID | None
    facts: Mapping[str, str] = field(default_factory=dict)
    ended_at: datetime | None = None
    is_settled_otherwise: bool = False
    """Given more time, or lapsed: what the record says of it stays."""


def clocks_of(subject: UUID, facts: Iterable[tuple[Place, Event]], as_of: int | None) -> Iterable[Clock]:
    """The deadlines of one stream, as known at a position."""
    clocks: dict[str, Clock] = {}
    for place, fact in facts:
        if as_of is not None and place.position > as_of:
            break
        match fact:
            case DeadlineSet():
                began = fact.started_by, fact.started_at, fact.unit, fact.case or subject, fact.facts
                clocks[fact.key] = Clock(subject, fact.key, fact.name, *began)
            case DeadlineMet():
                clocks[fact.key].ended_at = fact.met_at
            case DeadlineExtended() | DeadlineProlonged() | DeadlineLapsed():
                clocks[fact.key].is_settled_otherwise = True
    return clocks.values()


def derived_again(material: Material, clocks: Iterable[Clock], now: datetime) -> Material:
    """The material with every finding that a missed deadline shows derived anew under its edition.

    Deadlines that were given more time, or that the edition has no limit for, keep what the record says of them.
    Kinds of findings the edition does not know fall away.
    """
    kept = [each for each in material.findings if each.cause.kind in material.edition.findings]
    by_deadline = {(each.cause.subject, each.deadline): each for each in kept if each.deadline is not None}
    findings = [each for each in kept if each.deadline is None]
    for clock in clocks:
        recorded = by_deadline.pop((clock.subject, clock.key), None)
        limit = None if clock.is_settled_otherwise else _limit(material, clock)
        if limit is None:
            findings += [recorded] if recorded else []
        else:
            findings += _missed(material, clock, limit, recorded, now)
    return replace(material, findings=sorted([*findings, *by_deadline.values()], key=lambda each: each.established_at))


def _limit(material: Material, clock: Clock) -> Limit | None:
    """The limit of the same name that speaks about the same facts from the same step."""
    known = derived(material.calendar, clock.started_at, clock.facts)
    fitting = (
        limit
        for limit in material.edition.limits
        if (limit.name, limit.start) == (clock.name, clock.started_by) and limit.span.form != "not_set"
    )
    return next((limit for limit in fitting if matches(limit, known)), None)


def _missed(
    material: Material, clock: Clock, limit: Limit, recorded: Established | None, now: datetime
) -> Iterable[Established]:
    """The finding of a miss under this limit: as recorded where it was, else as a rule would have made it."""
    if not (limit.breaches and limit.on_miss and clock.unit):
        return
    known = derived(material.calendar, clock.started_at, clock.facts)
    due = new_deadline(material.edition, material.calendar, limit, clock.started_at, known).due
    if due.holds(clock.ended_at or now):
        return
    if recorded is not None and recorded.cause.kind == limit.on_miss:
        yield recorded
        return
    cause = Cause(limit.on_miss, f"{limit.on_miss}:{clock.key}", clock.case, clock.subject)
    yield Established(clock.unit, cause, due.due_at, deadline=clock.key)
