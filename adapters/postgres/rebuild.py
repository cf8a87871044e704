"""Builds a view again beside the live one, and swaps them in one transaction."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import Connection
from psycopg.types.json import Jsonb

from adapters.postgres.folding import Folding, View
from adapters.postgres.follower import NAME, make_views, position_of
from adapters.postgres.roles import Role, as_role
from adapters.postgres.view_nets import hang
from adapters.postgres.view_tables import Tables, quoted, span_of
from adapters.postgres.view_writer import encode
from domain.errors import Refused
from domain.values import Place
from projections.base import AppendRows, Projection, known_projections

BESIDE = "__new"
CHUNK = 20_000

SCAN = """
SELECT notification_id, originator_id, originator_version, recorded_at, topic, state
FROM store.events WHERE notification_id > %s AND notification_id <= %s AND topic = ANY (%s)
ORDER BY notification_id"""


class RebuildDue(Refused):
    """Views were built by another version of the program, or never."""

    code = "views.rebuild_due"


def views_due(url: str, projections: Iterable[type[Projection]] | None = None) -> list[str]:
    """Names of views whose tables were built by other columns, key, indexes or folds than today's.

    None is due where nothing was folded yet: the follower makes them as it begins.
    """
    kinds = known_projections() if projections is None else tuple(projections)
    with psycopg.connect(as_role(url, Role.FOLLOWER)) as connection:
        if not position_of(connection):
            return []
        known: dict[str, str] = dict(connection.execute("SELECT name, fingerprint FROM views.registry").fetchall())
    return [kind.name for kind in kinds if known.get(kind.name) != kind.fingerprint()]


def require_current_views(url: str) -> None:
    """Refuse to answer from views that another version built. Raises RebuildDue."""
    if due := views_due(url):
        raise RebuildDue(
            f"another version built the views {', '.join(due)}, or there were none",
            remedy="stop the servers of the other version, run `tiji rebuild`, and start again",
        )


def rebuild(
    url: str, projections: Iterable[type[Projection]], report: Callable[[int, int], None] = lambda *_: None
) -> int:
    """Fold views anew from the first fact while the live ones answer; the number of facts folded.

    Parked facts get another chance; one that fails again stops the rebuild and leaves the live views alone. They stay
    parked where only some views are built, for the others still lack them.
    """
    kinds = tuple(projections)
    with (
        collector_at_rest(),
        psycopg.connect(as_role(url, Role.FOLLOWER), autocommit=True) as connection,
        psycopg.connect(as_role(url, Role.FOLLOWER)) as reading,
    ):
        make_views(connection, kinds)
        building = Building(connection, reading, kinds)
        head = position_of(connection)
        building.begin()
        building.fold_through(head, report)
        building.copy_in()
        with connection.transaction():
            connection.execute(
                "SELECT notification_id FROM store.tracking WHERE application_name = %s FOR UPDATE", [NAME]
            )
            building.follow_through(position_of(connection))
            building.swap()
        return building.folded


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """No garbage is collected meanwhile: rows make none in circles, and looking for it visits all of them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class Building:
    """The tables being built, and the rows that will fill them."""

    def __init__(
        self, connection: Connection[Any], reading: Connection[Any], kinds: tuple[type[Projection], ...]
    ) -> None:
        self.connection, self.reading = connection, reading
        self.folding = Folding(kinds, BESIDE)
        self.topics = sorted({topic for kind in kinds for topic in kind.topics()})
        self.at = 0
        self.folded = 0

    def begin(self) -> None:
        """Make empty tables beside the live ones."""
        with self.connection.transaction():
            for view in self.folding.views:
                for statement in (*view.writer.tables.drop(), *view.writer.tables.create()):
                    self.connection.execute(statement)

    def fold_through(self, head: int, report: Callable[[int, int], None]) -> None:
        """Fold every fact the views take, up to a position, in memory."""
        decode = self.folding.decoders
        with self.reading.cursor("scan", binary=True) as cursor:
            cursor.itersize = CHUNK
            for position, stream, version, at, topic, state in cursor.execute(SCAN, [self.at, head, self.topics]):
                self.folding.fold(Place(position, stream, version, at), decode[topic](state))
                self.folded += 1
                if self.folded % CHUNK == 0:
                    report(position, head)
        self.reading.rollback()
        self.at = head
        report(head, head)

    def copy_in(self) -> None:
        """Fill the tables and index them."""
        for view in self.folding.views:
            tables = view.writer.tables
            if isinstance(view.rows, AppendRows):
                self._copy(tables, tables.current, (_values(tables, row) for row in view.rows.added), ())
            else:
                live = ((*_values(tables, row), since) for row, since in view.rows.live.values())
                self._copy(tables, tables.current, live, ("known_from",))
                self._copy(tables, tables.past, _past(view, tables), ("known_from", "known_to", "span"))
            view.rows.written()
            for statement in tables.index():
                self.connection.execute(statement)

    def follow_through(self, head: int) -> None:
        """Catch up with what the live views took meanwhile, through the ordinary writer."""
        rows = self.reading.execute(SCAN, [self.at, head, self.topics]).fetchall()
        for position, stream, version, at, topic, state in rows:
            self.folding.fold(Place(position, stream, version, at), self.folding.decoders[topic](state))
            self.folded += 1
        for view in self.folding.views:
            for statement, parameter in view.writer.statements(view.rows):
                self.connection.execute(statement, [parameter])
        self.at = head

    def swap(self) -> None:
        """The new tables take the live ones' names; followers drop what they remember."""
        for view in self.folding.views:
            live, new = Tables(view.projection), view.writer.tables
            for statement in live.drop():
                self.connection.execute(statement)
            for built, name in zip(new.both, (live.projection.name, live.projection.name + "_past"), strict=False):
                self.connection.execute(f"ALTER TABLE {built} RENAME TO {quoted(name)}")
            self.connection.execute(live.function())
            self.connection.execute(
                "UPDATE views.registry SET fingerprint = %s, generation = generation + 1,"
                " built_at = clock_timestamp() WHERE name = %s",
                [view.projection.fingerprint(), view.projection.name],
            )
        hang(self.connection, [view.projection for view in self.folding.views])
        if {view.projection for view in self.folding.views}.issuperset(known_projections()):
            self.connection.execute("DELETE FROM views.parked")
        self.connection.execute("NOTIFY views")

    def _copy(self, tables: Tables, table: str, rows: Iterable[tuple[Any, ...]], more: tuple[str, ...]) -> None:
        types = [column.type for column in tables.columns] + ["int2" if name == "span" else "int8" for name in more]
        names = quoted(*tables.names, *more)
        copying = f"COPY {table} ({names}) FROM STDIN (FORMAT binary)"
        with self.connection.cursor() as cursor, cursor.copy(copying) as copy:
            copy.set_types([{"bigint": "int8", "boolean": "bool"}.get(name, name) for name in types])
            for row in rows:
                copy.write_row(row)


def _values(tables: Tables, row: Any) -> tuple[Any, ...]:  # noqa: ANN401  (a row of any view)
    return tuple(
        Jsonb(getattr(row, each.name), dumps=encode)
        if each.type == "jsonb" and getattr(row, each.name) is not None
        else getattr(row, each.name)
        for each in tables.columns
    )


def _past(view: View, tables: Tables) -> Iterator[tuple[Any, ...]]:
    assert not isinstance(view.rows, AppendRows)  # noqa: S101  (only versioned views have a past)
    for old in view.rows.superseded:
        if old.known_from != old.known_to:
            span = span_of(old.known_from, old.known_to)
            yield (*_values(tables, old.row), old.known_from, old.known_to, span)
