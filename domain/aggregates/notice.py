"""通知: one thing told to one recipient on one way, in a stream of its own.

Delivering and opening it never disturbs who is deciding about the case at that moment.
"""

from __future__ import annotations

from datetime import datetime
from typing import Self
from uuid import UUID

from domain.aggregates.base import Aggregate
from domain.errors import Refused
from domain.events.base import Event
from domain.events.notice import NoticeDelivered, NoticeFailed, NoticeOpened, NoticeQueued
from domain.values import Act, SeatId

OFFICE = "efficiency_office"
"""The role that a notice to the office is for."""


class NotAddressedToYou(Refused):
    """Only who a notice is for can open it."""

    code = "notice.not_addressed"


class NotOpenedHere(Refused):
    """A text message or a letter is opened elsewhere, and nobody tells us."""

    code = "notice.not_opened_here"


class Notice(Aggregate):
    """One notice."""

    opens_with = NoticeQueued

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.queued: NoticeQueued | None = None
        self.is_waiting = True
        self.attempts = 0
        self.retry_at: datetime | None = None
        self.opened_by: set[SeatId] = set()

    @property
    def case(self) -> UUID | None:
        """The complaint it is about."""
        return self.queued.case if self.queued else None

    @classmethod
    def queue(cls, id: UUID, queued: NoticeQueued) -> Self:
        """Something is to be told. In the pages it is there at once; elsewhere a carrier must take it."""
        notice = cls(id)
        notice.record(queued)
        if queued.way == "in_app":
            notice.deliver(queued.act)
        return notice

    def deliver(self, act: Act) -> None:
        """送达. Once is enough."""
        if self.is_waiting:
            self.record(NoticeDelivered(attempt=self.attempts + 1, act=act))

    def fail(self, reason: str, retry_at: datetime | None, act: Act) -> None:
        """未送达: to be tried again, or given up. Nothing happens after it arrived or was given up."""
        if self.is_waiting:
            self.record(NoticeFailed(reason=reason, attempt=self.attempts + 1, retry_at=retry_at, act=act))

    def open(self, act: Act) -> None:
        """打开: each seat it is for is put on record once."""
        if self.queued is None or self.queued.way != "in_app":
            raise NotOpenedHere("it went out as a message", remedy="open those that stand in your list")
        if not self._is_for(act):
            raise NotAddressedToYou(f"it is not for {act.actor}", remedy="open those that stand in your list")
        if act.actor not in self.opened_by:
            self.record(NoticeOpened(act=act))

    def apply(self, event: Event) -> None:
        """Assign from one fact."""
        match event:
            case NoticeQueued():
                self.queued = event
            case NoticeDelivered():
                self.is_waiting, self.attempts = False, event.attempt
            case NoticeFailed():
                self.is_waiting = event.retry_at is not None
                self.attempts, self.retry_at = event.attempt, event.retry_at
            case NoticeOpened():
                self.opened_by.add(event.act.actor)

    def _is_for(self, act: Act) -> bool:
        queued = self.queued
        return (
            queued is not None
            and {
                "seat": act.actor == queued.seat,
                "unit": act.on_behalf_of is not None and act.on_behalf_of == queued.unit,
                "office": act.role == OFFICE,
                "complainant": False,
            }[queued.recipient]
        )
