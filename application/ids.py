"""Ids that sort by when they were made, and ids named after what they come from."""

from __future__ import annotations

import os
import time
from uuid import UUID, uuid5

from domain.values import Place

REACTIONS_NAMESPACE = UUID("5a1f5a3e-6d4c-5d0a-9c36-7d2f0c9f7b11")


def new_id() -> UUID:
    """A time-ordered id (UUID version 7): new ones land at the right edge of an index."""
    milliseconds = (time.time_ns() // 1_000_000).to_bytes(6, "big")
    chance = bytearray(os.urandom(10))
    chance[0] = 0x70 | chance[0] & 0x0F
    chance[2] = 0x80 | chance[2] & 0x3F
    return UUID(bytes=milliseconds + bytes(chance))


def named_after(place: Place, what: str) -> UUID:
    """The id of what is done because of a fact: the same however often it is done."""
    return uuid5(REACTIONS_NAMESPACE, f"{place.position}:{what}")
