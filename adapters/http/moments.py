"""Two times in every question: what was known (a position), and the instant asked about."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import anyio
from anyio import CapacityLimiter, to_thread

from adapters.http.needs import Api, Views
from adapters.http.parameters import Timed
from adapters.http.refused import NotYetKnown
from domain.values import BEIJING

T = TypeVar("T")

PATIENCE = 3.0
"""Seconds a question waits for the views."""
PAUSE, LONGEST_PAUSE = 0.002, 0.1


@dataclass(frozen=True)
class Moment:
    """What a question asks about, with times turned into positions."""

    as_of: int | None
    """None: whatever is known now."""
    at: datetime
    needs: int
    """The position the views must hold before they may answer."""


def moment_of(api: Api, asked: Timed, seen: int | None) -> Moment:
    """Turn times into positions, once. `seen` is the X-Position the caller sent. Raises NotYetKnown."""
    store, now = api.house.desk.store, api.house.desk.clock.now()
    position: int | None = None
    at = now
    if isinstance(asked.as_of, datetime):
        if asked.as_of > now:
            civil = now.astimezone(BEIJING).isoformat()
            raise NotYetKnown(
                f"nobody knows yet what will be known at {asked.as_of.isoformat()}",
                remedy=f"ask as of {civil} or earlier",
            )
        position, at = store.position_at(asked.as_of), asked.as_of
    elif asked.as_of is not None:
        position = asked.as_of
        at = _recorded_at(api, position) or now
    needs = max(position or 0, asked.after or 0, seen or 0)
    if needs > (head := store.head()):
        raise NotYetKnown(
            f"the newest fact is at {head}; there is none at {needs}", remedy=f"ask as of {head} or earlier"
        )
    return Moment(position, asked.at or at, needs)


async def reach(views: Views, position: int, limiter: CapacityLimiter) -> None:
    """Wait until the views hold a position, holding no thread meanwhile. Raises NotYetKnown past the patience."""
    give_up_at, pause = time.monotonic() + PATIENCE, PAUSE
    while position and (reached := await to_thread.run_sync(views.position, limiter=limiter)) < position:
        if time.monotonic() > give_up_at:
            raise NotYetKnown(
                f"the views are at {reached}, not yet at {position}",
                remedy="ask again shortly, or ask as of a position that has been reached",
            )
        await anyio.sleep(pause)
        pause = min(pause * 1.5, LONGEST_PAUSE)


def exactly(views: Views, as_of: int | None, ask: Callable[[int | None], T]) -> tuple[T, int]:
    """An answer and the one position all of it is true of.

    Current rows are the cheapest; where a fact came in while they were read, they are read again as of the
    position seen first, so that an answer made of several questions never mixes two states.
    """
    if as_of is not None:
        return ask(as_of), as_of
    before = views.position()
    found = ask(None)
    return (found, before) if views.position() == before else (ask(before), before)


def _recorded_at(api: Api, position: int) -> datetime | None:
    """When the fact at a position was recorded; None where there is none."""
    found = api.facts.rows(position - 1, 1) if position else ()
    return found[0].recorded_at if found else None
