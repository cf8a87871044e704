"""The library's recorder over our tables: writing through the group committer, reading with plain statements.

Name it to the library with `PERSISTENCE_MODULE=adapters.postgres.recorder` and `POSTGRES_URL`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import eventsourcing.postgres as library  # not the factory by name: the library looks for exactly one here
from eventsourcing.persistence import StoredEvent
from eventsourcing.utils import Environment, EnvType
from psycopg import Cursor
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import Format
from psycopg.rows import dict_row, tuple_row

from adapters.postgres.committer import GroupCommitter, Limits
from adapters.postgres.pending import PendingCommand
from application.recorder import CommandRecorder, Row, Saved
from application.store import Store
from domain.errors import CommandReused

ROW = "SELECT notification_id, originator_id, originator_version, recorded_at, topic, state FROM store.events"
SESSION = "-c timezone=UTC"
"""Recorded times come back in UTC, whatever the server's own zone."""


class StoreRecorder(CommandRecorder, library.PostgresApplicationRecorder):
    """Facts in `store.events`, commands in `store.commands`. Tables are made by migrations, never here."""

    def __init__(self, datastore: library.PostgresDatastore, conninfo: str, limits: Limits | None = None) -> None:
        super().__init__(datastore, events_table_name="events")
        self.committer = GroupCommitter(conninfo, limits)

    def create_table(self) -> None:
        """Nothing: a migrated database has it."""

    def append(self, events: Sequence[StoredEvent], command_id: UUID, digest: bytes) -> Saved:
        """Write a command, once, with whatever else is being written at this moment."""
        return self.committer.append(PendingCommand(events, command_id, digest))

    def find_command(self, command_id: UUID, digest: bytes | None = None) -> Saved | None:
        """What a command wrote, if it was written. Raises CommandReused."""
        statement = "SELECT first_position, last_position, digest FROM store.commands WHERE command_id = %b"
        found = self._query(statement, command_id)
        if not found:
            return None
        first, last, known = found[0]
        if digest not in {None, known}:
            raise CommandReused(f"{command_id} was another command", remedy="give a new command a new id")
        return Saved(tuple(range(first, last + 1)), repeated=True)

    def position_at(self, instant: datetime) -> int:
        """The last position recorded by an instant; 0 if there was none."""
        return int(self._query("SELECT store.position_at(%b)", instant)[0][0])

    def rows(self, after: int, limit: int) -> Sequence[Row]:
        """Facts after a position, in order."""
        found = self._query(f"{ROW} WHERE notification_id > %b ORDER BY notification_id LIMIT %b", after, limit)
        return [Row._make(row) for row in found]

    def stream_rows(self, stream: UUID, after: int) -> Sequence[Row]:
        """Facts of one stream after a version, in order."""
        which = "WHERE originator_id = %b AND originator_version > %b ORDER BY originator_version"
        return [Row._make(row) for row in self._query(f"{ROW} {which}", stream, after)]

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """The library's way of reading a stream, as binary tuples: replay spends its time here."""
        statement = "SELECT originator_id, originator_version, topic, state FROM store.events WHERE originator_id = %b"
        values: list[object] = [originator_id]
        for condition, value in (("originator_version > %b", gt), ("originator_version <= %b", lte)):
            if value is not None:
                statement += f" AND {condition}"
                values.append(value)
        statement += " ORDER BY originator_version DESC" if desc else " ORDER BY originator_version"
        if limit is not None:
            statement += " LIMIT %b"
            values.append(limit)
        return [StoredEvent(*row) for row in self._query(statement, *values)]

    def _query(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows of a prepared statement, in binary. Raises the library's errors of a database."""
        with self.datastore.get_connection() as connection:
            cursor = Cursor(connection, row_factory=tuple_row)
            cursor.format = Format.BINARY
            return cursor.execute(statement.encode(), values, prepare=True).fetchall()


class StoreFactory(library.PostgresFactory):
    """Makes the recorder from a url or conninfo in `POSTGRES_URL`."""

    POSTGRES_URL = "POSTGRES_URL"

    def __init__(self, env: Environment | EnvType | None, limits: Limits | None = None) -> None:
        known = env if isinstance(env, Environment) else Environment(env=env)
        self.conninfo = known.get(self.POSTGRES_URL)
        if not self.conninfo:
            raise OSError(f"set {self.POSTGRES_URL} to the url of the store's database")
        parameters = conninfo_to_dict(self.conninfo)
        known.update(
            POSTGRES_DBNAME=str(parameters.get("dbname", "")),
            POSTGRES_HOST=str(parameters.get("host", "")),
            POSTGRES_USER=str(parameters.get("user", "")),
            POSTGRES_PASSWORD=str(parameters.get("password", "")),
            POSTGRES_SCHEMA="store",
            POSTGRES_POOL_SIZE=known.get(self.POSTGRES_POOL_SIZE, "1"),
            POSTGRES_MAX_OVERFLOW=known.get(self.POSTGRES_MAX_OVERFLOW, "19"),
            POSTGRES_ENABLE_DB_FUNCTIONS="n",  # its function takes no lock: readers lose facts
        )
        super().__init__(known)
        self.datastore.pool.kwargs = {"row_factory": dict_row, **parameters, "options": SESSION}
        self._limits = limits
        self._made: list[StoreRecorder] = []

    def application_recorder(self) -> StoreRecorder:
        """A recorder with a committer of its own."""
        recorder = StoreRecorder(self.datastore, str(self.conninfo), self._limits)
        self._made.append(recorder)
        return recorder

    def close(self) -> None:
        """Leave the database."""
        for recorder in self._made:
            recorder.committer.close()
        super().close()


def store_at(url: str, limits: Limits | None = None) -> Store:
    """The store in a migrated database, as the role in the url. Close it when done."""
    return Store(factory=StoreFactory({StoreFactory.POSTGRES_URL: url}, limits))
