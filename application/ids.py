"""Ids that sort by when they were made."""

from __future__ import annotations

import os
import time
from uuid import UUID


def new_id() -> UUID:
    """A time-ordered id (UUID version 7): new ones land at the right edge of an index."""
    milliseconds = (time.time_ns() // 1_000_000).to_bytes(6, "big")
    chance = bytearray(os.urandom(10))
    chance[0] = 0x70 | chance[0] & 0x0F
    chance[2] = 0x80 | chance[2] & 0x3F
    return UUID(bytes=milliseconds + bytes(chance))
