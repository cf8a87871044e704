"""Facts of who looked into a case's file, in a stream of their own, so that reading never changes the case."""

from __future__ import annotations

from domain.events.base import Event


class IdentityDisclosed(Event, frozen=True, tag="identity.disclosed"):
    """公开诉求人身份: `act.actor` was shown who complained; never what was shown."""

    purpose: str
    """Permanent code of what for, or of how the case was found by who complained."""


class BundleExported(Event, frozen=True, tag="bundle.exported"):
    """证据包: the facts of a case, with what proves them, left the house."""

    purpose: str
    """Permanent code of what for."""
    with_texts: bool = False
    """What people wrote, and the files, went along; who complained never does."""
