"""Facts of asking to be shown who complained: one seat asks, another decides, in a stream beside the case."""

from __future__ import annotations

from datetime import datetime

from domain.events.base import Event
from domain.values import Handle


class IdentityRequested(Event, frozen=True, tag="identity.requested"):
    """申请查看诉求人身份: a seat that does not hold the case says what it needs to know it for."""

    purpose: str
    """Permanent code of what for."""
    reason: Handle


class IdentityApproved(Event, frozen=True, tag="identity.approved"):
    """同意查看诉求人身份: a second person agrees, for a time; every look in it is a disclosure of its own."""

    until: datetime


class IdentityDenied(Event, frozen=True, tag="identity.denied"):
    """不同意查看诉求人身份: it stays hidden."""

    reason: Handle
