"""The only place where the rooms are put together."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

import psycopg
from eventsourcing.persistence import OperationalError
from psycopg.conninfo import make_conninfo
from psycopg_pool import ConnectionPool, PoolTimeout

from adapters.accounts import PostgresAccounts
from adapters.bundling import CaseBundles
from adapters.calendars import announced
from adapters.evidence.log import LogTables
from adapters.evidence.reading import LogReader
from adapters.http.identities import TokenFile
from adapters.http.needs import Api, Facts, Parked
from adapters.http.pages.names import Names
from adapters.notices import Composer, ConsolePost, FilePost
from adapters.postgres.clock import PooledSimulationClock, SystemClock
from adapters.postgres.editions import KeptEditions
from adapters.postgres.embedded import EmbeddedPostgres
from adapters.postgres.follower import Follower, LostThePen
from adapters.postgres.migrate import is_simulation, migrate
from adapters.postgres.progress import PostgresProgress
from adapters.postgres.recorder import store_at
from adapters.postgres.roles import Role, as_role
from adapters.postgres.view_reader import ViewReader
from adapters.read_side import ReadSide
from adapters.refusals import PostgresRefusals
from adapters.regulations import at_hand
from adapters.scores_read import ScoreRecord
from adapters.settings import Settings
from adapters.vault import PostgresVault, master_key
from application.calendars import KnownCalendar
from application.desk import Desk
from application.due import answer
from application.editions import KnownEditions
from application.house import House
from application.outbox import Post
from application.ports import Clock
from application.store import Store
from domain.calendar import Calendar
from domain.regulations.book import Book
from projections.base import Projection

log = logging.getLogger("tiji.follow")

DATABASE = "tiji"
OUTBOX = "notices/outgoing.jsonl"
"""Where the file carrier appends, below the data."""
A_MOMENT = timedelta(seconds=1)
"""How long after a deadline the clock looks at it."""
PATIENCE = 60.0
"""Seconds to wait for the views where another process follows."""
POOL = 12
"""Connections a serving process keeps at the most, beside the store's own."""


@dataclass(frozen=True)
class Tiji:
    """A whole application over one database."""

    url: str
    is_simulation: bool
    store: Store
    clock: Clock
    pool: ConnectionPool[Any]
    reader: ViewReader
    house: House
    follower: Follower
    refusals: PostgresRefusals
    vault: PostgresVault
    accounts: PostgresAccounts
    editions: Book

    # -- a world for stories and the demo ---------------------------------------------------------------

    def advance_to(self, instant: datetime) -> None:
        """Move a simulation's clock forward."""
        if not isinstance(self.clock, PooledSimulationClock):
            raise TypeError("only a simulation's clock can be moved")
        self.clock.advance_to(instant)

    def advance_through(self, instant: datetime) -> int:
        """Move a simulation's clock forward, stopping wherever a deadline passes; how many were settled."""
        settled, reached = 0, self.clock.now()
        while True:
            self.settle()
            passing = (each.due_at + A_MOMENT for each in self.house.deadlines.passed_by(instant))
            ahead = next((moment for moment in passing if reached < moment <= instant), None)
            if ahead is None:
                break
            reached = ahead
            self.advance_to(reached)
            settled += self.house.clockwork.tick()
        self.advance_to(instant)
        settled += self.house.clockwork.tick()
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
        return CaseBundles(self.house.accesses, self.pool, self.reader, self.vault)

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

        def turn() -> None:
            try:
                self._react_and_tick()
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


@contextmanager
def database(settings: Settings) -> Iterator[str]:
    """The owner's way into the database: the one that was named, or the embedded server's, started if need be."""
    if settings.database_url:
        yield settings.database_url
        return
    with EmbeddedPostgres(settings.data) as conninfo:
        yield make_conninfo(conninfo, dbname=DATABASE)


