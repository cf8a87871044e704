"""Views in memory, every row version kept: the same answers as PostgreSQL's, for tests and stories."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from domain.events.base import Event
from domain.values import Place
from projections.base import AppendRows, Projection, Rows, known_projections


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

    def rows(self, projection: type[Projection], as_of: int | None = None, **equals: Any) -> list[Any]:  # noqa: ANN401
        """Rows whose columns have these values, as known at a position (default: now)."""
        held = self._rows[projection.name]
        if isinstance(held, AppendRows):
            found = [row for row in held.added if as_of is None or row.position <= as_of]
        elif as_of is None:
            found = [row for row, _ in held.live.values()]
        else:
            past = [old.row for old in held.superseded if old.known_from <= as_of < old.known_to]
            found = past + [row for row, known_from in held.live.values() if known_from <= as_of]
        return [row for row in found if all(getattr(row, name) == value for name, value in equals.items())]
