"""The tables of a view: current rows, past versions, and the function that answers as of a position."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Literal, Union, get_args, get_origin
from uuid import UUID

import msgspec

from adapters.postgres.nets import UNIT, Policy
from adapters.postgres.roles import Role
from projections.base import Projection

SPANS = 17
"""Classes of a past version's length: up to 4^16 positions, four thousand million facts."""

TYPES: dict[Any, str] = {
    UUID: "uuid",
    str: "text",
    int: "bigint",
    bool: "boolean",
    datetime: "timestamptz",
    date: "date",
}
READERS = (Role.APP, Role.REVIEWER, Role.UNIT)


class NoColumnFor(TypeError):
    """A row declares a type no column can hold without loss: bytes, floats, anything unknown."""


@dataclass(frozen=True)
class Column:
    """A column: its name, its PostgreSQL type, whether it may be null, whether it comes back as a tuple."""

    name: str
    type: str
    nullable: bool
    is_tuple: bool


def column(name: str, annotation: Any) -> Column:  # noqa: ANN401  (an annotation)
    """The column of a row's field. Raises NoColumnFor."""
    nullable = False
    if get_origin(annotation) in {Union, types.UnionType}:
        inner = [part for part in get_args(annotation) if part is not type(None)]
        nullable = len(inner) < len(get_args(annotation))
        if len(inner) != 1:
            raise NoColumnFor(f"{name} may be several things; a column holds one")
        annotation = inner[0]
    while hasattr(annotation, "__supertype__"):
        annotation = annotation.__supertype__
    origin = get_origin(annotation)
    if origin is Literal:
        annotation = type(get_args(annotation)[0])
    if origin in {tuple, list, dict}:
        return Column(name, "jsonb", nullable, origin is tuple)
    if annotation not in TYPES:
        raise NoColumnFor(
            f"{name}: {annotation!r} has no column; use text, numbers without fractions, times with offset"
        )
    return Column(name, TYPES[annotation], nullable, is_tuple=False)


def quoted(*names: str) -> str:
    """Names as SQL identifiers, comma between."""
    return ", ".join('"' + name.replace('"', '""') + '"' for name in names)


class Tables:
    """The tables of one projection, live ones or those being built beside them (`suffix`)."""

    def __init__(self, projection: type[Projection], suffix: str = "") -> None:
        self.projection = projection
        self.suffix = suffix
        hints = typing.get_type_hints(projection.Row)
        self.columns = tuple(column(field.name, hints[field.name]) for field in msgspec.structs.fields(projection.Row))
        self.names = tuple(column.name for column in self.columns)
        self.key = projection.Row.key
        if self.names[: len(self.key)] != self.key or self.key[0] != "case":
            raise NoColumnFor(f"{projection.name}: the key comes first and begins with the case")

    @cached_property
    def current(self) -> str:
        """Name of the table of current rows."""
        return f"views.{quoted(self.projection.name + self.suffix)}"

    @cached_property
    def past(self) -> str:
        """Name of the table of past versions."""
        return f"views.{quoted(self.projection.name + '_past' + self.suffix)}"

    @cached_property
    def at(self) -> str:
        """Name of the function that answers as of a position."""
        return f"views.{quoted(self.projection.name + '_at')}"

    def create(self) -> Iterator[str]:
        """Statements that make the tables, without their indexes."""
        columns = ", ".join(
            f"{quoted(each.name)} {each.type}{'' if each.nullable else ' NOT NULL'}" for each in self.columns
        )
        if self.projection.is_append_only:
            yield f"CREATE TABLE {self.current} ({columns})"
        else:
            yield f"CREATE TABLE {self.current} ({columns}, known_from bigint NOT NULL) WITH (fillfactor = 80)"
            yield (
                f"CREATE TABLE {self.past} ({columns}, known_from bigint NOT NULL,"
                " known_to bigint NOT NULL, span smallint NOT NULL)"
            )
        for table in self.both:
            yield f"GRANT SELECT ON {table} TO {', '.join(READERS)}"

    def policies(self) -> Iterator[Policy]:
        """Which rows each reader is given; none where everybody is given all."""
        if self.projection.shown_to == "everybody":
            return
        for table in self.both:
            yield Policy(table, "of_app", "SELECT", Role.APP, "true", is_forced=False)
            yield Policy(table, "of_reviewer", "SELECT", Role.REVIEWER, "true", is_forced=False)
            if self.projection.shown_to != "offices":
                yield Policy(table, "of_unit", "SELECT", Role.UNIT, self._of_unit(table), is_forced=False)

    def _of_unit(self, table: str) -> str:
        """The rows of whichever unit a transaction names."""
        if self.projection.shown_to == "the unit":
            return f"unit = {UNIT}"
        own = f'{table.removeprefix("views.")}."case"'
        return f'EXISTS (SELECT FROM views.concerned c WHERE c."case" = {own} AND c.unit = {UNIT})'

    def index(self) -> Iterator[str]:
        """Statements that make the indexes; each declared one has a twin on the past."""
        yield f"ALTER TABLE {self.current} ADD PRIMARY KEY ({quoted(*self.key)})"
        for columns in self.projection.indexes:
            yield f"CREATE INDEX ON {self.current} ({quoted(*columns)})"
        if not self.projection.is_append_only:
            yield f"CREATE INDEX ON {self.past} ({quoted(*self.key)}, known_to)"
            declared = dict.fromkeys(name for columns in self.projection.indexes for name in columns)
            include = f" INCLUDE ({quoted(*declared)})" if declared else ""
            yield f"CREATE INDEX ON {self.past} (span, known_to, known_from){include}"

    def function(self) -> str:
        """The statement that makes the as-of function: current rows, plus one short probe a span."""
        if self.projection.is_append_only:
            return (
                f"CREATE OR REPLACE FUNCTION {self.at}(n bigint) RETURNS SETOF {self.current}"
                f" LANGUAGE sql STABLE AS $$ SELECT * FROM {self.current} WHERE position <= n $$"
            )
        names = quoted(*self.names)
        past = ", ".join(f"p.{quoted(name)}" for name in self.names)
        return (
            f"CREATE OR REPLACE FUNCTION {self.at}(n bigint) RETURNS SETOF {self.current} LANGUAGE sql STABLE AS $$"
            f" SELECT {names}, known_from FROM {self.current} WHERE known_from <= n UNION ALL"
            f" SELECT {past}, p.known_from FROM generate_series(0, {SPANS - 1}) AS g(s), {self.past} p"
            " WHERE p.span = g.s AND p.known_to > n AND p.known_to <= n + (1::bigint << (2 * g.s))"
            " AND p.known_from <= n $$"
        )

    def drop(self) -> Iterator[str]:
        """Statements that remove the tables and what depends on them."""
        for table in self.both:
            yield f"DROP TABLE IF EXISTS {table} CASCADE"

    @property
    def both(self) -> tuple[str, ...]:
        """Its tables."""
        return (self.current,) if self.projection.is_append_only else (self.current, self.past)


def span_of(known_from: int, known_to: int) -> int:
    """The smallest s with known_to - known_from <= 4^s."""
    length = known_to - known_from
    return max(0, ((length - 1).bit_length() + 1) // 2)
