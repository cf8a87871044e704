"""Facts of a notice: what somebody was told, on which way, whether it arrived, who opened it.

Never a name, a number or a text: whom it is for is a seat, a unit, the office or the complainant; what it says is a
template and codes. Words and addresses are joined where it is shown or sent.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from msgspec import field

from domain.events.base import Event
from domain.values import SeatId, UnitId, Value

Way = Literal["in_app", "sms", "mail"]
"""On which way it goes: a list in the pages, a text message, an electronic letter."""
Kind = Literal["seat", "unit", "office", "complainant"]


class Recipient(Value, frozen=True):
    """Whom a notice is for. Who may be asked for the number or the letter box: never in a fact."""

    recipient: Kind
    unit: UnitId | None = None
    seat: SeatId | None = None
    role: str | None = None
    """The seat's, as it then was."""


class NoticeQueued(Event, frozen=True, tag="notice.queued"):
    """通知: something is to be told; `act.cause` is the fact it is about."""

    told: ClassVar[bool] = False
    template: str
    """What it says, `order_dispatched`; `projections.wordings` has the words."""
    way: Way
    recipient: Kind
    unit: UnitId | None = None
    seat: SeatId | None = None
    role: str | None = None
    values: dict[str, str] = field(default_factory=dict)
    """Codes and times that the words name."""


class NoticeDelivered(Event, frozen=True, tag="notice.delivered"):
    """送达: it stands in the recipient's list, or the carrier took it."""

    attempt: int = 1


class NoticeFailed(Event, frozen=True, tag="notice.failed"):
    """未送达: the carrier did not take it, or there is nowhere to send it."""

    reason: str
    """Permanent code: unreachable, rejected, no_contact, no_number, no_address."""
    attempt: int = 1
    retry_at: datetime | None = None
    """When it is tried again; None: given up."""


class NoticeOpened(Event, frozen=True, tag="notice.opened"):
    """打开: a seat it is for opened it in the pages."""
