"""What the work on a complaint has come to: which steps were taken, its tags, its order, its filed no."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from domain.aggregates.subject import Subject
from domain.events.base import Event
from domain.events.casework import (
    ComplaintCannotFiled,
    ComplaintDispatchConfirmed,
    ComplaintMatterCited,
    ComplaintOpinionFiled,
    ComplaintOrdered,
    ComplaintReviewed,
    ComplaintSubmittedForStudy,
    ComplaintTagged,
    ComplaintUnitFollowedUp,
    ComplaintVerified,
)
from domain.events.complaint import (
    ComplaintAccepted,
    ComplaintClosed,
    ComplaintContacted,
    ComplaintDispatched,
    ComplaintFollowedUp,
    ComplaintGuided,
    ComplaintInstructed,
    ComplaintRegistered,
    ComplaintReplySentBack,
    ComplaintReplySubmitted,
)
from domain.regulations.steps import Step

STEPS: dict[type[Event], Step] = {
    ComplaintContacted: "contacted",
    ComplaintGuided: "guided",
    ComplaintAccepted: "accepted",
    ComplaintVerified: "verified",
    ComplaintOpinionFiled: "opinion_filed",
    ComplaintOrdered: "ordered",
    ComplaintSubmittedForStudy: "submitted_for_study",
    ComplaintInstructed: "instructed",
    ComplaintCannotFiled: "cannot_filed",
    ComplaintReplySubmitted: "reply_submitted",
    ComplaintClosed: "closed",
    ComplaintUnitFollowedUp: "unit_followed_up",
    ComplaintFollowedUp: "followed_up",
    ComplaintReviewed: "reviewed",
}
"""Facts that later steps rest on, and the step each is."""

DONE_AGAIN = frozenset({"reply_submitted", "closed", "unit_followed_up", "followed_up", "reviewed"})
"""Steps that a case which goes back to the unit takes once more."""


class Course(Subject):
    """The course of a complaint, as far as its later steps look back at it."""

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.status = "new"
        self.channel = ""
        self.registered_at: datetime | None = None
        self.taken: frozenset[str] = frozenset()
        self.classes: tuple[str, ...] = ()
        self.is_provisional = False
        self.cannot: ComplaintCannotFiled | None = None
        self.ordered: ComplaintOrdered | None = None
        self.unit_reworks = 0
        self.reworks = 0
        self.cited: str | None = None

    def apply(self, event: Event) -> None:  # noqa: C901  (one case a fact, each an assignment)
        """Assign from one fact."""
        super().apply(event)
        if type(event) in STEPS:
            self.taken |= {STEPS[type(event)]}
        match event:
            case ComplaintRegistered():
                self.channel, self.registered_at = event.channel, event.occurred_at
            case ComplaintMatterCited():
                self.cited = event.item
            case ComplaintTagged():
                self.classes = event.classes
            case ComplaintDispatched():
                self.is_provisional = event.provisional
            case ComplaintDispatchConfirmed():
                self.is_provisional = event.decision == "defer"
            case ComplaintOpinionFiled():
                self.status = "handling"
            case ComplaintOrdered():
                self.ordered = event
            case ComplaintCannotFiled():
                self.cannot = event
            case ComplaintUnitFollowedUp(leads_to="rework"):
                self.status, self.unit_reworks = "handling", self.unit_reworks + 1
                self.taken -= DONE_AGAIN
            case ComplaintUnitFollowedUp(leads_to="decision"):
                self.status = "verifying"
            case ComplaintReplySentBack():
                self.taken -= DONE_AGAIN
                self.reworks += event.source == "bad_rating"
