"""Base of aggregates: commands decide and record; apply only assigns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

import msgspec

from domain.events.base import Event


class Recorded(msgspec.Struct, frozen=True, gc=False):
    """A fact in its place in a stream: what the library calls a domain event."""

    originator_id: UUID
    originator_version: int
    fact: Event


KINDS: dict[type[Event], type[Aggregate]] = {}
"""The fact that opens a stream tells which aggregate the stream is."""


class Aggregate:
    """One consistency boundary: its stream of facts and the little state its commands need.

    `opens_with` names the fact (or the facts) a stream may begin with. Methods above guard and `record`;
    `apply` assigns, never decides, never fails, never reads the time.
    """

    opens_with: ClassVar[type[Event] | tuple[type[Event], ...]]

    def __init__(self, id: UUID) -> None:
        self.id = id
        self.version = 0
        self._pending: list[Recorded] = []

    def __init_subclass__(cls) -> None:
        """Register the kind under its opening fact; a base without one is not a kind."""
        if "opens_with" in vars(cls):
            opening = cls.opens_with if isinstance(cls.opens_with, tuple) else (cls.opens_with,)
            KINDS.update(dict.fromkeys(opening, cls))

    @property
    def case(self) -> UUID | None:
        """The complaint this aggregate's facts belong to."""
        return None

    def record(self, fact: Event) -> None:
        """Apply a new fact and keep it for saving, stamped with the case it belongs to."""
        if fact.case is None and self.case is not None:
            fact = msgspec.structs.replace(fact, case=self.case)
        self.apply(fact)
        self.version += 1
        self._pending.append(Recorded(self.id, self.version, fact))

    def apply(self, event: Event) -> None:
        """Assign state from one fact."""
        raise NotImplementedError

    @property
    def pending(self) -> tuple[Recorded, ...]:
        """Facts recorded and not yet saved."""
        return tuple(self._pending)

    def collect_events(self) -> list[Recorded]:
        """Hand over the facts to be saved (the library's protocol)."""
        pending, self._pending = self._pending, []
        return pending


def replay(aggregate: Aggregate | None, events: Iterable[Recorded]) -> Aggregate | None:
    """Fold a stream into its aggregate: the repository's projector."""
    version = None
    for event in events:
        if aggregate is None:
            aggregate = KINDS[type(event.fact)](event.originator_id)
        aggregate.apply(event.fact)
        version = event.originator_version
    if aggregate is not None and version is not None:
        aggregate.version = version
    return aggregate
