"""Asks the views: now, or as of a position; read your own writes by waiting for them."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

from psycopg_pool import ConnectionPool

from adapters.postgres.follower import position_of
from adapters.postgres.view_tables import Tables, quoted
from adapters.postgres.view_writer import ViewWriter
from domain.errors import Refused
from domain.values import UnitId
from projections.base import Projection

COMPARISONS = {"": "=", "lt": "<", "lte": "<=", "gt": ">", "gte": ">=", "in": "= ANY", "not": "IS DISTINCT FROM"}
NAMED = "SELECT set_config('tiji.unit', %s, true)"
PATIENCE = 3.0
"""Seconds a question waits for the views to reach its position."""


class NotYetKnown(Refused):
    """The views have not reached that position, and may never: it lies beyond the newest fact."""

    code = "as_of.not_yet_known"


class UnknownColumn(Refused):
    """The view has no such column."""

    code = "view.unknown_column"


WRITERS: dict[str, ViewWriter] = {}


def writer_of(projection: type[Projection]) -> ViewWriter:
    """What knows a projection's columns, made once."""
    if projection.name not in WRITERS:
        WRITERS[projection.name] = ViewWriter(Tables(projection))
    return WRITERS[projection.name]


class ViewReader:
    """Rows and counts of views. `as_of=None` reads current rows only and never touches history."""

    def __init__(self, pool: ConnectionPool[Any]) -> None:
        self.pool = pool

    def position(self) -> int:
        """The newest position the views hold."""
        with self.pool.connection() as connection:
            return position_of(connection)

    def wait_for(self, position: int, patience: float = PATIENCE) -> int:
        """Wait until the views hold a position; the position they hold. Raises NotYetKnown."""
        deadline = time.monotonic() + patience
        pause = 0.002
        while (reached := self.position()) < position:
            if time.monotonic() > deadline:
                raise NotYetKnown(
                    f"the views are at {reached}, not yet at {position}",
                    remedy="ask again shortly, or ask as of a position that has been reached",
                )
            time.sleep(pause)
            pause = min(pause * 1.5, 0.1)
        return reached

    def rows(
        self,
        projection: type[Projection],
        as_of: int | None = None,
        *,
        where: Mapping[str, Any] | None = None,
        order: Sequence[str] = (),
        after: Sequence[Any] | None = None,
        limit: int | None = None,
        offset: int = 0,
        **equals: Any,  # noqa: ANN401  (a column's own type)
    ) -> list[Any]:
        """Rows of a view. `where` takes `column`, `column__lt`, `__lte`, `__gt`, `__gte`, `__in`, `__not`.

        `order` names columns, descending with a leading minus; `after` holds the values of ascending ones in the
        last row of the page before. Raises UnknownColumn.
        """
        tables = writer_of(projection).tables
        condition, values = self._where(tables, {**(where or {}), **equals})
        source, given = self._source(tables, as_of)
        if after is not None:
            behind = f"({', '.join(self._known(tables, name) for name in order)}) > ({', '.join(['%s'] * len(after))})"
            condition = f"{condition} AND {behind}" if condition else f" WHERE {behind}"
            values = [*values, *after]
        by = [self._known(tables, name.removeprefix("-")) + (" DESC" if name[0] == "-" else "") for name in order]
        text = f"SELECT {quoted(*tables.names)} FROM {source}{condition}"
        text += f" ORDER BY {', '.join(by)}" if by else ""
        text += f" LIMIT {limit:d}" if limit is not None else ""
        text += f" OFFSET {offset:d}" if offset else ""
        found = self._asked(text, [*given, *values])
        return [writer_of(projection).row(values) for values in found]

    def count(
        self,
        projection: type[Projection],
        as_of: int | None = None,
        *,
        where: Mapping[str, Any] | None = None,
        by: Sequence[str] = (),
        **equals: Any,  # noqa: ANN401  (a column's own type)
    ) -> dict[tuple[Any, ...], int]:
        """How many rows, by the values of columns; `{(): n}` without columns."""
        tables = writer_of(projection).tables
        condition, values = self._where(tables, {**(where or {}), **equals})
        source, given = self._source(tables, as_of)
        columns = ", ".join(self._known(tables, name) for name in by)
        text = f"SELECT {columns + ', ' if by else ''}count(*) FROM {source}{condition}"
        text += f" GROUP BY {columns}" if by else ""
        found = self._asked(text, [*given, *values])
        return {tuple(row[:-1]): row[-1] for row in found}

    def query(
        self, text: str, as_of: int | None, parameters: Sequence[Any] = (), **views: type[Projection]
    ) -> list[tuple[Any, ...]]:
        """A projection's own question: `{name}` in the text stands for a view as of the position."""
        sources = {name: self._literal_source(writer_of(kind).tables, as_of) for name, kind in views.items()}
        return self._asked(text.format(**sources), list(parameters))

    def _asked(self, text: str, values: list[Any]) -> list[tuple[Any, ...]]:
        with self.pool.connection() as connection:
            found: list[tuple[Any, ...]] = connection.execute(text.encode(), values).fetchall()
        return found

    def _source(self, tables: Tables, as_of: int | None) -> tuple[str, list[Any]]:
        if as_of is None:
            return tables.current, []
        self.wait_for(as_of)
        return f"{tables.at}(%s)", [as_of]

    def _literal_source(self, tables: Tables, as_of: int | None) -> str:
        if as_of is None:
            return tables.current
        self.wait_for(as_of)
        return f"{tables.at}({as_of:d})"

    def _where(self, tables: Tables, filters: Mapping[str, Any]) -> tuple[str, list[Any]]:
        parts, values = [], []
        for name, value in filters.items():
            column, _, comparison = name.partition("__")
            known = self._known(tables, column)
            if comparison not in COMPARISONS:
                raise UnknownColumn(f"no comparison {comparison!r}", remedy=f"use one of: {', '.join(COMPARISONS)}")
            if value is None and not comparison:
                parts.append(f"{known} IS NULL")
                continue
            parts.append(f"{known} {COMPARISONS[comparison]} {'(%s)' if comparison == 'in' else '%s'}")
            values.append(list(value) if comparison == "in" else value)
        return (" WHERE " + " AND ".join(parts) if parts else ""), values

    def _known(self, tables: Tables, name: str) -> str:
        if name not in tables.names:
            known = ", ".join(tables.names)
            raise UnknownColumn(f"{tables.projection.name} has no column {name!r}", remedy=f"use one of: {known}")
        return quoted(name)


class UnitReader(ViewReader):
    """The same for a unit's seats, by a login that the database itself gives no other unit's cases.

    Each question is a transaction that names the unit. How far the views are is asked of the reader beside it.
    """

    def __init__(self, pool: ConnectionPool[Any], beside: ViewReader, unit: UnitId) -> None:
        super().__init__(pool)
        self.beside, self.unit = beside, unit

    def position(self) -> int:
        """The newest position the views hold."""
        return self.beside.position()

    def _asked(self, text: str, values: list[Any]) -> list[tuple[Any, ...]]:
        with self.pool.connection() as connection, connection.transaction():
            connection.execute(NAMED, [self.unit])
            found: list[tuple[Any, ...]] = connection.execute(text.encode(), values).fetchall()
        return found
