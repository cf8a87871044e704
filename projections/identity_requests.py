"""Who asked to be shown who complained, what for, who decided, and until when does it count?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from domain.events.identifying import IdentityApproved, IdentityDenied, IdentityRequested
from domain.values import SeatId
from projections import base
from projections.base import Projection, Rows, on


class IdentityRequests(Projection):
    """查看诉求人身份的申请: one row a request."""

    version = 1
    shown_to = "offices"

    class Row(base.Row, frozen=True):
        """A request as it stands: waiting, approved (until its hour) or denied."""

        key = ("case", "request")

        case: UUID
        request: UUID
        purpose: str
        asked_by: SeatId
        asked_as: str
        """The role."""
        asked_at: datetime
        state: str = "waiting"
        decided_by: SeatId | None = None
        decided_at: datetime | None = None
        until: datetime | None = None

    indexes = (("state", "asked_at"), ("asked_by",))

    @on(IdentityRequested)
    def requested(self, event: IdentityRequested, rows: Rows[Row]) -> None:
        """A second person is to decide."""
        rows.put(
            self.Row(
                case=rows.case,
                request=rows.place.stream,
                purpose=event.purpose,
                asked_by=event.act.actor,
                asked_as=event.act.role,
                asked_at=event.occurred_at,
            )
        )

    @on(IdentityApproved)
    def approved(self, event: IdentityApproved, rows: Rows[Row]) -> None:
        """It may be looked at, for a time."""
        decided = {"decided_by": event.act.actor, "decided_at": event.occurred_at}
        rows.change(rows.case, rows.place.stream, state="approved", until=event.until, **decided)

    @on(IdentityDenied)
    def denied(self, event: IdentityDenied, rows: Rows[Row]) -> None:
        """It stays hidden."""
        decided = {"decided_by": event.act.actor, "decided_at": event.occurred_at}
        rows.change(rows.case, rows.place.stream, state="denied", **decided)
