"""Facts of an accountability file."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from domain.events.base import Event
from domain.values import UnitId


class AccountabilityTriggered(Event, frozen=True, tag="accountability.triggered"):
    """启动问责: a finding that the edition attaches accountability to; `basis` is the clause."""

    told: ClassVar[bool] = False
    number: str
    unit: UnitId
    finding: str
    """Kind of the finding."""
    finding_key: str
    subject: UUID
    """Stream the finding stands in."""
    shown_by: tuple[int, ...] = ()


class AccountabilityReviewNeeded(Event, frozen=True, tag="accountability.review_needed"):
    """需复核: its finding was overturned; a person decides what becomes of the file."""

    told: ClassVar[bool] = False
    because: str
    shown_by: tuple[int, ...] = ()
