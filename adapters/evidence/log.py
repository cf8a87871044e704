"""The log as it rests in the database: leaves, nodes, checkpoints, alarms, and the facts they are over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, NamedTuple

from psycopg import Connection

from adapters.evidence.entries import Entry
from adapters.evidence.merkle import HASH, Node

BATCH = 2_000
"""Facts read at once."""
LEAVES = """
SELECT substring(hashes FROM (32 * greatest(%(first)s - first, 0) + 1)::int
                        FOR (32 * (least(last, %(last)s) - greatest(first, %(first)s) + 1))::int)
FROM log.leaves
WHERE last >= %(first)s AND last <= (SELECT last FROM log.leaves WHERE last >= %(last)s ORDER BY last LIMIT 1)
ORDER BY last"""
ENTRIES = """
SELECT notification_id, originator_id, originator_version, topic, recorded_at, written_by, command_id, state
FROM store.events WHERE notification_id > %s ORDER BY notification_id LIMIT %s"""
NODES = "SELECT hash FROM log.nodes WHERE level = %s AND index >= %s AND index < %s ORDER BY index"


class Sealed(NamedTuple):
    """A stored checkpoint."""

    size: int
    root: bytes
    note: str
    is_witnessed: bool
    sealed_at: datetime


class Alarm(NamedTuple):
    """What is wrong with the log."""

    code: str
    detail: str
    raised_at: datetime


class LogTables:
    """Everything that is asked of the log, over whatever connection is lent for each question."""

    def __init__(self, lend: Callable[[], AbstractContextManager[Connection[Any]]]) -> None:
        self._lend = lend

    # -- the tree --------------------------------------------------------------------------------------

    def hashed(self) -> int:
        """How many facts have a leaf."""
        found = self._one("SELECT last FROM log.leaves ORDER BY last DESC LIMIT 1")
        return int(found[0]) if found else 0

    def hashes(self, level: int, first: int, count: int) -> Sequence[bytes]:
        """So many of a level, in order, from an index on. Raises LookupError where the log lacks any."""
        if level == 0:
            rows = self._all(LEAVES, {"first": first + 1, "last": first + count})
            run = b"".join(bytes(row[0]) for row in rows)
            found = [run[n : n + HASH] for n in range(0, len(run), HASH)]
        else:
            found = [bytes(row[0]) for row in self._all(NODES, [level, first, first + count])]
        if len(found) != count:
            raise LookupError(f"the log lacks hashes of level {level} from {first} on")
        return found

    def nodes(self) -> Iterator[Node]:
        """Every node above the leaves."""
        for level, index, hash in self._all("SELECT level, index, hash FROM log.nodes ORDER BY level, index", []):
            yield Node(level, index, bytes(hash))

    # -- checkpoints and alarms ------------------------------------------------------------------------

    def newest(self, *, witnessed: bool = False) -> Sealed | None:
        """The checkpoint of the largest tree; with the witness's line, if that is asked."""
        which = "WHERE is_witnessed" if witnessed else ""
        found = self._one(f"{_SEALED} {which} ORDER BY size DESC, is_witnessed DESC LIMIT 1")
        return _sealed(found) if found else None

    def checkpoints(self) -> list[Sealed]:
        """All of them, the smallest first."""
        return [_sealed(row) for row in self._all(f"{_SEALED} ORDER BY size, is_witnessed", [])]

    def at(self, size: int) -> Sealed:
        """The checkpoint of a size, with the witness's line if there is one. Raises LookupError."""
        found = self._all(f"{_SEALED} WHERE size = %s ORDER BY is_witnessed DESC LIMIT 1", [size])
        if not found:
            raise LookupError(f"nothing was signed at {size}")
        return _sealed(found[0])

    def alarm(self) -> Alarm | None:
        """What is wrong now, if anything."""
        found = self._one("SELECT code, detail, raised_at FROM log.alarms ORDER BY number DESC LIMIT 1")
        return Alarm(*found) if found and found[0] else None

    # -- what it is over -------------------------------------------------------------------------------

    def origin(self) -> str:
        """The log's name: which store it is of, and that a simulation's is nothing but that."""
        found = self._one("SELECT id, simulation FROM store.origin")
        if found is None:
            raise LookupError("the store does not say what kind it is")
        return f"tiji/simulation/{found[0]}" if found[1] else f"tiji/{found[0]}"

    def head(self) -> int:
        """The position of the newest fact."""
        found = self._one("SELECT notification_id FROM store.events ORDER BY notification_id DESC LIMIT 1")
        return int(found[0]) if found else 0

    def entries(self, after: int, limit: int = BATCH) -> list[Entry]:
        """Facts after a position, in order."""
        return [Entry(*row) for row in self._all(ENTRIES, [after, limit])]

    def _one(self, text: str) -> tuple[Any, ...] | None:
        with self._lend() as connection:
            return connection.execute(text.encode()).fetchone()

    def _all(self, text: str, values: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401  (a list or a dict)
        with self._lend() as connection:
            return connection.execute(text.encode(), values).fetchall()


_SEALED = "SELECT size, root, note, is_witnessed, sealed_at FROM log.checkpoints"


def _sealed(row: tuple[Any, ...]) -> Sealed:
    size, root, note, is_witnessed, sealed_at = row
    return Sealed(size, bytes(root), note, is_witnessed, sealed_at)
