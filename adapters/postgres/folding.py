"""Views in memory while facts are folded into them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from psycopg import Connection

from adapters.postgres.view_tables import Tables
from adapters.postgres.view_writer import ViewWriter
from domain.events.base import Event, topics
from domain.values import Place
from projections.base import AppendRows, Projection, Rows

REMEMBERED_CASES = 20_000


@dataclass(frozen=True)
class View:
    """One view while it is followed."""

    projection: type[Projection]
    rows: Rows[Any] | AppendRows[Any]
    writer: ViewWriter


class Folding:
    """Which fold takes which fact, and whose rows are remembered."""

    def __init__(self, projections: Iterable[type[Projection]], suffix: str = "") -> None:
        self.views: list[View] = []
        self.folds: defaultdict[type[Event], list[tuple[Any, Any]]] = defaultdict(list)
        for projection in projections:
            rows: Rows[Any] | AppendRows[Any]
            rows = AppendRows(projection.Row) if projection.is_append_only else Rows(projection.Row)
            self.views.append(View(projection, rows, ViewWriter(Tables(projection, suffix))))
            for fact, fold in projection().folds().items():
                self.folds[fact].append((fold, rows))
        self.decoders: dict[str, Callable[[bytes], Event]] = {
            topic: msgspec.json.Decoder(kind).decode for topic, kind in topics().items()
        }
        self.cases: dict[UUID, None] = {}

    def fold(self, place: Place, event: Event) -> None:
        """Fold one fact into every view that takes it."""
        for fold, rows in self.folds.get(type(event), ()):
            rows.begin(place, event)
            fold(event, rows)

    def remember(self, connection: Connection[Any], cases: Iterable[UUID]) -> None:
        """Load the rows of cases not yet in memory, forgetting the longest unused of all others."""
        needed = dict.fromkeys(cases)
        wanted = [case for case in needed if case not in self.cases]
        if wanted:
            for view in self.views:
                if isinstance(view.rows, Rows):
                    view.writer.load(connection, view.rows, wanted)
        for case in needed:
            self.cases.pop(case, None)
            self.cases[case] = None
        while len(self.cases) > max(REMEMBERED_CASES, len(needed)):
            oldest = next(iter(self.cases))
            del self.cases[oldest]
            for view in self.views:
                if isinstance(view.rows, Rows):
                    view.rows.forget(oldest)
