"""A command on its way into the store."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from eventsourcing.persistence import DataError, StoredEvent

from application.recorder import Saved
from domain.errors import CommandReused, VersionConflict

LARGEST_FACT = 1 << 20
"""Bytes of one fact. Facts hold handles of texts and files, never the texts and files."""
LARGEST_COMMAND = 8 << 20
"""Bytes of all facts of one command."""
MOST_FACTS = 10_000
"""Facts of one command."""
LAST_VERSION = 2**63 - 1


@dataclass(frozen=True)
class PackedFact:
    """A fact as its columns."""

    originator: bytes
    version: int
    topic: bytes
    state: bytes


class PendingCommand:
    """A command, checked and encoded by the thread that called it, so that a bad one never reaches the queue.

    Raises DataError where it is too large or a version is no version.
    """

    def __init__(self, events: Sequence[StoredEvent], command_id: UUID, digest: bytes) -> None:
        self.id = command_id
        self.digest = digest
        self.facts = [_packed(event) for event in events]
        self.size = sum(len(fact.state) + len(fact.topic) + 64 for fact in self.facts)
        if self.size > LARGEST_COMMAND or len(self.facts) > MOST_FACTS:
            raise DataError(f"{len(self.facts)} facts of {self.size} bytes are too much for one command")
        self.claims = frozenset([command_id.bytes, *(fact.originator for fact in self.facts)])
        """Two commands that claim the same stream, or are the same command, do not go into one flush."""
        self.outcome: Saved | Exception | None = None
        self.turn = threading.Lock()
        """Held until the outcome is there, or until it is this command's turn to lead."""
        self.turn.acquire()

    def result(self) -> Saved:
        """What was written; raises what went wrong instead."""
        if isinstance(self.outcome, Saved):
            return self.outcome
        if self.outcome is None:
            raise AssertionError("unreachable: nobody is let go without an outcome")
        raise self.outcome

    def written(self, first: int) -> int:
        """It was written from this position on; the next free position."""
        end = first + len(self.facts)
        self.outcome = Saved(tuple(range(first, end)))
        return end

    def excepted(self, kind: str, *details: object) -> None:
        """It was not written now, for the reason the append function gives."""
        match kind, details:
            case "repeated", (int(first), int(last)):
                self.outcome = Saved(tuple(range(first, last + 1)), repeated=True)
            case "conflict", (str(stream), int(current)):
                self.outcome = VersionConflict(stream, current)
            case "reused", ():
                self.outcome = CommandReused(f"{self.id} was another command", remedy="give a new command a new id")
            case _:
                raise AssertionError(f"unreachable: the append function says {kind} {details}")


def _packed(event: StoredEvent) -> PackedFact:
    stream = event.originator_id if isinstance(event.originator_id, UUID) else UUID(event.originator_id)
    if not 0 <= event.originator_version <= LAST_VERSION:
        raise DataError(f"{event.originator_version} is no version of {stream}")
    if len(event.state) > LARGEST_FACT:
        raise DataError(f"{event.topic} of {len(event.state)} bytes is too large for a fact")
    return PackedFact(stream.bytes, event.originator_version, event.topic.encode(), event.state)
