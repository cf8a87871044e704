"""Which cases there are, and where each one stands."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from domain.events.base import Event
from domain.events.casework import ComplaintDispatchConfirmed, ComplaintOpinionFiled, ComplaintUnitFollowedUp
from domain.events.complaint import (
    ComplaintAccepted,
    ComplaintAnsweredDirectly,
    ComplaintArchived,
    ComplaintAssignmentAccepted,
    ComplaintClosed,
    ComplaintDispatched,
    ComplaintFollowedUp,
    ComplaintHandled,
    ComplaintRatingVerified,
    ComplaintReclassified,
    ComplaintRefused,
    ComplaintRegistered,
    ComplaintReplyImported,
    ComplaintReplySentBack,
    ComplaintReplySubmitted,
    ComplaintReturnRequested,
    ComplaintReturnRuled,
    ComplaintSigned,
    ComplaintTransferred,
)
from domain.values import AuthorityId, Handle, UnitId
from projections import base
from projections.base import Projection, Rows, on

OPEN_AGAIN: dict[str, None] = {"replied_at": None, "closed_at": None, "outcome": None}
"""What no longer holds where an answer goes back, also after the case was closed."""


class CaseLedger(Projection):
    """台账: one line a case."""

    version = 5
    shown_to = "whom it concerns"

    class Row(base.Row, frozen=True):
        """A case as it stands."""

        key = ("case",)

        case: UUID
        number: str
        authority: AuthorityId
        kind: str
        channel: str
        title: Handle
        registered_at: datetime
        status: str = "registered"
        origin: str | None = None
        unit: UnitId | None = None
        dispatched_at: datetime | None = None
        replied_at: datetime | None = None
        closed_at: datetime | None = None
        outcome: str | None = None
        sent_back: int = 0
        rating: str | None = None
        is_imported: bool = False
        is_hypothetical: bool = False

    indexes = (
        ("status",),
        ("unit", "status"),
        ("authority", "status"),
        ("authority", "closed_at"),
        ("authority", "dispatched_at"),
        ("number",),
    )

    @on(ComplaintRegistered)
    def registered(self, event: ComplaintRegistered, rows: Rows[Row]) -> None:
        """A line begins; a unit that took it in itself has it from the start."""
        rows.put(
            self.Row(
                case=rows.case,
                number=event.number,
                authority=event.authority,
                kind=event.kind,
                channel=event.channel,
                title=event.title,
                registered_at=event.occurred_at,
                origin=event.origin,
                unit=event.act.on_behalf_of,
                is_imported=event.act.imported,
                is_hypothetical=event.hypothetical,
            )
        )

    @on(ComplaintReclassified)
    def reclassified(self, event: ComplaintReclassified, rows: Rows[Row]) -> None:
        """The kind was corrected."""
        rows.change(rows.case, kind=event.kind)

    @on(ComplaintDispatched)
    def dispatched(self, event: ComplaintDispatched, rows: Rows[Row]) -> None:
        """A unit holds it."""
        rows.change(rows.case, status="dispatched", unit=event.unit, dispatched_at=event.occurred_at)

    @on(ComplaintSigned)
    def signed(self, event: ComplaintSigned, rows: Rows[Row]) -> None:  # noqa: ARG002
        """The unit has seen it; signing late changes nothing where it counts as accepted already."""
        row = rows.get(rows.case)
        if row is not None and row.status == "dispatched":
            rows.change(rows.case, status="signed")

    @on(ComplaintAssignmentAccepted)
    def assigned(self, event: ComplaintAssignmentAccepted, rows: Rows[Row]) -> None:  # noqa: ARG002
        """The unit holds it to be its own; work that has begun goes on."""
        row = rows.get(rows.case)
        if row is not None and row.status in {"dispatched", "signed", "return_pending"}:
            rows.change(rows.case, status="assigned")

    @on(ComplaintReturnRuled)
    def return_ruled(self, event: ComplaintReturnRuled, rows: Rows[Row]) -> None:
        """Back to the office, or it stays."""
        if event.granted:
            rows.change(rows.case, status="accepted", unit=None, dispatched_at=None)
        else:
            rows.change(rows.case, status="assigned")

    @on(ComplaintReplySubmitted)
    def replied(self, event: ComplaintReplySubmitted, rows: Rows[Row]) -> None:
        """An answer awaits review."""
        rows.change(rows.case, status="answered", replied_at=event.occurred_at)

    @on(ComplaintReplyImported)
    def reply_imported(self, event: ComplaintReplyImported, rows: Rows[Row]) -> None:
        """Answered long ago, elsewhere."""
        rows.change(rows.case, status="closed", replied_at=event.replied_at, closed_at=event.replied_at)

    @on(ComplaintReplySentBack)
    def sent_back(self, event: ComplaintReplySentBack, rows: Rows[Row]) -> None:
        """The answer was not good enough; a case that was closed is open again."""
        rows.change(rows.case, status="handling", sent_back=event.in_a_row, **OPEN_AGAIN)

    @on(ComplaintClosed)
    def closed(self, event: ComplaintClosed, rows: Rows[Row]) -> None:
        """The unit's work is done."""
        rows.change(rows.case, status="closed", closed_at=event.occurred_at, outcome=event.outcome)

    @on(ComplaintFollowedUp)
    def followed_up(self, event: ComplaintFollowedUp, rows: Rows[Row]) -> None:
        """The complainant was asked."""
        status = "verifying" if event.rating == "bad" else "followed_up"
        rows.change(rows.case, status=status, rating=event.rating)

    @on(ComplaintAccepted)
    def accepted(self, event: ComplaintAccepted, rows: Rows[Row]) -> None:  # noqa: ARG002
        """Taken on: to be dispatched, or in the hands of the unit that holds it already."""
        row = rows.get(rows.case)
        if row is not None and row.status in AFTER_ACCEPTANCE:
            rows.change(rows.case, status=AFTER_ACCEPTANCE[row.status])

    @on(ComplaintDispatchConfirmed)
    def dispatch_confirmed(self, event: ComplaintDispatchConfirmed, rows: Rows[Row]) -> None:
        """What the meeting does not take up comes back; all else stays where it is."""
        if event.decision == "not_accept":
            rows.change(rows.case, status="registered", unit=None, dispatched_at=None)

    @on(ComplaintUnitFollowedUp)
    def unit_followed_up(self, event: ComplaintUnitFollowedUp, rows: Rows[Row]) -> None:
        """Asked by the unit: it stays closed, goes back, or waits for a decision."""
        match event.leads_to:
            case "rework":
                rows.change(rows.case, status="handling", **OPEN_AGAIN)
            case "decision":
                rows.change(rows.case, status="verifying")

    @on(ComplaintRatingVerified)
    def rating_verified(self, event: ComplaintRatingVerified, rows: Rows[Row]) -> None:
        """Examined: the office asks next, where only the unit has."""
        rows.change(rows.case, status="closed" if event.awaits_follow_up else "followed_up")

    @on(
        ComplaintRefused,
        ComplaintAnsweredDirectly,
        ComplaintTransferred,
        ComplaintReturnRequested,
        ComplaintHandled,
        ComplaintOpinionFiled,
        ComplaintArchived,
    )
    def moved(self, event: Event, rows: Rows[Row]) -> None:
        """Steps that do nothing but move it."""
        rows.change(rows.case, status=STATUS[type(event)])


AFTER_ACCEPTANCE = {"registered": "accepted", "dispatched": "assigned", "signed": "assigned"}
"""Where a case goes when it is taken on."""

STATUS: dict[type[Event], str] = {
    ComplaintRefused: "refused",
    ComplaintAnsweredDirectly: "answered_directly",
    ComplaintTransferred: "transferred",
    ComplaintReturnRequested: "return_pending",
    ComplaintHandled: "handling",
    ComplaintOpinionFiled: "handling",
    ComplaintArchived: "archived",
}
"""Where a step leaves the case."""
