"""The floor under a rebuild: the facts copied out, the finished tables copied in, the indexes made; no folding."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

import psycopg
from psycopg import Connection

from adapters.postgres.view_tables import Tables
from projections.base import Projection

BESIDE = "__floor"
OUT = "COPY (SELECT * FROM store.events WHERE topic = ANY ({}) ORDER BY notification_id) TO STDOUT (FORMAT binary)"


class Floor:
    """Tables of finished views, kept as the bytes COPY gave, to be copied in again."""

    def __init__(self, url: str, kinds: Iterable[type[Projection]]) -> None:
        self.url = url
        self.kinds = tuple(kinds)
        self.bytes: dict[str, list[bytes]] = {}
        with psycopg.connect(url) as owner:
            for kind in self.kinds:
                for table in Tables(kind).both:
                    self.bytes[table] = _copied_out(owner, f"COPY {table} TO STDOUT (FORMAT binary)")

    def seconds(self) -> float:
        """How long it takes: facts out, tables in, indexes."""
        topics = sorted({topic for kind in self.kinds for topic in kind.topics()})
        quoted = "ARRAY[" + ", ".join(f"'{topic}'" for topic in topics) + "]"
        with psycopg.connect(self.url) as owner:
            began = time.perf_counter()
            _copied_out(owner, OUT.format(quoted))
            for kind in self.kinds:
                self._copy_in(owner, Tables(kind), Tables(kind, BESIDE))
            owner.commit()
            taken = time.perf_counter() - began
            for kind in self.kinds:
                for statement in Tables(kind, BESIDE).drop():
                    owner.execute(statement.encode())
        return taken

    def _copy_in(self, owner: Connection[Any], finished: Tables, beside: Tables) -> None:
        for statement in beside.create():
            owner.execute(statement.encode())
        for table, new in zip(finished.both, beside.both, strict=True):
            with owner.cursor() as cursor, cursor.copy(f"COPY {new} FROM STDIN (FORMAT binary)".encode()) as copy:
                for part in self.bytes[table]:
                    copy.write(part)
        for statement in beside.index():
            owner.execute(statement.encode())


def _copied_out(owner: Connection[Any], statement: str) -> list[bytes]:
    with owner.cursor() as cursor, cursor.copy(statement.encode()) as copy:
        return [bytes(part) for part in copy]
