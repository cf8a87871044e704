"""Facts of an obligation: opened by its period or asked for, and fulfilled."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.events.base import Event
from domain.values import AuthorityId, Handle, UnitId


class ObligationOpened(Event, frozen=True, tag="obligation.opened"):
    """职责起算: a period turned, and what is owed with it began to run."""

    told: ClassVar[bool] = False
    authority: AuthorityId
    rule: str
    period: str
    """The period it is owed for: `2025-W45`, `2025Q4`."""
    owner: str
    """Role that must act."""
    unit: UnitId | None = None
    """The unit that owes it; the office where there is none."""


class ObligationRequested(Event, frozen=True, tag="obligation.requested"):
    """要求报送: something that no period brings was asked for."""

    authority: AuthorityId
    rule: str
    owner: str
    unit: UnitId | None = None
    until: date | None = None
    since: date | None = None
    """The day it runs from, where that is earlier than the request."""
    request: Handle | None = None


class ObligationFulfilled(Event, frozen=True, tag="obligation.fulfilled"):
    """报送: the report is there, with what it holds and where it went."""

    report: Handle
    items: tuple[str, ...] = ()
    sent_to: tuple[str, ...] = ()
    on_paper: bool = False
    document: str | None = None
    """SHA-256 of the document as it went out, where it is kept elsewhere."""
