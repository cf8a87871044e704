"""A store in memory, with the semantics of the real one: for fast tests, stories and what-ifs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from eventsourcing.persistence import ApplicationRecorder, InfrastructureFactory, StoredEvent
from eventsourcing.popo import POPOApplicationRecorder, POPOFactory

from application.ports import Clock
from application.store import Store, StoredCommand, StoredFact
from domain.errors import CommandReused, VersionConflict


class ManualClock:
    """A clock that stands until it is moved, and only forward."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        """The instant it was last moved to."""
        return self._now

    def advance_to(self, instant: datetime) -> None:
        """Move it forward; an earlier instant leaves it where it is."""
        self._now = max(self._now, instant)


class Positions(list[int]):
    """Positions of a command's facts; `repeated` where it had been stored before."""

    repeated = False


class MemoryRecorder(POPOApplicationRecorder):
    """Dense positions, one recorded time a command, each command once."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._recorded_at: list[datetime] = []
        self._commands: dict[UUID, StoredCommand] = {}

    def append(self, stored_events: Sequence[StoredEvent], command_id: UUID, digest: bytes) -> Sequence[int]:
        """Store a command's facts, all or none."""
        with self._database_lock:
            known = self._commands.get(command_id)
            if known is not None:
                return self._again(known, command_id, digest)
            self._require_next_versions(stored_events)
            positions = Positions(self._insert_events(stored_events) or [])
            now = max(self._clock.now(), *self._recorded_at[-1:]) if self._recorded_at else self._clock.now()
            self._recorded_at.extend([now] * len(positions))
            self._commands[command_id] = StoredCommand(digest, positions[0], positions[-1])
        self._notify_listeners()
        return positions

    def find_command(self, command_id: UUID) -> StoredCommand | None:
        """A command stored earlier."""
        return self._commands.get(command_id)

    def position_at(self, instant: datetime) -> int:
        """Position of the last fact recorded by an instant."""
        with self._database_lock:
            return sum(recorded <= instant for recorded in self._recorded_at)

    def select_facts(self, after: int, limit: int, topics: Sequence[str] = ()) -> Sequence[StoredFact]:
        """Facts in order, after a position."""
        with self._database_lock:
            rows = enumerate(self._stored_events[after:], after + 1)
            wanted = ((n, event) for n, event in rows if not topics or event.topic in topics)
            return [self._placed(n, event) for (n, event), _ in zip(wanted, range(limit), strict=False)]

    def select_stream(self, stream: UUID, after: int = 0) -> Sequence[StoredFact]:
        """A stream's facts in order, after a version."""
        with self._database_lock:
            index = self._stored_events_index[str(stream)]
            return [self._placed(at + 1, self._stored_events[at]) for version, at in index.items() if version > after]

    def _again(self, known: StoredCommand, command_id: UUID, digest: bytes) -> Positions:
        if known.digest != digest:
            raise CommandReused(
                f"command {command_id} was used for something else",
                remedy="use a new Idempotency-Key for a new command",
            )
        positions = Positions(range(known.first, known.last + 1))
        positions.repeated = True
        return positions

    def _require_next_versions(self, stored_events: Sequence[StoredEvent]) -> None:
        expected: dict[str, int] = {}
        for event in stored_events:
            stream = str(event.originator_id)
            current = max(self._stored_events_index[stream], default=0)
            if event.originator_version != expected.get(stream, current) + 1:
                raise VersionConflict(stream, current)
            expected[stream] = event.originator_version

    def _placed(self, position: int, event: StoredEvent) -> StoredFact:
        id = event.originator_id
        stream = id if isinstance(id, UUID) else UUID(id)
        recorded_at = self._recorded_at[position - 1]
        return StoredFact(position, stream, event.originator_version, event.topic, event.state, recorded_at)


class MemoryStore(Store):
    """A store whose recorder lives in this process and takes its time from a clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        super().__init__({"PERSISTENCE_MODULE": "eventsourcing.popo"})

    def construct_factory(self, env: Any) -> InfrastructureFactory[Any]:  # noqa: ANN401  (the library's signature)
        """The library's in-memory factory."""
        return POPOFactory(env)

    def construct_recorder(self) -> ApplicationRecorder:
        """Ours, with the clock."""
        return MemoryRecorder(self._clock)
