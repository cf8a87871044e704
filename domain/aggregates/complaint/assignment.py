"""Assignment: dispatched to a unit, signed for, accepted or returned."""

from __future__ import annotations

from domain.aggregates.complaint.state import ComplaintState
from domain.errors import Refused
from domain.events.casework import ComplaintDispatchConfirmed
from domain.events.complaint import (
    ComplaintAssignmentAccepted,
    ComplaintDispatched,
    ComplaintReturnRequested,
    ComplaintReturnRuled,
    ComplaintSigned,
)
from domain.rules.grounds import ground_of
from domain.rules.law import Law
from domain.rules.requirements import present, require, require_step
from domain.rules.special import Special
from domain.values import Act, Handle, UnitId

MEETING = "leading_group"
"""The role that decides for the meeting."""


ORDERED = frozenset({"dispatched", "signed", "assignment_accepted", "missed"})
"""Steps that begin the time of the unit that holds the order."""


class ReturnWindowPassed(Refused):
    """The window for returning the order has passed: it counts as accepted."""

    code = "complaint.return_window_passed"


class ReturnsUnknown(Refused):
    """The edition in force knows no returns."""

    code = "complaint.returns_unknown"


class DispatchNeedsMeeting(Refused):
    """As the text is read, only the meeting sends a matter to a unit."""

    code = "dispatch.needs_meeting"


class NothingToConfirm(Refused):
    """No provisional dispatch awaits a meeting."""

    code = "dispatch.nothing_to_confirm"


class AlreadySigned(Refused):
    """It has been signed for; nobody signs twice."""

    code = "complaint.already_signed"


