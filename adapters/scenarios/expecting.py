"""Holds what a story expects of a view against its rows, and says in one line what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import msgspec

from adapters.scenarios.world import World
from domain.values import BEIJING
from projections.base import Projection, known_projections
from projections.timeliness import light

MISSING = object()
BESIDE = ("on", "as_of", "at", "count", "light")
"""What an expectation says beside the columns of a row."""


@dataclass(frozen=True)
class Expectation:
    """Rows of one view that should be there."""

    view: type[Projection]
    columns: Mapping[str, Any]
    on: str | None
    """The case, by its name in the story."""
    as_of: datetime | None
    at: datetime | None
    count: int | None
    light: str | None

    @property
    def says(self) -> str:
        """What is wanted, in words."""
        shown = {
            **({"on": self.on} if self.on else {}),
            **self.columns,
            **({"light": self.light} if self.light else {}),
        }
        times = f"{self.count} rows" if self.count is not None else "a row"
        asked = ", ".join(f"{name}={_said(value)}" for name, value in shown.items()) or "anything"
        return f"expect.{self.view.name}{f' as of {self.as_of}' if self.as_of else ''}: wanted {times} with {asked}"

    def unmet(self, world: World, case: UUID | None, resolve: Callable[[Any], Any]) -> Iterator[str]:
        """What is there instead; nothing where it is met. `resolve` puts ids for the names of a story."""
        position = world.house.desk.store.position_at(self.as_of) if self.as_of else None
        there = world.rows(self.view, as_of=position, **({"case": case} if case else {}))
        rows = [row for row in there if self._is_met_by(row, resolve, self.at or world.house.desk.clock.now())]
        if len(rows) == self.count or (self.count is None and rows):
            return
        columns = {*self.columns, *self.view.Row.key}
        lines = "\n      ".join(_brief(msgspec.to_builtins(row), columns) for row in there) or "nothing"
        yield f"{self.says}; there is\n      {lines}"

    def _is_met_by(self, row: Any, resolve: Callable[[Any], Any], at: datetime) -> bool:  # noqa: ANN401  (of any view)
        fits = (_same(getattr(row, name, MISSING), resolve(value)) for name, value in self.columns.items())
        return all(fits) and (self.light is None or light(row, at) == self.light)


def unmet(
    view: str, wanted: Mapping[str, Any], world: World, named: Callable[[str], UUID], resolve: Callable[[Any], Any]
) -> Iterator[str]:
    """What differs from one expectation of a story."""
    projection = next((known for known in known_projections() if known.name == view), None)
    if projection is None:
        yield f"expect.{view}: no such view"
        return
    columns = {name: value for name, value in wanted.items() if name not in BESIDE}
    if unknown := sorted(columns.keys() - set(projection.Row.__struct_fields__)):
        known = ", ".join(projection.Row.__struct_fields__)
        yield f"expect.{view}: no column {', '.join(unknown)}; it has {known}"
        return
    beside = {name: wanted.get(name) for name in BESIDE}
    on = beside["on"]
    yield from Expectation(projection, columns, **beside).unmet(world, named(on) if on else None, resolve)


def _same(value: Any, wanted: Any) -> bool:  # noqa: ANN401  (whatever a view and TOML hold)
    if isinstance(value, datetime) and isinstance(wanted, datetime):
        return value == wanted
    if isinstance(value, datetime) and isinstance(wanted, date | time):
        return value.astimezone(BEIJING).date() == wanted
    if isinstance(value, UUID):
        return str(value) == str(wanted)
    if isinstance(value, tuple):
        return bool(list(value) == wanted)
    if isinstance(value, Mapping) and isinstance(
        wanted, Mapping
    ):  # a story leaves out what it cannot know, like handles
        return all(_same(value.get(name, MISSING), each) for name, each in wanted.items())
    return bool(value == wanted)


def _said(value: object) -> str:
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _brief(row: dict[str, Any], columns: set[str]) -> str:
    return ", ".join(f"{name}={value}" for name, value in row.items() if name in columns and name != "case")
