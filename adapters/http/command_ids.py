"""Which command a request is: the same key from the same seat is the same command."""

from __future__ import annotations

from uuid import UUID, uuid5

from adapters.http.refused import Unreadable
from application.identity import Identity
from application.ids import new_id

KEYS = UUID("8f2b8a4e-0c55-5d0e-9a36-2f7f3f4f9b11")
LONGEST = 255


def command_id(key: str | None, who: Identity) -> UUID:
    """The id a key stands for: itself where it is a UUID, else one of seat and key; a new one without a key."""
    if key is None:
        return new_id()
    if not key.strip() or len(key) > LONGEST:
        raise Unreadable(f"an Idempotency-Key has 1 to {LONGEST} characters", remedy="send a UUID")
    try:
        return UUID(key)
    except ValueError:
        return uuid5(KEYS, f"{who.seat}\0{key}")
