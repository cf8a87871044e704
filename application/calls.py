"""One command as it was called, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.values import SeatId, UnitId


@dataclass(frozen=True)
class Call:
    """Who calls a command, under which id, expecting which version."""

    actor: SeatId
    role: str
    command_id: UUID
    unit: UnitId | None = None
    expected_version: int | None = None
    """If-Match: the version the caller saw; None to decide on the newest."""
    cause: int | None = None
    at: datetime | None = None
    """Original time of an imported fact."""
    imported: bool = False


@dataclass(frozen=True)
class Outcome:
    """What a command did."""

    id: UUID
    """The stream it wrote to."""
    version: int
    position: int
    """Of its last fact; wait for this to read your own write."""
    facts: tuple[str, ...] = ()
    """Topics recorded, in order. Empty for a repeated command."""
    repeated: bool = False
