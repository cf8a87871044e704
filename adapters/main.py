"""The only place where the rooms are put together."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from typing import Any, cast

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg_pool import ConnectionPool, PoolTimeout

from adapters.accounts import PostgresAccounts
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
from adapters.postgres.follower import Follower
from adapters.postgres.migrate import is_simulation, migrate
from adapters.postgres.progress import PostgresProgress
from adapters.postgres.reaching import await_server
from adapters.postgres.recorder import store_at
from adapters.postgres.roles import Role, as_role
from adapters.postgres.view_reader import UnitReader, ViewReader
from adapters.read_side import ReadSide
from adapters.refusals import PostgresRefusals
from adapters.regulations import at_hand
from adapters.running import Tiji
from adapters.scores_read import ScoreRecord
from adapters.sealing import log_public
from adapters.settings import Settings
from adapters.vault import PostgresVault, master_key
from application.calendars import KnownCalendar
from application.desk import Desk
from application.due import answer
from application.editions import KnownEditions
from application.house import House
from application.outbox import Post
from application.ports import Clock
from domain.calendar import Calendar

DATABASE = "tiji"
OUTBOX = "notices/outgoing.jsonl"
"""Where the file carrier appends, below the data."""
POOL = 12
"""Connections a serving process keeps at the most, beside the store's own."""
OF_UNITS = 6
"""Those by which questions of units are asked, at the most."""


@contextmanager
def database(settings: Settings, patience: float = 0.0) -> Iterator[str]:
    """The owner's way into the database: the one that was named, or the embedded server's, started if need be.

    One that was named is waited for so many seconds. Raises DatabaseAway.
    """
    if settings.database_url:
        await_server(settings.database_url, patience)
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
    of_units: ConnectionPool[Any] = ConnectionPool(
        as_role(url, Role.UNIT), min_size=0, max_size=OF_UNITS, kwargs={"autocommit": True}, open=True, name="units"
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
            partial(UnitReader, of_units, reader),
            house,
            follower,
            PostgresRefusals(pool),
            vault,
            accounts,
            editions,
            log_public(settings),
        )
    finally:
        with suppress(psycopg.Error):
            follower.close()
        vault.close()
        of_units.close()
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
        reader_of=application.reader_of,
        facts=cast("Facts", application.store.recorder),
        refusals=application.refusals,
        search=application.vault,
        disclosures=application.accounts,
        bundles=application.bundles(),
        log=LogReader(LogTables(application.pool.connection), application.log_public),
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
