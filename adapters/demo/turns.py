"""The next act of a case: what a cast hands to the play."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from adapters.demo.plots import Beat


@dataclass(order=True)
class Turn:
    """The next act of a case."""

    at: datetime
    number: int
    beats: list[Beat] = field(compare=False)
    authority: str = field(compare=False)
    unit: str = field(compare=False)
    case: UUID | None = field(default=None, compare=False)
    escalation: UUID | None = field(default=None, compare=False)
    acts: int = field(default=0, compare=False)
