"""Which units does a case concern? The net under what a unit may read hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args
from uuid import UUID

import msgspec

from domain.events.base import Event
from domain.values import UnitId
from projections import base
from projections.base import Projection, Rows, on

ONLY_SUGGESTED = frozenset({"suggested_unit"})
"""Fields that name a unit which learns nothing by being named."""


class Concerned(Projection):
    """涉及单位: one row for each unit that acted in a case, or that a fact of it names. It never ends."""

    version = 1
    shown_to = "the unit"

    class Row(base.Row, frozen=True):
        """A unit that a case concerns, or did."""

        key = ("case", "unit")

        case: UUID
        unit: UnitId

    indexes = (("unit",),)

    @on(Event)
    def named(self, event: Event, rows: Rows[Row]) -> None:
        """Every unit of every fact that belongs to a case."""
        if event.case is None:
            return
        for unit in dict.fromkeys(_units(event)):
            if rows.get(event.case, unit) is None:
                rows.put(self.Row(event.case, unit))


def _units(event: Event) -> Iterator[UnitId]:
    if event.act.on_behalf_of is not None:
        yield event.act.on_behalf_of
    for field in _fields_with_units(type(event)):
        value: Any = getattr(event, field)
        several = value if isinstance(value, tuple) else (value,)
        yield from (each for each in several if each is not None)


@cache
def _fields_with_units(event: type[Event]) -> tuple[str, ...]:
    fields = msgspec.structs.fields(event)
    return tuple(field.name for field in fields if field.name not in ONLY_SUGGESTED and _is_unit(field.type))


def _is_unit(declared: Any) -> bool:  # noqa: ANN401  (whatever a field is declared as)
    return declared is UnitId or any(_is_unit(part) for part in get_args(declared))
