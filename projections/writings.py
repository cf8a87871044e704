"""Which fact of which case holds which text: from a handle back to where it was written."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args
from uuid import UUID

import msgspec

from domain.events.base import Event, topic_of
from domain.values import Handle
from projections import base
from projections.base import AppendProjection, AppendRows, on


class Writings(AppendProjection):
    """文字出处: one row for each handle a fact holds. What it stands for is in the vault."""

    version = 1
    shown_to = "whom it concerns"

    class Row(base.Row, frozen=True):
        """One text of a case."""

        key = ("case", "position", "handle")

        case: UUID
        position: int
        handle: Handle
        field: str
        topic: str

    indexes = (("handle",),)

    @on(Event)
    def written(self, event: Event, rows: AppendRows[Row]) -> None:
        """Every handle of every fact that belongs to a case."""
        if event.case is None:
            return
        for field, handle in _handles(event):
            rows.add(self.Row(event.case, rows.place.position, handle, field, topic_of(event)))


def _handles(event: Event) -> Iterator[tuple[str, Handle]]:
    for field in _fields_with_handles(type(event)):
        value: Any = getattr(event, field)
        several = value if isinstance(value, tuple) else (value,)
        yield from ((field, each) for each in dict.fromkeys(several) if each is not None)


@cache
def _fields_with_handles(event: type[Event]) -> tuple[str, ...]:
    return tuple(field.name for field in msgspec.structs.fields(event) if _is_handle(field.type))


def _is_handle(declared: Any) -> bool:  # noqa: ANN401  (whatever a field is declared as)
    return declared is Handle or any(_is_handle(part) for part in get_args(declared))
