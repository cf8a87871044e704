"""What the store asks of a recorder beyond the library's contract: commands, and when a fact was recorded."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from eventsourcing.persistence import ApplicationRecorder, IntegrityError, OperationalError, StoredEvent

from application.ids import new_id
from domain.errors import CommandReused, VersionConflict


class OutcomeUnknown(OperationalError):
    """The store did not answer in time. Repeat with the same command id: what was stored stays stored once."""


class Busy(OperationalError):
    """Too much is waiting already. Nothing of the command was stored; try again later."""


@dataclass(frozen=True)
class Saved:
    """What a command wrote."""

    positions: tuple[int, ...]
    """Of its facts, in order; empty where it recorded none."""
    repeated: bool = False
    """It had been written before; these are the positions of that first time."""

    @property
    def position(self) -> int:
        """Of its last fact; 0 where there is none, and nothing to wait for."""
        return self.positions[-1] if self.positions else 0


class Row(NamedTuple):
    """A stored fact in its place."""

    position: int
    stream: UUID
    version: int
    recorded_at: datetime
    topic: str
    state: bytes


class CommandRecorder(ApplicationRecorder):
    """A recorder that writes whole commands, once each."""

    @abstractmethod
    def append(self, events: Sequence[StoredEvent], command_id: UUID, digest: bytes) -> Saved:
        """Write all facts of a command or none, under dense positions and one recorded time.

        A command id that was written before is answered with its first outcome, if the digest is the same.
        Raises VersionConflict, CommandReused, OutcomeUnknown, Busy, or the library's errors of a database.
        """

    @abstractmethod
    def find_command(self, command_id: UUID, digest: bytes | None = None) -> Saved | None:
        """What a command wrote, if it was written. Raises CommandReused if a digest is given and differs."""

    @abstractmethod
    def position_at(self, instant: datetime) -> int:
        """The last position recorded by an instant (with offset); 0 if there was none."""

    @abstractmethod
    def rows(self, after: int, limit: int) -> Sequence[Row]:
        """Facts after a position, in order, at most `limit`."""

    @abstractmethod
    def stream_rows(self, stream: UUID, after: int) -> Sequence[Row]:
        """Facts of one stream after a version, in order."""

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: object) -> Sequence[int] | None:
        """The library's way in: a command under a new id. Raises IntegrityError where versions do not fit."""
        if kwargs:
            raise TypeError(f"this recorder takes no {', '.join(kwargs)}")
        if not stored_events:
            return None
        try:
            return list(self.append(stored_events, new_id(), b"").positions)
        except (VersionConflict, CommandReused) as refused:
            raise IntegrityError(str(refused)) from refused
