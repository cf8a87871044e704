"""What the log over the facts says of itself, and what it shows to whoever asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class LogState:
    """How far facts are sealed."""

    size: int
    """Facts under the newest checkpoint."""
    witnessed: int
    """Facts under the newest checkpoint that the witness signed; 0 where there is no witness."""
    sealed_at: datetime | None
    alarm: str | None
    """Code of what is wrong with the log or its witness now."""
    detail: str = ""
    is_trusted: bool = True
    """Whether what is wrong leaves the log as it should be: a witness that is away does."""


@dataclass(frozen=True)
class Inclusion:
    """What shows that a fact stands at its position in the log of a size."""

    position: int
    size: int
    entry: str
    """The line whose hash is the leaf."""
    leaf: bytes
    root: bytes
    proof: tuple[bytes, ...]


@dataclass(frozen=True)
class Consistency:
    """What shows that the log of one size only added to that of another."""

    old: int
    size: int
    old_root: bytes
    root: bytes
    proof: tuple[bytes, ...]
