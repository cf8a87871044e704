"""Small values every room shares: who acts, where a rule stands, what a text is known by."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import NewType
from uuid import UUID

import msgspec

UnitId = NewType("UnitId", str)
"""承办单位: a unit's permanent code, unique within the store."""

SeatId = NewType("SeatId", str)
"""席位: a post in a unit, whoever holds it. Facts name seats, never people."""

AuthorityId = NewType("AuthorityId", str)
"""A city, or a county bureau: whoever adopts an edition."""

Handle = NewType("Handle", str)
"""A salted digest that stands for text kept in the vault; facts and views hold only handles."""

FileHandle = NewType("FileHandle", str)
"""A salted digest that stands for a file kept in the vault."""

Level = NewType("Level", int)
"""A rung of an edition's ladder, 1 … n."""

BEIJING = timezone(timedelta(hours=8), "UTC+08:00")
"""The one civil time of every place we serve; it has had no offset change since 1991."""

SYSTEM = SeatId("system")
"""The seat of reactions and the clockwork."""


class Value(msgspec.Struct, frozen=True, omit_defaults=True):
    """Base of immutable values that may stand inside a fact."""


class Citation(Value, frozen=True):
    """The ground of a decision: a clause in one exact text of an edition."""

    edition: str
    """Edition id, `place-2021`."""
    hash: str
    """SHA-256 of the edition's content, hex."""
    clause: str
    """Clause id, `place.norm.sign-am`."""


class Act(Value, frozen=True):
    """Who did something, in what role and for whom, when, and because of what: the envelope of a fact."""

    actor: SeatId
    role: str
    occurred_at: datetime
    """When it happened in the world, with offset. Earlier than the record only as a late entry."""
    on_behalf_of: UnitId | None = None
    cause: int | None = None
    """Position of the fact that led here, if one did."""
    entered_at: datetime | None = None
    """迟记: when a late entry was made; None where the fact was recorded as it happened."""
    ground: str | None = None
    """Reason code of a late entry, or of an amendment."""
    evidence: tuple[Handle, ...] = ()
    imported: bool = False
    """Taken over from another system with its original times."""

    @property
    def told_at(self) -> datetime:
        """When the system learned of it: the instant that counts where the record itself is judged."""
        return self.entered_at or self.occurred_at


class Place(Value, frozen=True):
    """Where a fact stands in the store; everything a fold may know beside the fact itself."""

    position: int
    stream: UUID
    version: int
    recorded_at: datetime


class Attached(Value, frozen=True):
    """附件: a file as a fact names it. Its content and its name are in the vault."""

    file: FileHandle
    media_type: str
    """What its first bytes show, `image/jpeg`; never what the sender said."""
    size: int
    """Bytes."""
