"""What a deed would bring about: the clocks it starts, stops or moves, before anything is recorded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from adapters.http.needs import Api
from adapters.http.pages.page import Sight
from adapters.http.pages.reasons import reason
from adapters.http.pages.stage import Stage
from application.calls import Call
from application.identity import Identity
from application.ids import new_id
from application.possible import Possible, possible
from application.verbs import Verb
from domain.events.base import Event
from domain.events.deadlines import DeadlineExtended, DeadlineMet, DeadlineSet


@dataclass(frozen=True)
class ClockAhead:
    """One clock as it would be."""

    name: str
    does: str
    """starts, stops or moves."""
    due_at: datetime | None = None
    clause: str | None = None


@dataclass(frozen=True)
class Preview:
    """The clocks of a deed, or why it cannot be done."""

    clocks: tuple[ClockAhead, ...] = ()
    stands_against: str = ""
    clause: str | None = None


def preview(api: Api, who: Identity, verb: Verb, stage: Stage, sight: Sight) -> Preview:
    """What a verb on a case would bring about with everything filled in."""
    if stage.case is None or verb.target != "complaint":
        return Preview()
    call = Call(who.seat, who.role, new_id(), unit=who.unit)
    tried = possible(api.house, stage.case, stage.edition, call, next(iter(stage.units), "any"))
    found = next((each for each in tried if each.verb == verb), None)
    if found is None:
        return Preview()
    return _told(found, sight)


def _told(found: Possible, sight: Sight) -> Preview:
    if found.refusal is not None:
        refusal = found.refusal
        says = reason(refusal, sight.tongue.language, sight.named)
        return Preview(stands_against=says, clause=refusal.basis.clause if refusal.basis else None)
    return Preview(tuple(clocks_ahead(found.facts)))


def clocks_ahead(facts: Iterable[Event]) -> Iterable[ClockAhead]:
    """The clocks that facts start, stop or move."""
    for fact in facts:
        clause = fact.basis.clause if fact.basis else None
        match fact:
            case DeadlineSet():
                yield ClockAhead(fact.key, "starts", fact.due.due_at, clause)
            case DeadlineExtended():
                yield ClockAhead(fact.key, "moves", fact.due.due_at, clause)
            case DeadlineMet():
                yield ClockAhead(fact.key, "stops", None, clause)
