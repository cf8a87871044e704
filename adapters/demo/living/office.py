"""What the office does on its day, whatever comes in."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID


class OfficeAct(NamedTuple):
    """An act that no case brings: when, and what."""

    at: datetime
    key: str
    verb: str
    target: UUID | None
    body: dict[str, Any]
