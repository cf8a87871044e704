"""Follows the store: folds facts into every view, rows and position in one transaction."""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any
from uuid import UUID

import msgspec
import psycopg
from psycopg import Connection

from adapters.postgres.folding import Folding
from adapters.postgres.roles import Role, as_role
from adapters.postgres.view_nets import hang
from adapters.postgres.view_tables import Tables
from domain.events.base import Event, topic_of
from domain.values import Place
from projections.base import Projection, known_projections

log = logging.getLogger("tiji.follow")

NAME = "views"
LOCK = 7469757671
"""Advisory lock of the one follower that writes; others stand by."""
BATCH = 1000
POLL = 1.0
"""Seconds between looks where no notice comes, and between two tries to reach the database again."""
UNKNOWN = -1
"""Where the views stand is to be read again, and what is remembered of them too."""

READ = """
SELECT notification_id, originator_id, originator_version, recorded_at, topic, state
FROM store.events WHERE notification_id > %s ORDER BY notification_id LIMIT %s"""


class LostThePen(RuntimeError):
    """Another follower has written, or a rebuild swapped tables, meanwhile; what is remembered no longer holds."""


class Follower:
    """Keeps the views of a store up to its newest fact."""

    def __init__(self, url: str, projections: Iterable[type[Projection]] | None = None) -> None:
        self.projections = known_projections() if projections is None else tuple(projections)
        self.url = as_role(url, Role.FOLLOWER)
        self.connection = psycopg.connect(self.url, autocommit=True)
        self.folding = Folding(self.projections)
        self.generations: dict[str, int] = {}
        self.parked: set[UUID] = set()
        self.at = UNKNOWN
        self.is_writing = False
        self._turn = threading.Lock()

    def close(self) -> None:
        """Give the pen away."""
        self.connection.close()

    def position(self) -> int:
        """The newest position the views hold."""
        return position_of(self.connection)

    def catch_up(self, until: int | None = None, report: Callable[[int], None] = lambda _: None) -> int:
        """Fold everything up to a position (default: the newest fact); the position reached.

        Waits where another follower writes.
        """
        with self._turn:
            self._take_the_pen(wait=True)
            return self._fold_up_to(until, report)

    def catch_up_if_free(self) -> bool:
        """Fold everything there is, unless another follower is at it: then say so and leave it alone."""
        with self._turn:
            if not self._take_the_pen(wait=False):
                return False
            self._fold_up_to(None, lambda _: None)
            return True

    def _fold_up_to(self, until: int | None, report: Callable[[int], None]) -> int:
        while True:
            limit = BATCH if until is None else min(BATCH, until - self.at)
            rows = self.connection.execute(READ, [self.at, limit]).fetchall() if limit > 0 else []
            if not rows:
                return self.at
            try:
                self._write(rows)
            except Exception:
                self.at = UNKNOWN  # what is in memory is ahead of the tables
                raise
            report(self.at)

    def run(self, stop: threading.Event, after: Callable[[], None] = lambda: None) -> None:
        """Follow until told to stop, whatever becomes of the connections meanwhile.

        `after` is called whenever the views have moved or time has passed.
        """
        while not stop.is_set():
            try:
                self._listen(stop, after)
            except LostThePen:
                self._begin_anew()
            except psycopg.Error as lost:
                log.warning("the views stand still: %s; trying again", lost)
                stop.wait(POLL)
                with suppress(psycopg.Error):
                    self._begin_anew()

    def _listen(self, stop: threading.Event, after: Callable[[], None]) -> None:
        with psycopg.connect(self.url, autocommit=True) as ear:
            ear.execute("LISTEN events")
            while not stop.is_set():
                self.catch_up()
                after()
                for _ in ear.notifies(timeout=POLL, stop_after=1):
                    pass

    # -- one batch -------------------------------------------------------------------------------------

    def _write(self, rows: list[tuple[Any, ...]]) -> None:
        facts = [(Place(n, stream, version, at), topic, state) for n, stream, version, at, topic, state in rows]
        try:
            self._fold_and_commit(facts)
        except (psycopg.OperationalError, LostThePen):
            raise
        except Exception:  # noqa: BLE001  (any fold may fail: find the one fact, park it, go on)
            self._forget()
            for fact in facts:
                self._write_one(fact)

    def _write_one(self, fact: tuple[Place, str, bytes]) -> None:
        try:
            self._fold_and_commit([fact])
        except (psycopg.OperationalError, LostThePen):
            raise
        except Exception as error:  # noqa: BLE001  (parked with its reason, shown in /health)
            self._forget()
            self._park(fact, f"{type(error).__name__}: {error}")

    def _fold_and_commit(self, facts: list[tuple[Place, str, bytes]]) -> None:
        gc.disable()
        try:
            decode = self.folding.decoders
            events = [(place, decode[topic](state)) for place, topic, state in facts]
            cases = [event.case or place.stream for place, event in events]
            self.folding.remember(self.connection, cases)
            behind: list[tuple[Place, Event]] = []
            for (place, event), case in zip(events, cases, strict=True):
                if case in self.parked:
                    behind.append((place, event))
                else:
                    self.folding.fold(place, event)
            statements = [pair for view in self.folding.views for pair in view.writer.statements(view.rows)]
            self._commit(statements, facts[-1][0].position, behind)
        finally:
            gc.enable()

    def _commit(
        self, statements: list[tuple[str, str]], position: int, behind: Iterable[tuple[Place, Event]] = ()
    ) -> None:
        with self.connection.transaction():
            with self.connection.pipeline():
                moved = self.connection.execute(
                    "UPDATE store.tracking SET notification_id = %s"
                    " WHERE application_name = %s AND notification_id = %s",
                    [position, NAME, self.at],
                )
                swapped = self.connection.execute("SELECT sum(generation) FROM views.registry")
                for statement, parameter in statements:
                    self.connection.execute(statement, [parameter])
                for place, event in behind:
                    case = event.case or place.stream
                    self._note_parked(place.position, case, topic_of(event), "behind a parked fact")
                self.connection.execute("NOTIFY views")
            if moved.rowcount != 1:
                raise LostThePen("the views' position is not what it was")
            if swapped.fetchone() != (sum(self.generations.values()),):
                raise LostThePen("the views' tables are not what they were")
        self.at = position

    # -- parking ---------------------------------------------------------------------------------------

    def _park(self, fact: tuple[Place, str, bytes], reason: str) -> None:
        place, topic, state = fact
        case = place.stream
        with suppress(msgspec.MsgspecError, KeyError):
            case = self.folding.decoders[topic](state).case or place.stream
        self.parked.add(case)
        with self.connection.transaction():
            self._note_parked(place.position, case, topic, reason)
            self.connection.execute(
                "UPDATE store.tracking SET notification_id = %s WHERE application_name = %s", [place.position, NAME]
            )
        self.at = place.position

    def _note_parked(self, position: int, case: UUID, topic: str, reason: str) -> None:
        said = reason.replace("\0", r"\x00").encode(errors="backslashreplace").decode()
        self.connection.execute(
            "INSERT INTO views.parked (position, case_id, topic, reason) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT (position) DO NOTHING",
            [position, case, topic, said[:2000]],
        )

    # -- the pen ---------------------------------------------------------------------------------------

    def _take_the_pen(self, *, wait: bool) -> bool:
        """Become the one that writes, once; know where the views stand and whether they were rebuilt."""
        if not self.is_writing:
            if not wait:
                found = self.connection.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone()
                if found != (True,):
                    return False
            else:
                self.connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            make_views(self.connection, self.projections)
            self.is_writing = True
        known: dict[str, int] = dict(self.connection.execute("SELECT name, generation FROM views.registry").fetchall())
        if known != self.generations or self.at != self.position():
            self._forget()
            self.generations = known
        return True

    def _forget(self) -> None:
        self.folding = Folding(self.projections)
        self.at = self.position()
        self.parked = {case for (case,) in self.connection.execute("SELECT DISTINCT case_id FROM views.parked")}

    def _begin_anew(self) -> None:
        with suppress(psycopg.Error):
            self.connection.close()
        self.connection = psycopg.connect(self.url, autocommit=True)
        self.is_writing = False


def position_of(connection: Connection[Any]) -> int:
    """The newest position the views hold; 0 before the first."""
    found = connection.execute(
        "SELECT notification_id FROM store.tracking WHERE application_name = %s", [NAME]
    ).fetchone()
    return found[0] if found else 0


def make_views(connection: Connection[Any], projections: Iterable[type[Projection]]) -> None:
    """Make the tables of views that have none. One added later is empty and due for a rebuild."""
    with connection.transaction():
        connection.execute(
            "INSERT INTO store.tracking (application_name, notification_id) VALUES (%s, 0) ON CONFLICT DO NOTHING",
            [NAME],
        )
        is_new = position_of(connection) == 0
        known = {name for (name,) in connection.execute("SELECT name FROM views.registry")}
        missing = [projection for projection in projections if projection.name not in known]
        for projection in missing:
            tables = Tables(projection)
            for statement in (*tables.create(), *tables.index(), tables.function()):
                connection.execute(statement)
            fingerprint = projection.fingerprint() if is_new else "not built yet"
            connection.execute(
                "INSERT INTO views.registry (name, fingerprint) VALUES (%s, %s)", [projection.name, fingerprint]
            )
        hang(connection, missing)
