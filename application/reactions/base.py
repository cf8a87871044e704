"""Whenever X, then Y: how facts become commands, once each, after any interruption."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from application.calls import Call
from application.desk import Desk
from application.ids import named_after
from application.outbox import NO_POST, Post
from application.ports import OpenDeadlines, StalledEscalations
from domain.events.base import Event
from domain.values import SYSTEM, Act, Place

E_ = TypeVar("E_", bound=Event)


@dataclass(frozen=True)
class Surroundings:
    """What a reaction may use."""

    desk: Desk
    deadlines: OpenDeadlines
    stalled: StalledEscalations
    post: Post = NO_POST


Reaction = Callable[[Event, Place, Surroundings], None]

REACTIONS: dict[type[Event], list[Reaction]] = {}
"""Which reactions a fact calls, in order of registration."""


def whenever(
    fact: type[E_],
) -> Callable[[Callable[[E_, Place, Surroundings], None]], Callable[[E_, Place, Surroundings], None]]:
    """Register a reaction. It must be idempotent: name what it creates after its cause."""

    def register(
        reaction: Callable[[E_, Place, Surroundings], None],
    ) -> Callable[[E_, Place, Surroundings], None]:
        REACTIONS.setdefault(fact, []).append(reaction)  # type: ignore[arg-type]
        return reaction

    return register


def because_of(place: Place, what: str, fact: Event) -> tuple[Call, Act]:
    """The call and the act of a reaction to a fact."""
    call = Call(actor=SYSTEM, role="system", command_id=named_after(place, what), cause=place.position)
    act = Act(actor=SYSTEM, role="system", occurred_at=fact.act.told_at, cause=place.position)
    return call, act