class Assignment(ComplaintState):
    """From dispatch to the unit's acceptance."""

    def dispatch(
        self,
        unit: UnitId,
        assisting: tuple[UnitId, ...],
        act: Act,
        law: Law,
        *,
        designated: bool = False,
        special: Special | None = None,
    ) -> None:
        """派单: hand it to the unit that must answer; provisionally where a meeting is to confirm it.

        A unit that gets back what it had returned was wrong to return it.
        """
        dispatch = law.edition.dispatch
        early = dispatch is not None and dispatch.before_acceptance
        allowed = ("registered", "accepted") if early else ("accepted",)
        self.require_status("dispatched", *allowed, basis=ground_of(law, "dispatched"))
        basis = law.cite(dispatch.route_clause) if dispatch else None
        if dispatch and dispatch.first == "meeting" and act.role != MEETING:
            raise DispatchNeedsMeeting(
                f"{act.role} does not dispatch here",
                remedy="let the meeting decide; the leading group dispatches",
                basis=law.cite(dispatch.first_clause) if dispatch.first_clause else basis,
            )
        waits = bool(dispatch and dispatch.first == "provisional") and act.role != MEETING and not designated
        dispatched = ComplaintDispatched(
            unit=unit,
            assisting=assisting,
            designated=designated,
            round=self.dispatches + 1,
            provisional=waits,
            special_law=special.law if special else None,
            special_days=special.days if special else None,
            special_unit=special.unit if special else "working_day",
            basis=basis,
            act=act,
        )
        self.step(dispatched, "dispatched", law)
        if unit in self.returned_by and law.edition.returns is not None:
            self.find(law.edition.returns.improper_finding, law, act, unit=unit)
        self._start_dispatched(unit, act, law)

    def confirm_dispatch(self, confirmed: ComplaintDispatchConfirmed, law: Law) -> None:
        """确认分办: the meeting keeps it where it is, sends it elsewhere, puts it off, or does not take it up."""
        require_step(law, "dispatch_confirmed")
        self.require_status("confirmed", "dispatched", "signed", "assigned", "handling")
        act = confirmed.act
        if not self.is_provisional:
            raise NothingToConfirm("no provisional dispatch waits here", remedy="dispatch it first, or go on with it")
        self.step(confirmed, "dispatch_confirmed", law)
        match confirmed.decision:
            case "defer":
                again = law.deadlines_from("dispatched", act.occurred_at, {**self.facts, "provisional": "true"})
                self.start([new for new in again if "dispatch_confirmed" in new.limit.stops], act, unit=self.unit)
            case "not_accept":
                self.lapse("refused", act)
            case "accept" if confirmed.unit not in {None, self.unit}:
                self._send_on(confirmed, law)

    def _send_on(self, confirmed: ComplaintDispatchConfirmed, law: Law) -> None:
        """Another unit gets it; what has begun to run runs on against the new one from its own start."""
        unit, act = confirmed.unit, confirmed.act
        assert unit is not None  # noqa: S101  (the caller looked)
        running = self.deadlines.unfinished()
        dispatched = ComplaintDispatched(
            unit=unit, designated=True, round=self.dispatches + 1, basis=confirmed.basis, act=act
        )
        self.record(dispatched)
        for deadline in running:
            if deadline.set.unit is None or deadline.set.unit == unit:
                continue
            self.lapse("returned", act, deadline.set.name)
            facts = {**self.facts, **deadline.set.facts}
            again = law.deadlines_from(deadline.set.started_by, deadline.set.started_at, facts)
            self.start([new for new in again if new.limit.name == deadline.set.name], act, unit=unit)

    def _start_dispatched(self, unit: UnitId, act: Act, law: Law) -> None:
        facts = {**self.facts, "provisional": str(self.is_provisional).lower()}
        self.start(law.deadlines_from("dispatched", act.occurred_at, facts), act, unit=unit)

    def sign(self, act: Act, law: Law) -> None:
        """签收: sign for it, once; also after it counts as accepted, and while a return awaits its ruling.

        Whoever asks to return an order may still say that it arrived: the text stops this clock by nothing else.
        """
        if self.is_signed:
            raise AlreadySigned(
                "it has been signed for", remedy="go on: handle it, and reply", basis=ground_of(law, "signed")
            )
        self.require_status("signed for", "dispatched", "assigned", "return_pending", basis=ground_of(law, "signed"))
        self.require_holder(act)
        self.step(ComplaintSigned(act=act), "signed", law)

    def accept_assignment(self, act: Act, law: Law) -> None:
        """接受: hold it to be the unit's own without waiting for the window to pass."""
        self.require_status("accepted by the unit", "dispatched", "signed", basis=ground_of(law, "assignment_accepted"))
        self.require_holder(act)
        self.step(ComplaintAssignmentAccepted(act=act), "assignment_accepted", law)

    def deem_accepted(self, key: str, act: Act, law: Law) -> None:
        """视同接受: the return window passed without a return. Nothing happens twice."""
        deadline = self.deadline(key)
        if not deadline.is_running or not deadline.has_passed(act.told_at):
            return
        at_due = Act(actor=act.actor, role=act.role, occurred_at=deadline.due.due_at, cause=act.cause)
        self.lapse("deemed", at_due, deadline.set.name)
        returns = law.edition.returns
        basis = law.cite(returns.late_clause) if returns else deadline.set.basis
        self.record(ComplaintAssignmentAccepted(deemed=True, basis=basis, act=at_due))
        self.begin("assignment_accepted", at_due, law)

    def _of_the_order(self) -> set[str]:
        """Names of the deadlines that an order gave its unit: they bind it no more once it is taken back."""
        begun = {deadline.set.name for deadline in self.deadlines.unfinished() if deadline.set.started_by in ORDERED}
        return begun | {"sign", "return", "handle"}

    def request_return(
        self,
        reason: Handle | None,
        basis_document: Handle | None,
        suggested: UnitId | None,
        act: Act,
        law: Law,
        *,
        insist: bool = False,
    ) -> None:
        """申请退回: with reason and basis, within the window.

        After the window it is refused, unless the unit insists: then the late request goes to the office
        for a ruling, and being late is established as a finding.
        """
        returns = law.edition.returns
        if returns is None:
            raise ReturnsUnknown(f"{law.edition.id} knows no returns", remedy="raise it up the ladder instead")
        basis = law.cite(returns.clause)
        window = self.deadlines.running("return")
        late = window is None or window.has_passed(window.judged_instant(act))
        allowed = ("dispatched", "signed", "assigned", "handling") if late else ("dispatched", "signed")
        self.require_status("returned", *allowed, basis=basis)
        self.require_holder(act)
        if late and not insist:
            raise ReturnWindowPassed(
                "the window for returning it has passed; it counts as accepted",
                remedy="handle it; or insist, and the late return goes on record against the unit",
                basis=law.cite(returns.late_clause),
            )
        if reason is None or basis_document is None:
            require("the return", returns.requires, present(reason=reason, basis=basis_document), basis)
        requested = ComplaintReturnRequested(
            reason=reason or Handle(""),
            basis_document=basis_document or Handle(""),
            suggested_unit=suggested,
            late=late,
            basis=basis,
            act=act,
        )
        if window is not None and late:
            self.deem_accepted(window.set.key, act, law)
        self.step(requested, "return_requested", law)
        if late:
            self.find(returns.late_finding, law, act, unit=self.unit)

    def rule_on_return(self, reason: Handle, act: Act, law: Law, *, granted: bool, improper: bool = False) -> None:
        """裁定: grant the return, or refuse it (as improper where it is plainly the unit's own duty)."""
        self.require_status("ruled on", "return_pending", basis=ground_of(law, "return_ruled"))
        unit, returns = self.unit, law.edition.returns
        basis = law.cite(returns.clause) if returns else None
        ruled = ComplaintReturnRuled(
            granted=granted, reason=reason, improper=improper and not granted, basis=basis, act=act
        )
        self.step(ruled, "return_ruled", law)
        if granted:
            self.lapse("returned", act, *self._of_the_order())
            return
        self.record(ComplaintAssignmentAccepted(basis=basis, act=act))
        self.begin("assignment_accepted", act, law)
        self.lapse("deemed", act, "return")
        if improper and returns is not None:
            self.find(returns.improper_finding, law, act, unit=unit)
