"""A store in memory, for fast tests and stories: the same rules, the library's own recorder underneath."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID

from eventsourcing.persistence import StoredEvent
from eventsourcing.popo import POPOApplicationRecorder, POPOFactory

from application.recorder import CommandRecorder, Row, Saved
from application.store import Store
from domain.errors import CommandReused, VersionConflict


class Clock(Protocol):
    """Where recorded time comes from."""

    def now(self) -> datetime:
        """The present instant, with offset."""


class ManualClock:
    """A clock that somebody holds in the hand."""

    def __init__(self, start: datetime = datetime(2000, 1, 1, tzinfo=UTC)) -> None:
        self._now = start

    def now(self) -> datetime:
        """The instant it was last moved to."""
        return self._now

    def advance_to(self, instant: datetime) -> None:
        """Move forward. Raises ValueError for an earlier instant, or one without an offset."""
        if instant.utcoffset() is None:
            raise ValueError("a time without an offset names no instant")
        if instant < self._now:
            raise ValueError(f"the clock stands at {self._now} and only moves forward, not to {instant}")
        self._now = instant


class MemoryRecorder(CommandRecorder, POPOApplicationRecorder):
    """Commands and their facts in lists."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._recorded_at: list[datetime] = []
        self._commands: dict[UUID, tuple[bytes, Saved]] = {}

    def append(self, events: Sequence[StoredEvent], command_id: UUID, digest: bytes) -> Saved:
        """Write a command, once. Raises VersionConflict, CommandReused."""
        with self._database_lock:
            if (earlier := self.find_command(command_id, digest)) is not None:
                return earlier
            self._require_versions(events)
            stamp = max([self._clock.now(), *self._recorded_at[-1:]])
            positions = tuple(self._insert_events(events) or ())
            self._recorded_at += [stamp] * len(positions)
            self._commands[command_id] = digest, Saved(positions)
        self._notify_listeners()
        return Saved(positions)

    def find_command(self, command_id: UUID, digest: bytes | None = None) -> Saved | None:
        """What a command wrote, if it was written. Raises CommandReused."""
        known = self._commands.get(command_id)
        if known is None:
            return None
        if digest not in {None, known[0]}:
            raise CommandReused(f"{command_id} was another command", remedy="give a new command a new id")
        return Saved(known[1].positions, repeated=True)

    def position_at(self, instant: datetime) -> int:
        """The last position recorded by an instant; 0 if there was none."""
        return bisect_right(self._recorded_at, instant)

    def rows(self, after: int, limit: int) -> Sequence[Row]:
        """Facts after a position, in order."""
        with self._database_lock:
            return [self._row(position) for position in range(after + 1, len(self._stored_events) + 1)[:limit]]

    def stream_rows(self, stream: UUID, after: int) -> Sequence[Row]:
        """Facts of one stream after a version, in order."""
        with self._database_lock:
            versions = self._stored_events_index[str(stream)]
            return [self._row(index + 1) for version, index in versions.items() if version > after]

    def _require_versions(self, events: Sequence[StoredEvent]) -> None:
        """Versions go on where the stream ends; a new stream begins with 1 (the library allows 0 too)."""
        reached: dict[str, int] = {}
        for event in events:
            stream, version = str(event.originator_id), event.originator_version
            current = next(reversed(self._stored_events_index[stream]), None)
            before = reached.get(stream, current)
            if version != before + 1 if before is not None else version not in {0, 1}:
                raise VersionConflict(stream, current or 0)
            reached[stream] = version

    def _row(self, position: int) -> Row:
        kept = self._stored_events[position - 1]
        stream = UUID(str(kept.originator_id))
        return Row(position, stream, kept.originator_version, self._recorded_at[position - 1], kept.topic, kept.state)


class MemoryFactory(POPOFactory):
    """Makes the recorder of one store."""

    def __init__(self, clock: Clock) -> None:
        super().__init__({})
        self._clock = clock

    def application_recorder(self) -> MemoryRecorder:
        """A recorder with nothing in it."""
        return MemoryRecorder(self._clock)


def store_in_memory(clock: Clock) -> Store:
    """An empty store that nothing outlives."""
    return Store(factory=MemoryFactory(clock))
