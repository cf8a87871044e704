"""A whole application over one database, and what runs by itself in it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

import psycopg
from eventsourcing.persistence import OperationalError
from psycopg_pool import ConnectionPool, PoolTimeout

from adapters.accounts import PostgresAccounts
from adapters.bundling import CaseBundles
from adapters.pacing import paced
from adapters.postgres.clock import PooledSimulationClock
from adapters.postgres.follower import Follower, LostThePen
from adapters.postgres.view_reader import ViewReader
from adapters.refusals import PostgresRefusals
from adapters.vault import PostgresVault
from application.house import House
from application.ports import Clock
from application.store import Store
from domain.regulations.book import Book
from domain.values import UnitId
from projections.base import Projection

log = logging.getLogger("tiji.follow")

A_MOMENT = timedelta(seconds=1)
"""How long after a deadline the clock looks at it."""
A_MINUTE = 60.0
"""Seconds between two looks at what is near: a reminder need not come to the second."""
PATIENCE = 60.0
"""Seconds to wait for the views where another process follows."""


@dataclass(frozen=True)
class Tiji:
    """A whole application over one database."""

    url: str
    is_simulation: bool
    store: Store
    clock: Clock
    pool: ConnectionPool[Any]
    reader: ViewReader
    reader_of: Callable[[UnitId], ViewReader]
    """The same for a unit's seats: the database gives it no case that does not concern the unit."""
    house: House
    follower: Follower
    refusals: PostgresRefusals
    vault: PostgresVault
    accounts: PostgresAccounts
    editions: Book
    log_public: Path
    """Where the public key of the log stands once there is one."""

    # -- a world for stories and the demo ---------------------------------------------------------------

    def advance_to(self, instant: datetime) -> None:
        """Move a simulation's clock forward."""
        if not isinstance(self.clock, PooledSimulationClock):
            raise TypeError("only a simulation's clock can be moved")
        self.clock.advance_to(instant)

    def advance_through(self, instant: datetime) -> int:
        """Move a simulation's clock forward, stopping wherever a deadline nears or passes; how many passed."""
        settled, reached = 0, self.clock.now()
        while True:
            self.settle()
            passing = (each.due_at + A_MOMENT for each in self.house.deadlines.passed_by(instant))
            nearing = (each.warn_at for each in self.house.deadlines.warned_by(instant))
            ahead = (moment for moment in chain(passing, nearing) if reached < moment <= instant)
            reached = min(ahead, default=instant)
            self.advance_to(reached)
            settled += self.house.clockwork.tick()
            self.house.reminding.tick()
            if reached >= instant:
                self.settle()
                return settled

    def settle(self) -> None:
        """Let the views, the reactions and the outbox catch up until nothing new comes."""
        while True:
            if not self.follower.catch_up_if_free():
                self.reader.wait_for(self.store.head(), PATIENCE)
            self.house.reactor.catch_up()
            is_behind = self.reader.position() < self.store.head() or self.house.reactor.is_behind()
            if not is_behind and not self.house.outbox.deliver():
                return

    def bundles(self) -> CaseBundles:
        """What leaves the house as evidence."""
        return CaseBundles(self.house.accesses, self.pool, self.reader, self.vault, self.editions)

    def rows(self, projection: type[Projection], as_of: int | None = None, **equals: Any) -> list[Any]:  # noqa: ANN401
        """Rows of a view."""
        return self.reader.rows(projection, as_of, **equals)

    # -- what runs by itself ---------------------------------------------------------------------------

    def follow(self, stop: threading.Event, after: Callable[[], None] = lambda: None) -> None:
        """Keep views, reactions, the clockwork and the outbox going until told to stop.

        The outbox works beside the rest, so that a slow carrier delays no view; it is woken by whoever holds the
        pen, so that followers standing by send nothing.
        """
        woken = threading.Event()
        carrying = threading.Thread(target=self._carry, args=[stop, woken], name="outbox", daemon=True)
        carrying.start()
        remind = paced(self.house.reminding.tick, A_MINUTE)

        def turn() -> None:
            try:
                self._react_and_tick()
                remind()
            except (psycopg.OperationalError, LostThePen):
                raise
            except Exception:
                log.exception("reactions or the clockwork stopped; the views go on, and it is tried again")
            woken.set()
            after()

        try:
            self.follower.run(stop, turn)
        finally:
            stop.set()
            carrying.join(timeout=10)

    def _react_and_tick(self) -> None:
        self.house.reactor.catch_up()
        if self.house.clockwork.tick():
            self.follower.catch_up()
            self.house.reactor.catch_up()

    def _carry(self, stop: threading.Event, woken: threading.Event) -> None:
        while not stop.is_set():
            if not woken.wait(timeout=1.0):
                continue
            woken.clear()
            try:
                self.house.outbox.deliver()
            except (psycopg.OperationalError, PoolTimeout, OperationalError):
                log.exception("the outbox stopped in the middle; what waits is tried again")
