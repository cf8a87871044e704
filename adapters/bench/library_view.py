"""The library's way to a view: its runner, a transaction for each event, and one row that is upserted."""

from __future__ import annotations

import time
from typing import Any, cast
from uuid import UUID

from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from psycopg import Cursor
from psycopg.sql import SQL

from adapters.bench.subject import StockCase, StockCases, stock_case_with, stock_note

UPSERT = SQL(
    "INSERT INTO library_view (id, version, talks) VALUES (%s, %s, 1) ON CONFLICT (id) DO UPDATE"
    " SET version = excluded.version, talks = library_view.talks + 1"
)
LONGEST = 120.0
"""Seconds the runner may take for a turn."""


class RunnerStuck(RuntimeError):
    """The library's runner did not reach the last event in time."""


class TalksOfCases(PostgresTrackingRecorder):
    """How often each case was talked about: one row a case."""

    def _create_table(self, curs: Cursor[Any]) -> None:
        super()._create_table(curs)
        curs.execute("CREATE TABLE IF NOT EXISTS library_view (id uuid PRIMARY KEY, version bigint, talks bigint)")

    def talked(self, case: UUID, version: int, tracking: Tracking) -> None:
        """Row and position in one transaction, as the library's documentation shows it."""
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute(UPSERT, (case, version), prepare=True)


class CountTalks(Projection[TalksOfCases]):
    """The projection, noting when it had taken each event."""

    name = "talks"
    topics = ()

    def __init__(self, view: TalksOfCases) -> None:
        super().__init__(view)
        self.taken_at: list[float] = []

    def process_event(self, domain_event: StockCase.Event, tracking: Tracking) -> None:
        """Fold one event."""
        self.view.talked(domain_event.originator_id, domain_event.originator_version, tracking)
        self.taken_at.append(time.perf_counter())


class LibraryFollows:
    """The stock application with a runner behind it."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.cases = StockCases(environment)
        self.note = stock_note(self.cases)

    def follow(self, events: int) -> float:
        """Write so many events of cases of ten, then let a runner follow them; events a second. Raises RunnerStuck."""
        written = sum(len(self.cases.save(stock_case_with(10, self.note))) for _ in range(events // 10))
        with ProjectionRunner(
            application_class=StockCases, projection_class=CountTalks, view_class=TalksOfCases, env=self.environment
        ) as runner:
            taken_at = cast("CountTalks", runner.projection).taken_at
            give_up_at = time.monotonic() + LONGEST
            while len(taken_at) < written:
                runner.run_forever(timeout=0.01)  # raises what the projection raised
                if time.monotonic() > give_up_at:
                    raise RunnerStuck(f"{len(taken_at)} of {written} after {LONGEST:.0f} s; use a quieter machine")
        return (written - 1) / (taken_at[-1] - taken_at[0])

    def close(self) -> None:
        """Leave the server."""
        self.cases.close()
