"""The application's clock: the system's in a real store, the store's own row in a simulation."""

from __future__ import annotations

from datetime import UTC, datetime

import psycopg
from psycopg.rows import scalar_row


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
