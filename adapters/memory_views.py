"""Views in memory, every row version kept: the same answers as PostgreSQL's, for tests and stories."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from domain.events.base import Event
from domain.values import Place
from projections.base import AppendRows, Projection, Rows, known_projections

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "": operator.eq,
    "lt": lambda held, asked: held is not None and held < asked,
    "lte": lambda held, asked: held is not None and held <= asked,
    "gt": lambda held, asked: held is not None and held > asked,
    "gte": lambda held, asked: held is not None and held >= asked,
    "in": lambda held, asked: held in asked,
    "not": operator.ne,
}
"""What is compared in memory, by the suffix of a column."""


class MemoryViews:
    """Folds facts as they come and answers as of any position."""

    def __init__(self, projections: Iterable[type[Projection]] | None = None) -> None:
        kinds = known_projections() if projections is None else tuple(projections)
        self.position = 0
        self._rows: dict[str, Rows[Any] | AppendRows[Any]] = {
            kind.name: AppendRows(kind.Row) if kind.is_append_only else Rows(kind.Row) for kind in kinds
        }
        self._folds: dict[type[Event], list[tuple[Any, Any]]] = {}
        for kind in kinds:
            for fact, fold in kind().folds().items():
                self._folds.setdefault(fact, []).append((fold, self._rows[kind.name]))

    def follow(self, facts: Iterable[tuple[Place, Event]]) -> None:
        """Fold facts in order; those already folded pass by."""
        for place, event in facts:
            if place.position <= self.position:
                continue
            for fold, rows in self._folds.get(type(event), ()):
                rows.begin(place, event)
                fold(event, rows)
            self.position = place.position

    def rows(
        self,
        projection: type[Projection],
        as_of: int | None = None,
        *,
        where: Mapping[str, Any] | None = None,
        order: Sequence[str] = (),
        after: Sequence[Any] | None = None,
        limit: int | None = None,
        **equals: Any,  # noqa: ANN401  (a column's own type)
    ) -> list[Any]:
        """Rows whose columns have these values, as known at a position (default: now), in an order."""
        conditions = [_condition(name, value) for name, value in {**(where or {}), **equals}.items()]
        found = [row for row in self._known(projection, as_of) if all(holds(row) for holds in conditions)]
        for column in reversed(order):
            found.sort(key=attrgetter(column.removeprefix("-")), reverse=column.startswith("-"))
        if after is not None:
            place = attrgetter(*order)
            found = [row for row in found if place(row) > tuple(after)]
        return found[:limit]

    def _known(self, projection: type[Projection], as_of: int | None) -> list[Any]:
        held = self._rows[projection.name]
        if isinstance(held, AppendRows):
            return [row for row in held.added if as_of is None or row.position <= as_of]
        if as_of is None:
            return [row for row, _ in held.live.values()]
        past = [old.row for old in held.superseded if old.known_from <= as_of < old.known_to]
        return past + [row for row, known_from in held.live.values() if known_from <= as_of]


def _condition(name: str, value: Any) -> Callable[[Any], bool]:  # noqa: ANN401  (a column's own type)
    column, _, comparison = name.partition("__")
    return lambda row: COMPARISONS[comparison](getattr(row, column), value)
