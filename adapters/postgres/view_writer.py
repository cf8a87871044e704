"""Writes what folds changed: rows travel as one JSON parameter, every version kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from psycopg import Connection

from adapters.postgres.view_tables import Tables, quoted, span_of
from projections.base import AppendRows, Row, Rows

encode = msgspec.json.Encoder().encode


class ViewWriter:
    """The statements of one view, and the rows that go with them."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        key, names = tables.key, tables.names
        typed = ", ".join(f"{quoted(each.name)} {each.type}" for each in tables.columns)
        keys = ", ".join(f"{quoted(each.name)} {each.type}" for each in tables.columns[: len(key)])
        columns = quoted(*names)
        rest = quoted(*names[len(key) :], "known_from")
        fresh = ", ".join(f"excluded.{quoted(name)}" for name in (*names[len(key) :], "known_from"))
        same = " AND ".join(f"v.{quoted(name)} = s.{quoted(name)}" for name in key)
        self.add = (
            f"INSERT INTO {tables.current} ({columns}) SELECT {columns} FROM json_to_recordset(%s::json) AS s ({typed})"
        )
        self.upsert = (
            f"INSERT INTO {tables.current} ({columns}, known_from) SELECT {columns}, known_from"
            f" FROM json_to_recordset(%s::json) AS s ({typed}, known_from bigint)"
            f" ON CONFLICT ({quoted(*key)}) DO UPDATE SET ({rest}) = ROW ({fresh})"
        )
        self.bury = (
            f"INSERT INTO {tables.past} ({columns}, known_from, known_to, span)"
            f" SELECT {columns}, known_from, known_to, span FROM json_to_recordset(%s::json)"
            f" AS s ({typed}, known_from bigint, known_to bigint, span smallint)"
        )
        self.delete = f"DELETE FROM {tables.current} v USING json_to_recordset(%s::json) AS s ({keys}) WHERE {same}"
        self.select = f'SELECT {columns}, known_from FROM {tables.current} WHERE "case" = ANY (%s)'

    def statements(self, rows: Rows[Any] | AppendRows[Any]) -> Iterator[tuple[str, str]]:
        """What must be run, with its parameter; empties the working set's changes."""
        if isinstance(rows, AppendRows):
            if rows.added:
                yield self.add, _array(encode(row) for row in rows.added)
        elif rows.changed:
            past = [old for old in rows.superseded if old.known_from != old.known_to]
            if past:
                yield (
                    self.bury,
                    _array(
                        _with(
                            old.row,
                            f'"known_from":{old.known_from},"known_to":{old.known_to},"span":'
                            f"{span_of(old.known_from, old.known_to)}",
                        )
                        for old in past
                    ),
                )
            gone = [key for key in rows.changed if key not in rows.live]
            if gone:
                names = self.tables.key
                yield self.delete, _array(encode(dict(zip(names, key, strict=True))) for key in gone)
            kept = [rows.live[key] for key in rows.changed if key in rows.live]
            if kept:
                yield self.upsert, _array(_with(row, f'"known_from":{since}') for row, since in kept)
        rows.written()

    def load(self, connection: Connection[Any], rows: Rows[Any], cases: list[Any]) -> None:
        """Bring the live rows of cases into the working set."""
        for *values, known_from in connection.execute(self.select, [cases]).fetchall():
            rows.load(self.row(values), known_from)

    def row(self, values: Iterable[Any]) -> Row:
        """A row from its columns' values."""
        kind = self.tables.projection.Row
        given = zip(self.tables.columns, values, strict=True)
        return kind(*(tuple(value) if column.is_tuple and value is not None else value for column, value in given))


def _with(row: Row, more: str) -> bytes:
    return encode(row)[:-1] + b"," + more.encode() + b"}"


def _array(rows: Iterable[bytes]) -> str:
    return (b"[" + b",".join(rows) + b"]").decode()
