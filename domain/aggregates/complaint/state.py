"""What a complaint's commands need to know of it; assigned from facts, never decided."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from domain.aggregates.complaint.course import Course
from domain.errors import Refused
from domain.events.base import Event
from domain.events.casework import ComplaintDispatchConfirmed, ComplaintUnitFollowedUp
from domain.events.complaint import (
    ComplaintAccepted,
    ComplaintAnsweredDirectly,
    ComplaintArchived,
    ComplaintAssignmentAccepted,
    ComplaintCitizenTold,
    ComplaintClosed,
    ComplaintContacted,
    ComplaintDispatched,
    ComplaintFollowedUp,
    ComplaintGuided,
    ComplaintHandled,
    ComplaintMaterialAdded,
    ComplaintMaterialErased,
    ComplaintRatingVerified,
    ComplaintReclassified,
    ComplaintRefused,
    ComplaintRegistered,
    ComplaintReplyAccepted,
    ComplaintReplyImported,
    ComplaintReplySentBack,
    ComplaintReplySubmitted,
    ComplaintReturnRequested,
    ComplaintReturnRuled,
    ComplaintSigned,
    ComplaintSupervised,
    ComplaintTransferred,
    ComplaintTruthChecked,
)
from domain.rules.law import Law
from domain.rules.special import Special
from domain.values import Act, Attached, AuthorityId, Citation, FileHandle, Level, SeatId, UnitId

ENDED = frozenset({"refused", "answered_directly", "transferred", "archived"})
"""States nothing leads out of."""


HELD = ("registered", "accepted", "dispatched", "signed", "assigned", "handling")
"""States in which somebody works on it."""

AFTER_ACCEPTANCE = {"registered": "accepted", "dispatched": "assigned", "signed": "assigned"}
"""Where a case goes when it is taken on: one that a unit holds already is its own from then on."""


BEGUN_APART = frozenset({"accepted", "dispatched", "ordered", "rating_verified"})
"""Steps whose deadlines need more than what is known of the matter, or begin only in some cases."""


class NotInThisState(Refused):
    """The step does not follow from where the complaint stands."""

    code = "complaint.wrong_state"

    def __init__(self, doing: str, status: str, allowed: tuple[str, ...], basis: Citation | None) -> None:
        super().__init__(
            f"a complaint that is {status} cannot be {doing}",
            remedy=f"it must first be {' or '.join(allowed)}",
            basis=basis,
        )
        self.status = status
        self.allowed = allowed


class ComplaintAlreadyClosed(Refused):
    """The complaint has ended."""

    code = "complaint.already_closed"


class UnitDoesNotHoldIt(Refused):
    """Only the unit that holds the order may act on it."""

    code = "complaint.not_held_by_unit"


def special_of(event: ComplaintDispatched) -> Special | None:
    """The period a law sets, where the dispatch named one."""
    if event.special_law is None or event.special_days is None:
        return None
    return Special(event.special_law, event.special_days, event.special_unit)


class ComplaintState(Course):
    """Where a complaint stands."""

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.kind = ""
        self.authority = AuthorityId("")
        self.number = ""
        self.origin: str | None = None
        self.repeats: UUID | None = None
        self.unit: UnitId | None = None
        self.first_asked: SeatId | None = None
        self.assisting: tuple[UnitId, ...] = ()
        self.dispatches = 0
        self.is_signed = False
        self.dispatched: ComplaintDispatched | None = None
        self.returned_by: frozenset[UnitId] = frozenset()
        """Units whose return was granted."""
        self.truth_check: ComplaintTruthChecked | None = None
        self.reply: ComplaintReplySubmitted | None = None
        self.replies = 0
        self.reply_accepted = False
        self.was_told = False
        self.sent_back_in_a_row = 0
        self.follow_ups = 0
        self.bad_ratings = 0
        self.was_contacted = False
        self.return_request: ComplaintReturnRequested | None = None
        self.supervised_at: Level | None = None
        self.was_worked_on = False
        self.material: dict[FileHandle, tuple[Attached, datetime]] = {}
        self.closed_at: datetime | None = None
        self.special: Special | None = None

    @property
    def case(self) -> UUID:
        """A complaint is its own case."""
        return self.id

    @property
    def answering_unit(self) -> UnitId | None:
        """The unit that holds it: it got the order, or took the request in itself."""
        return self.unit

    @property
    def facts(self) -> dict[str, str]:
        """What a time limit's plain match may look at."""
        registered = self.registered_at.isoformat() if self.registered_at else None
        known = {"kind": self.kind, "origin": self.origin, "channel": self.channel, "registered": registered}
        return {name: value for name, value in known.items() if value} | (self.special.facts if self.special else {})

    @property
    def has_supervision(self) -> bool:
        """Whether a written supervision is open: the daily one, level 0, asks no other approval."""
        return bool(self.supervised_at)

    @property
    def matter(self) -> dict[str, str]:
        """What a trigger's plain match may look at: how the matter stands."""
        return {
            **self.facts,
            "handled": "yes" if self.was_worked_on or self.replies else "no",
            "supervised": "none" if self.supervised_at is None else str(self.supervised_at),
            "repeat": "yes" if self.repeats else "no",
            "bad_ratings": str(self.bad_ratings),
            "designated": "yes" if self.dispatched and self.dispatched.designated else "no",
        }

    def step(self, event: Event, name: str, law: Law) -> None:
        """Record a step, settle the deadlines it ends, and start those it begins."""
        super().step(event, name, law)
        if name not in BEGUN_APART:
            self.begin(name, event.act, law)

    def begin(self, step: str, act: Act, law: Law) -> None:
        """Start the deadlines that a step begins."""
        self.start(law.deadlines_from(step, act.occurred_at, self.facts), act, unit=self.unit)

    def require_holder(self, act: Act) -> None:
        """Refuse an act for a unit that does not hold the order."""
        if act.on_behalf_of is not None and self.unit is not None and act.on_behalf_of != self.unit:
            raise UnitDoesNotHoldIt(f"{act.on_behalf_of} does not hold this order", remedy=f"it is held by {self.unit}")

    def require_status(self, doing: str, *allowed: str, basis: Citation | None = None) -> None:
        """Refuse unless the complaint stands in one of the states the step follows from."""
        if self.status in allowed:
            return
        if self.status in ENDED:
            raise ComplaintAlreadyClosed(
                f"the complaint is {self.status}; it cannot be {doing}",
                remedy="register a new complaint that names this one as the earlier",
                basis=basis,
            )
        raise NotInThisState(doing, self.status, allowed, basis)

    def apply(self, event: Event) -> None:  # noqa: C901, PLR0912, PLR0915  (one case a fact, each an assignment)
        """Assign from one fact."""
        super().apply(event)
        match event:
            case ComplaintRegistered():
                self.status, self.kind, self.authority = "registered", event.kind, event.authority
                self.number, self.origin, self.repeats = event.number, event.origin, event.repeats
                self.unit = event.act.on_behalf_of
            case ComplaintReclassified():
                self.kind = event.kind
            case ComplaintAccepted():
                self.status = AFTER_ACCEPTANCE.get(self.status, self.status)
            case ComplaintRefused():
                self.status = "refused"
            case ComplaintTruthChecked():
                self.truth_check = event
            case ComplaintContacted():
                self.was_contacted = True
            case ComplaintGuided():
                self.first_asked = self.first_asked or event.act.actor
            case ComplaintAnsweredDirectly():
                self.status = "answered_directly"
            case ComplaintTransferred():
                self.status = "transferred"
            case ComplaintDispatched():
                self.status, self.dispatched = "dispatched", event
                self.unit, self.assisting, self.dispatches = event.unit, event.assisting, event.round
                self.is_signed = False
                self.special = special_of(event)
            case ComplaintDispatchConfirmed(decision="not_accept"):
                self.status, self.unit = "registered", None
            case ComplaintSigned():
                self.is_signed = True
                if self.status == "dispatched":
                    self.status = "signed"
            case ComplaintAssignmentAccepted():
                if self.status in {"dispatched", "signed"}:
                    self.status = "assigned"
            case ComplaintReturnRequested():
                self.status, self.return_request = "return_pending", event
            case ComplaintReturnRuled():
                self.return_request = None
                if event.granted:
                    self.returned_by |= {self.unit} if self.unit else set()
                    self.status, self.unit = "accepted", None
                else:
                    self.status = "assigned"
            case ComplaintHandled():
                self.status, self.was_worked_on = "handling", True
            case ComplaintReplySubmitted():
                self.status, self.reply, self.replies = "answered", event, event.round
            case ComplaintReplySentBack():
                self.status, self.sent_back_in_a_row = "handling", event.in_a_row
                self.reply, self.reply_accepted, self.was_told, self.closed_at = None, False, False, None
            case ComplaintReplyAccepted():
                self.sent_back_in_a_row, self.reply_accepted = 0, True
            case ComplaintUnitFollowedUp(leads_to="rework"):
                self.reply, self.reply_accepted, self.was_told, self.closed_at = None, False, False, None
            case ComplaintCitizenTold():
                self.was_told = True
            case ComplaintClosed():
                self.status, self.closed_at = "closed", event.occurred_at
            case ComplaintReplyImported():
                self.status, self.closed_at = "closed", event.replied_at
            case ComplaintSupervised():
                self.supervised_at = event.level
            case ComplaintMaterialAdded():
                self.material |= {each.file: (each, event.occurred_at) for each in event.files}
            case ComplaintMaterialErased():
                self.material = {file: kept for file, kept in self.material.items() if file not in event.files}
            case ComplaintFollowedUp():
                self.follow_ups = event.round
                if event.rating == "bad":
                    self.status, self.bad_ratings = "verifying", self.bad_ratings + 1
                else:
                    self.status = "followed_up"
            case ComplaintRatingVerified():
                self.status = "closed" if event.awaits_follow_up else "followed_up"
            case ComplaintArchived():
                self.status = "archived"