@contextmanager
def assembled(
    url: str, settings: Settings, *, make_key: bool = False, calendar: Calendar | None = None
) -> Iterator[Tiji]:
    """Everything over a migrated database. `make_key` lets a new store make its own master key."""
    with psycopg.connect(url) as owner:
        simulation = is_simulation(owner)
    editions = at_hand(settings.editions)
    key = master_key(os.environ, demo_file=settings.data / "master.key" if make_key else None)
    app = as_role(url, Role.APP)
    store = store_at(app)
    pool: ConnectionPool[Any] = ConnectionPool(
        app, min_size=1, max_size=POOL, kwargs={"autocommit": True}, open=True, name="tiji"
    )
    vault = PostgresVault(as_role(url, Role.VAULT), key)
    kept = KeptEditions(pool)
    follower = Follower(url)
    try:
        kept.keep(editions)
        clock: Clock = PooledSimulationClock(pool) if simulation else SystemClock()
        reader = ViewReader(pool)
        read_side, score_record = ReadSide(reader, reader.position), ScoreRecord(reader, reader.position)
        desk = Desk(
            store=store,
            clock=clock,
            editions=KnownEditions(editions, kept=kept, store=store),
            calendars=KnownCalendar(calendar or announced(), store),
            texts=vault,
            secret=key.digest_key,
        )
        accounts = PostgresAccounts(pool)
        house = House(
            desk,
            deadlines=read_side,
            stalled=read_side,
            waiting=read_side,
            obliged=read_side,
            progress=PostgresProgress(pool),
            found=score_record,
            counted=score_record,
            post=post_of(settings, accounts, key.digest_key, simulation=simulation),
        )
        yield Tiji(
            url,
            simulation,
            store,
            clock,
            pool,
            reader,
            house,
            follower,
            PostgresRefusals(pool),
            vault,
            accounts,
            editions,
        )
    finally:
        with suppress(psycopg.Error):
            follower.close()
        vault.close()
        pool.close()
        store.close()


def post_of(settings: Settings, accounts: PostgresAccounts, secret: bytes, *, simulation: bool) -> Post:
    """The ways out of the house. Out of a simulation nothing leaves but into a file beside its data."""
    names = Names(at_hand(settings.editions), {})
    compose = Composer(secret, lambda code: names.say(code, "zh"))
    way = "file" if simulation else settings.notices
    if way == "none":
        return Post(compose)
    carrier = FilePost(settings.data / OUTBOX) if way == "file" else ConsolePost()
    return Post(compose, sms=carrier, mail=carrier, addresses=accounts)


def api_of(application: Tiji, tokens: TokenFile) -> Api:
    """What the HTTP edge needs of an application."""
    desk = application.house.desk

    def parked() -> list[Parked]:
        with application.pool.connection() as connection:
            rows = connection.execute("SELECT position, topic FROM views.parked ORDER BY position").fetchall()
        return [Parked(position, topic) for position, topic in rows]

    def advance(instant: datetime) -> None:
        if instant < application.clock.now():
            raise ValueError("the clock only moves forward")
        application.advance_through(instant)

    return Api(
        house=application.house,
        reader=application.reader,
        facts=cast("Facts", application.store.recorder),
        refusals=application.refusals,
        search=application.vault,
        disclosures=application.accounts,
        bundles=application.bundles(),
        log=LogReader(LogTables(application.pool.connection)),
        identities=tokens,
        editions=application.editions,
        due=lambda question, as_of=None: answer(application.editions, desk.calendars.known(as_of), question),
        parked=parked,
        accounts=application.accounts,
        advance_clock=advance if application.is_simulation else None,
        unavailable=(psycopg.OperationalError, PoolTimeout),
    )


def prepared(url: str, *, simulation: bool | None = None) -> list[str]:
    """Migrate the database, making it if it is missing; the names of what was applied.

    `simulation=None` keeps what the store is, and makes a real one where there is none.
    """
    if simulation is None:
        simulation = kind_of(url) or False
    return migrate(url, simulation)


def kind_of(url: str) -> bool | None:
    """Whether the store is a simulation; None where there is no store yet."""
    try:
        with psycopg.connect(url) as connection:
            return is_simulation(connection)
    except (psycopg.OperationalError, psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName):
        return None
