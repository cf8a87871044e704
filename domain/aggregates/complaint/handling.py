"""Handling: worked on, extended, answered, sent back, told, closed."""

from __future__ import annotations

from typing import Literal

from domain.aggregates.complaint.state import ComplaintState
from domain.aggregates.deadlines import Deadline
from domain.errors import Refused
from domain.events.complaint import (
    ComplaintCitizenTold,
    ComplaintClosed,
    ComplaintHandled,
    ComplaintReplyAccepted,
    ComplaintReplySentBack,
    ComplaintReplySubmitted,
)
from domain.events.deadlines import (
    DeadlineExtended,
    DeadlineExtensionRefused,
    DeadlineExtensionRequested,
)
from domain.rules.extensions import ExtensionRequest, extension_allowed
from domain.rules.grounds import ground_of
from domain.rules.law import Law
from domain.rules.replies import (
    RefusalNeedsLadder,
    check_defects,
    check_mode,
    check_reply,
    sent_back_finding,
)
from domain.values import Act, Handle


class NoReplyPending(Refused):
    """There is no submitted answer to rule on."""

    code = "complaint.no_reply_pending"


class NoExtensionPending(Refused):
    """No filed extension awaits a ruling."""

    code = "deadline.no_extension_pending"


class CitizenNotTold(Refused):
    """The answer goes to the office and to the citizen, both."""

    code = "complaint.citizen_not_told"


class Handling(ComplaintState):
    """From the unit's first step to closure."""

    def handle(self, handled: ComplaintHandled, law: Law) -> None:
        """办理: record what was done."""
        self.require_status("worked on", "accepted", "dispatched", "signed", "assigned", "handling")
        self.step(handled, "handled", law)

    def submit_reply(self, reply: ComplaintReplySubmitted, law: Law, *, final_no: bool = False) -> None:
        """提交答复: complete, and signed at the level the clause asks for.

        Where the edition has a ladder, "cannot" needs a final no (`final_no`) from its last level.
        """
        allowed = ("signed", "assigned", "handling", "accepted")
        self.require_status("answered", *allowed, basis=ground_of(law, "reply_submitted"))
        ladder = law.edition.ladder
        if ladder is not None and reply.outcome == "cannot" and not final_no:
            raise RefusalNeedsLadder(
                "a bare no is not an answer here",
                remedy="propose the no, and let it climb the ladder to its last level",
                basis=law.cite(ladder.clause),
            )
        check_reply(law, items=reply.items, approved_by=reply.approved_by, supervised=self.has_supervision)
        check_mode(law, reply.mode, call_record=reply.call_record)
        self.step(reply, "reply_submitted", law)

    def send_back(
        self,
        source: Literal["formal_review", "bad_rating"],
        defects: tuple[str, ...],
        note: Handle | None,
        act: Act,
        law: Law,
    ) -> None:
        """退回重办: name the defects. The clock runs on; too many in a row are established as a finding."""
        self.require_status("sent back", "answered", basis=ground_of(law, "sent_back"))
        self.record_send_back(source, defects, note, act, law)

    def record_send_back(
        self,
        source: Literal["formal_review", "bad_rating"],
        defects: tuple[str, ...],
        note: Handle | None,
        act: Act,
        law: Law,
    ) -> None:
        """Record a send-back, misses it uncovers, and what so many in a row establish."""
        basis = check_defects(law, defects, after_rating=source == "bad_rating")
        in_a_row = self.sent_back_in_a_row + 1
        sent_back = ComplaintReplySentBack(
            source=source, defects=defects, in_a_row=in_a_row, note=note, basis=basis, act=act
        )
        self.step(sent_back, "sent_back", law)
        for deadline in self.deadlines.stopped_by("reply_accepted"):
            self.miss(deadline.set.key, act, law)
        finding = sent_back_finding(law, in_a_row)
        if finding:
            self.find(finding, law, act, unit=self.unit)

    def accept_reply(self, act: Act, law: Law) -> None:
        """审核通过: the answer counts from the moment it was submitted."""
        self.require_status("approved", "answered", basis=ground_of(law, "reply_accepted"))
        if self.reply is None:
            raise NoReplyPending(
                "no answer awaits review", remedy="let the unit submit one", basis=ground_of(law, "reply_accepted")
            )
        reply_act = self.reply.act
        accepted = ComplaintReplyAccepted(act=act, basis=self.reply.basis)
        self.record(accepted)
        for deadline in self.deadlines.stopped_by("reply_accepted"):
            self.settle(deadline, "reply_accepted", deadline.judged_instant(reply_act), act, law)

    def tell_citizen(self, way: str, call_record: Handle | None, act: Act, law: Law) -> None:
        """告知: the complainant has been told; the citizen's clock stops."""
        held = ("accepted", "dispatched", "signed", "assigned", "handling", "answered", "closed")
        self.require_status("told to the citizen", *held, basis=ground_of(law, "citizen_told"))
        check_mode(law, way, call_record=call_record)
        self.step(ComplaintCitizenTold(way=way, call_record=call_record, act=act), "citizen_told", law)

    def close(self, outcome: str, act: Act, law: Law) -> None:
        """办结: the answer was accepted and the citizen told."""
        self.require_status("closed", "answered", basis=ground_of(law, "closed"))
        if self.reply is None or not self.reply_accepted:
            raise NoReplyPending(
                "the answer has not been approved",
                remedy="review it first: accept or send back",
                basis=ground_of(law, "reply_accepted"),
            )
        reply = law.edition.reply
        if reply is not None and "citizen" in reply.to and not self.was_told:
            raise CitizenNotTold(
                "the citizen has not been told",
                remedy="record how the citizen was told (tell-citizen), then close",
                basis=law.cite(reply.to_clause),
            )
        self.step(ComplaintClosed(outcome=outcome, act=act), "closed", law)

    # -- extensions ------------------------------------------------------------------------------------

    def request_extension(self, requested: DeadlineExtensionRequested, request: ExtensionRequest, law: Law) -> None:
        """延期报备: effective on filing, or awaiting a ruling, as the edition says."""
        deadline = self.running_deadline(requested.key)
        extended = self._extension(deadline, request, requested.act, law)
        self.record(requested)
        extension = law.edition.extension
        if extension is not None and extension.mode == "filing_effective":
            self.record(extended)

    def rule_on_extension(
        self, key: str, request: ExtensionRequest, reason: Handle, act: Act, law: Law, *, granted: bool
    ) -> None:
        """延期裁定: the office grants or refuses a filed extension."""
        deadline = self.running_deadline(key)
        if deadline.requested is None:
            raise NoExtensionPending(
                "no extension awaits a ruling here", remedy="file one first", basis=deadline.set.basis
            )
        if granted:
            self.record(self._extension(deadline, request, act, law))
        else:
            self.record(DeadlineExtensionRefused(key=key, reason=reason, basis=deadline.set.basis, act=act))

    def _extension(self, deadline: Deadline, request: ExtensionRequest, act: Act, law: Law) -> DeadlineExtended:
        ruling = extension_allowed(law.edition, law.calendar, deadline.for_extension(), request)
        return DeadlineExtended(
            key=deadline.set.key,
            amount=request.amount,
            old_due_at=deadline.due.due_at,
            due=ruling.due,
            warn_at=ruling.warn_at,
            basis=ruling.basis,
            act=act,
        )
