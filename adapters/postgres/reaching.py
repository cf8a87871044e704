"""Whether a server answers, asked before anything else; and beginning anew where it goes away while one begins."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from typing import TypeVar

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.pq import PGconn, Ping

from domain.errors import Refused

T = TypeVar("T")

log = logging.getLogger("tiji.database")

AWAY = {Ping.REJECT, Ping.NO_RESPONSE}
"""It is on its way up or down, or nothing is there; anything else is for the connection itself to say."""
PAUSE = 0.2


REMEDY = "start PostgreSQL, or correct DATABASE_URL"


class DatabaseAway(Refused):
    """No PostgreSQL answers where it was looked for, or it lets nobody in."""

    code = "database.away"


def await_server(url: str, patience: float = 0.0) -> None:
    """Return once the server answers, waiting so many seconds; what is waited for is said once.

    Raises DatabaseAway.
    """
    known = conninfo_to_dict(url)
    where = f"{known.get('host') or 'the default socket'}:{known.get('port') or 5432}"
    asked, until, told = make_conninfo(url, connect_timeout=5).encode(), time.monotonic() + patience, False
    while (answer := PGconn.ping(asked)) in AWAY:
        why = "is starting up or shutting down" if answer == Ping.REJECT else "does not answer"
        if time.monotonic() >= until:
            raise DatabaseAway(f"the database at {where} {why}", remedy=REMEDY)
        if not told:
            log.warning("the database at %s %s; waiting for it", where, why)
            told = True
        time.sleep(PAUSE)


def entered(stack: ExitStack, room: Callable[[], AbstractContextManager[T]], tries: int = 1) -> T:
    """Enter what is made over a database, so many times anew where the database goes away while it is made.

    Raises DatabaseAway.
    """
    for left in reversed(range(tries)):
        try:
            return stack.enter_context(room())
        except psycopg.OperationalError as lost:
            if not left:
                raise DatabaseAway(f"the database cannot be used: {lost}", remedy=REMEDY) from lost
            log.warning("the database went away (%s); beginning anew", lost)
            time.sleep(PAUSE)
    raise AssertionError("unreachable: the last try either returns or raises")
