"""The event store: the library's application over our facts, lean where it is asked often."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, TypeVar, cast
from uuid import UUID

from eventsourcing.application import AggregateNotFoundError, Application
from eventsourcing.persistence import InfrastructureFactory
from eventsourcing.utils import Environment, EnvType

import domain.events  # noqa: F401  (importing declares every topic a store may hold)
from application.ids import new_id
from application.mapper import FactMapper
from application.recorder import Busy, CommandRecorder, OutcomeUnknown, Row, Saved
from domain.aggregates.base import Aggregate, Recorded, replay
from domain.errors import NotFound
from domain.events.base import Event
from domain.values import Place

__all__ = ["Busy", "OutcomeUnknown", "Saved", "Store"]

A = TypeVar("A", bound=Aggregate)

LATELY = 16
"""Facts of a stream read backwards at a time."""


class Store(Application[UUID]):
    """Facts in, aggregates out. Its recorder decides where they are kept.

    `factory` gives the recorder; without it the library's `PERSISTENCE_MODULE` in `env` names one.
    """

    name = "tiji"

    def __init__(self, env: EnvType | None = None, *, factory: InfrastructureFactory[Any] | None = None) -> None:
        self._given = factory
        super().__init__(env)
        if not isinstance(self.recorder, CommandRecorder):
            raise TypeError(f"{type(self.recorder).__qualname__} does not record commands")
        self._commands = self.recorder

    def construct_factory(self, env: Environment) -> InfrastructureFactory[Any]:
        """The factory that was given, or the one the environment names."""
        return self._given or super().construct_factory(env)

    def construct_mapper(self) -> FactMapper:
        """Ours, whatever the environment says."""
        return FactMapper()

    # -- writing ---------------------------------------------------------------------------------------

    def save(  # type: ignore[override]  # what the library returns, nobody here needs
        self, *objs: Aggregate, command_id: UUID | None = None, digest: bytes = b""
    ) -> Saved:
        """Store what the aggregates recorded, all or nothing, as one command.

        The same id with the same digest of the request is answered with the first outcome and stores nothing.
        The aggregates keep their facts until they are stored, so the same call may be repeated.
        Raises VersionConflict, CommandReused, OutcomeUnknown, Busy; NotRecordable for a fact that cannot be kept.
        """
        recorded = [new for aggregate in objs for new in aggregate.pending]
        if not recorded:
            return Saved(())
        stored = [self.mapper.to_stored_event(new) for new in recorded]
        saved = self._commands.append(stored, command_id or new_id(), digest)
        for aggregate in objs:
            aggregate.collect_events()
        return saved

    # -- reading ---------------------------------------------------------------------------------------

    def get(self, kind: type[A], id: UUID) -> A:
        """An aggregate as its facts say. Raises NotFound where the stream is empty or of another kind."""
        try:
            found = self.repository.get(id, projector_func=cast("Any", replay))
        except AggregateNotFoundError:
            found = None
        if not isinstance(found, kind):
            raise NotFound(f"there is no {kind.__name__} {id}", remedy="check the id")
        return found

    def get_lately(self, kind: type[A], id: UUID, is_over: Callable[[Event], bool]) -> A:
        """An aggregate as its newest facts say, back to the first that is over; for a kind that may open with any fact.

        What is decided by the last facts of a long stream costs no more than of a short one. Raises NotFound.
        """
        newest: list[Recorded] = []
        while not newest or not (newest[-1].originator_version == 1 or is_over(newest[-1].fact)):
            before = newest[-1].originator_version - 1 if newest else None
            rows = self.recorder.select_events(id, lte=before, desc=True, limit=LATELY)
            if not rows:
                break
            newest += (cast("Recorded", self.mapper.to_domain_event(row)) for row in rows)
        found = replay(None, reversed(newest))
        if not isinstance(found, kind):
            raise NotFound(f"there is no {kind.__name__} {id}", remedy="check the id")
        return found

    def opening(self, id: UUID) -> Event | None:
        """The fact a stream begins with, read alone; None for an empty stream."""
        for stored in self.recorder.select_events(id, limit=1):
            return cast("FactMapper", self.mapper).fact(stored.topic, stored.state)
        return None

    def find_command(self, command_id: UUID, digest: bytes | None = None) -> Saved | None:
        """What a command wrote, if it was written. Raises CommandReused if a digest is given and differs."""
        return self._commands.find_command(command_id, digest)

    def head(self) -> int:
        """The last position; 0 for an empty store."""
        return self._commands.max_notification_id() or 0

    def position_at(self, instant: datetime) -> int:
        """The last position recorded by an instant; 0 if there was none. Raises ValueError without an offset."""
        if instant.utcoffset() is None:
            raise ValueError("a time without an offset names no instant")
        return self._commands.position_at(instant)

    def facts(self, after: int, limit: int) -> Iterator[tuple[Place, Event]]:
        """Facts after a position, in order, at most `limit`."""
        return self._placed(self._commands.rows(after, limit))

    def stream(self, id: UUID, after: int = 0) -> Iterator[tuple[Place, Event]]:
        """Facts of one stream after a version, in order."""
        return self._placed(self._commands.stream_rows(id, after))

    def _placed(self, rows: Iterable[Row]) -> Iterator[tuple[Place, Event]]:
        fact = cast("FactMapper", self.mapper).fact
        for row in rows:
            yield Place(row.position, row.stream, row.version, row.recorded_at), fact(row.topic, row.state)
