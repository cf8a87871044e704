"""Who was told what, when did it arrive, who opened it?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from domain.events.notice import NoticeDelivered, NoticeFailed, NoticeOpened, NoticeQueued
from domain.values import SeatId, UnitId
from projections import base
from projections.base import Projection, Rows, on


class Notices(Projection):
    """通知: one row a notice."""

    version = 1

    class Row(base.Row, frozen=True):
        """A notice as it stands: waiting, delivered, opened, or failed for good."""

        key = ("case", "notice")

        case: UUID
        notice: UUID
        template: str
        way: str
        recipient: str
        """seat, unit, office or complainant."""
        inbox: str
        """Where it stands: `seat/…`, `unit/…`, `office`, `complainant`."""
        queued_at: datetime
        cause: int
        """Position of the fact it is about."""
        values: dict[str, str]
        status: str = "waiting"
        unit: UnitId | None = None
        seat: SeatId | None = None
        role: str | None = None
        attempts: int = 0
        retry_at: datetime | None = None
        delivered_at: datetime | None = None
        opened_at: datetime | None = None
        opened_by: tuple[SeatId, ...] = ()
        """Every seat that opened it, the first first."""
        failed_at: datetime | None = None
        reason: str | None = None
        """Of the last failure."""

    indexes = (("inbox", "status"), ("unit",), ("status",))

    @on(NoticeQueued)
    def queued(self, event: NoticeQueued, rows: Rows[Row]) -> None:
        """Something is to be told."""
        rows.put(
            self.Row(
                case=rows.case,
                notice=rows.place.stream,
                template=event.template,
                way=event.way,
                recipient=event.recipient,
                inbox=inbox_of(event.recipient, event.unit, event.seat),
                queued_at=event.occurred_at,
                cause=event.act.cause or 0,
                values=event.values,
                unit=event.unit,
                seat=event.seat,
                role=event.role,
            )
        )

    @on(NoticeDelivered)
    def delivered(self, event: NoticeDelivered, rows: Rows[Row]) -> None:
        """It arrived, or a carrier took it."""
        told = {"status": "delivered", "delivered_at": event.occurred_at, "attempts": event.attempt}
        rows.change(rows.case, rows.place.stream, retry_at=None, **told)

    @on(NoticeFailed)
    def failed(self, event: NoticeFailed, rows: Rows[Row]) -> None:
        """Not this time, or not at all."""
        given_up = {} if event.retry_at else {"status": "failed", "failed_at": event.occurred_at}
        tried = {"attempts": event.attempt, "retry_at": event.retry_at, "reason": event.reason}
        rows.change(rows.case, rows.place.stream, **tried, **given_up)

    @on(NoticeOpened)
    def opened(self, event: NoticeOpened, rows: Rows[Row]) -> None:
        """A seat opened it; the time is that of the first."""
        row = rows.get(rows.case, rows.place.stream)
        if row is not None:
            first = row.opened_at or event.occurred_at
            by = (*row.opened_by, event.act.actor)
            rows.put(msgspec.structs.replace(row, status="opened", opened_at=first, opened_by=by))


def inbox_of(recipient: str, unit: str | None = None, seat: str | None = None) -> str:
    """Where a notice stands."""
    named = {"seat": seat, "unit": unit}.get(recipient)
    return f"{recipient}/{named}" if named else recipient


def as_at(row: Notices.Row, at: datetime) -> Notices.Row | None:
    """A notice as it stood at an instant, by what is known of it; None before it was queued."""
    if row.queued_at > at:
        return None
    opened = row.opened_at if row.opened_at and row.opened_at <= at else None
    delivered = row.delivered_at if row.delivered_at and row.delivered_at <= at else None
    failed = row.failed_at if row.failed_at and row.failed_at <= at else None
    status = "opened" if opened else "delivered" if delivered else "failed" if failed else "waiting"
    return msgspec.structs.replace(
        row,
        status=status,
        delivered_at=delivered,
        opened_at=opened,
        opened_by=row.opened_by if opened else (),
        failed_at=failed,
    )
