"""Who calls: a seat in a role, by a token or signed in."""

from __future__ import annotations

from dataclasses import dataclass

from domain.values import SeatId, UnitId


@dataclass(frozen=True)
class Identity:
    """A seat in a role, of a unit where the role belongs to one."""

    seat: SeatId
    role: str
    unit: UnitId | None = None


@dataclass(frozen=True)
class SignedIn:
    """A live session of a seat."""

    login: str
    name: str
    """What the seat is called, never a person's name."""
    name_en: str
    identity: Identity
    authority: str | None
    csrf: str
    """What this session's forms must send along."""
