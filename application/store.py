"""The library's application as our store: facts in, aggregates out, each command once."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol, TypeVar, cast
from uuid import UUID

from eventsourcing.application import Application, ProjectorFunction, Repository
from eventsourcing.persistence import Notification, OperationalError, Recording, StoredEvent

from application.mapper import FactMapper
from domain.aggregates.base import Aggregate, Recorded, replay
from domain.errors import CommandReused, NotFound
from domain.events.base import Event
from domain.values import Place

A = TypeVar("A", bound=Aggregate)


class OutcomeUnknown(OperationalError):
    """The connection was lost while a command was being stored. Repeat it with the same command id."""


class Busy(OperationalError):
    """Too many commands are waiting. Nothing was stored; try again shortly."""


class StoredCommand(NamedTuple):
    """A command the store has seen."""

    digest: bytes
    first: int
    last: int


class StoredFact(NamedTuple):
    """A fact as it lies in the store."""

    position: int
    stream: UUID
    version: int
    topic: str
    state: bytes
    recorded_at: datetime


class FactRecorder(Protocol):
    """What our recorders offer beside the library's ApplicationRecorder."""

    def append(self, stored_events: Sequence[StoredEvent], command_id: UUID, digest: bytes) -> Sequence[int]:
        """Store a command's facts, all or none; their positions, or those of the first time.

        Raises VersionConflict, CommandReused, Busy or OutcomeUnknown.
        """

    def find_command(self, command_id: UUID) -> StoredCommand | None:
        """A command stored earlier."""

    def position_at(self, instant: datetime) -> int:
        """Position of the last fact recorded by an instant; 0 if none was."""

    def select_facts(self, after: int, limit: int, topics: Sequence[str] = ()) -> Sequence[StoredFact]:
        """Facts in order, after a position."""

    def select_stream(self, stream: UUID, after: int = 0) -> Sequence[StoredFact]:
        """A stream's facts in order, after a version."""


@dataclass(frozen=True)
class Saved:
    """Where a command's facts stand."""

    positions: Sequence[int]
    repeated: bool = False

    @property
    def position(self) -> int:
        """Of the last fact; 0 if there was none."""
        return self.positions[-1] if self.positions else 0


def new_command_id() -> UUID:
    """A time-ordered id, so that new commands lie at the right edge of their index."""
    stamp = (time.time_ns() // 1_000_000).to_bytes(6, "big")
    noise = bytearray(os.urandom(10))
    noise[0] = 0x70 | noise[0] & 0x0F
    noise[2] = 0x80 | noise[2] & 0x3F
    return UUID(bytes=stamp + bytes(noise))


class ReplayRepository(Repository[UUID]):
    """Folds streams with our own projector: no protocol check per fact."""

    def get(self, aggregate_id: UUID, *, version: int | None = None, **_: Any) -> Any:  # noqa: ANN401
        """Rebuild an aggregate from its stream."""
        projector = cast("ProjectorFunction[Any, Any]", replay)
        return super().get(aggregate_id, version=version, projector_func=projector)


class Store(Application[UUID]):
    """Facts in one dense order; a command's facts all or none; the same command twice changes nothing."""

    name = "facts"

    def construct_mapper(self) -> FactMapper:
        """Facts are msgspec structs with permanent topics."""
        return FactMapper()

    def construct_repository(self) -> ReplayRepository:
        """Rebuild aggregates with our projector."""
        return ReplayRepository(event_store=self.events)

    @property
    def facts_recorder(self) -> FactRecorder:
        """The recorder, with what it offers beside the library's contract."""
        return cast("FactRecorder", self.recorder)

    # -- writing ---------------------------------------------------------------------------------------

    def save(self, *objs: Any, **kwargs: Any) -> Saved:  # type: ignore[override]  # noqa: ANN401
        """Store the new facts of aggregates as one command, all or none.

        `command_id` names the command (a time-ordered one if not given), `digest` what it asked for. The same
        id with the same digest gives the first positions again; with another digest it raises CommandReused.
        Raises VersionConflict where a stream moved on, OutcomeUnknown or Busy where the database failed.
        """
        command_id: UUID = kwargs.pop("command_id", None) or new_command_id()
        digest: bytes = kwargs.pop("digest", b"")
        pending: list[Recorded] = [event for aggregate in objs for event in aggregate.pending]
        if not pending:
            return self.find_command(command_id, digest) or Saved(())
        stored = [self.mapper.to_stored_event(event) for event in pending]
        earlier = self.find_command(command_id, digest) if kwargs.pop("look_first", False) else None
        if earlier is not None:
            return earlier
        positions, repeated = self._append(stored, command_id, digest)
        for aggregate in objs:
            aggregate.collect_events()
        if not repeated:
            self._notify(
                [
                    Recording(event, Notification(one.originator_id, one.originator_version, one.topic, one.state, at))
                    for event, one, at in zip(pending, stored, positions, strict=True)
                ]
            )
        return Saved(positions, repeated)

    def _append(self, stored: Sequence[StoredEvent], command_id: UUID, digest: bytes) -> tuple[Sequence[int], bool]:
        positions = self.facts_recorder.append(stored, command_id, digest)
        return positions, getattr(positions, "repeated", False)

    # -- reading ---------------------------------------------------------------------------------------

    def get(self, kind: type[A], id: UUID) -> A:
        """The aggregate of a stream. Raises NotFound where there is none of that kind."""
        found = replay(None, cast("Iterable[Recorded]", self.events.get(id)))
        if not isinstance(found, kind):
            raise NotFound(f"no {kind.__name__.lower()} {id}", remedy="check the id, or list what there is")
        return found

    def find_command(self, command_id: UUID, digest: bytes | None = None) -> Saved | None:
        """Where an earlier command's facts stand. Raises CommandReused if it asked for something else."""
        known = self.facts_recorder.find_command(command_id)
        if known is None:
            return None
        if digest is not None and known.digest != digest:
            raise CommandReused(
                f"command {command_id} was used for something else",
                remedy="use a new Idempotency-Key for a new command",
            )
        return Saved(range(known.first, known.last + 1), repeated=True)

    def head(self) -> int:
        """Position of the newest fact; 0 in an empty store."""
        return self.recorder.max_notification_id() or 0

    def position_at(self, instant: datetime) -> int:
        """Position of the last fact recorded by an instant."""
        return self.facts_recorder.position_at(instant)

    def facts(self, after: int = 0, limit: int = 1000, topics: Sequence[str] = ()) -> Iterator[tuple[Place, Event]]:
        """Facts in order with where they stand."""
        return self._placed(self.facts_recorder.select_facts(after, limit, topics))

    def stream(self, id: UUID, *, after: int = 0) -> Iterator[tuple[Place, Event]]:
        """One stream's facts in order with where they stand, after a version."""
        return self._placed(self.facts_recorder.select_stream(id, after))

    def _placed(self, rows: Iterable[StoredFact]) -> Iterator[tuple[Place, Event]]:
        for row in rows:
            recorded = self.mapper.to_domain_event(StoredEvent(row.stream, row.version, row.topic, row.state))
            yield (
                Place(row.position, row.stream, row.version, row.recorded_at),
                cast("Recorded", recorded).fact,
            )


def environment(module: str, **settings: str) -> Mapping[str, str]:
    """The library's settings for a store whose recorder lives in a module."""
    return {"PERSISTENCE_MODULE": module, **settings}
