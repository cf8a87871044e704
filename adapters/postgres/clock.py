"""The application's clock: the system's in a real store, the store's own row in a simulation."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import psycopg
from psycopg.rows import scalar_row
from psycopg_pool import ConnectionPool


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)


class SimulationClock:
    """The time of a simulation, read and moved in the database, so that recorded times follow it.

    The connection is the caller's; it is best in autocommit mode.
    """

    def __init__(self, connection: psycopg.Connection) -> None:
        self._cursor = connection.cursor(row_factory=scalar_row)

    def now(self) -> datetime:
        """Where the store's clock stands, in UTC."""
        return self._asked("SELECT store.clock()")

    def advance_to(self, instant: datetime) -> None:
        """Move forward. Raises ValueError for an earlier instant, or one without an offset."""
        if instant.utcoffset() is None:
            raise ValueError("a time without an offset names no instant")
        try:
            self._asked("SELECT store.advance_clock(%s)", instant)
        except psycopg.errors.InvalidParameterValue as error:
            raise ValueError(error.diag.message_primary) from error

    def _asked(self, statement: str, *values: datetime) -> datetime:
        found = self._cursor.execute(statement.encode(), values).fetchone()
        if not isinstance(found, datetime):
            raise TypeError(f"the clock says {found!r}")
        return found.astimezone(UTC)


class PooledSimulationClock:
    """A simulation's clock, asked over whichever connection is free."""

    def __init__(self, pool: ConnectionPool[Any]) -> None:
        self.pool = pool

    def now(self) -> datetime:
        """Where the store's clock stands."""
        with self.pool.connection() as connection:
            return SimulationClock(connection).now()

    def advance_to(self, instant: datetime) -> None:
        """Move it forward; an earlier instant leaves it where it stands."""
        with self.pool.connection() as connection:
            clock = SimulationClock(connection)
            clock.advance_to(max(instant, clock.now()))
