"""Facts of who looked into a case's file, in a stream of their own, so that reading never changes the case."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from domain.events.base import Event


class IdentityDisclosed(Event, frozen=True, tag="identity.disclosed"):
    """公开诉求人身份: `act.actor` was shown who complained; never what was shown."""

    purpose: str
    """Permanent code of what for, or of how the case was found by who complained."""
    request: UUID | None = None
    """The request that a second person approved; none where the seat held the case."""


class BundleExported(Event, frozen=True, tag="bundle.exported"):
    """证据包: the facts of a case, with what proves them, left the house."""

    purpose: str
    """Permanent code of what for."""
    with_texts: bool = False
    """What people wrote, and the files, went along; who complained never does."""


class CaseViewed(Event, frozen=True, tag="case.viewed"):
    """查看案件: `act.actor` was shown a case, as known at a position; never what was shown, only its digest."""

    page: str
    """Permanent code of where: a page, or the API."""
    position: int
    """Everything up to this fact, and nothing later, was known to it."""
    at: datetime
    """The instant its lights were reckoned for."""
    digest: str
    """SHA-256 of what was shown, hex."""
    code: str
    """Digest of the code that showed it, so that a later one is told from a false one."""
    language: str = "zh"
    of_instant: bool = False
    """An instant was asked about, so that what happened after it was left out."""
    with_identity: bool = False
    """Who complained stood open on it."""
