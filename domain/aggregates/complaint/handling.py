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
from domain.rules.casework import order_due
from domain.rules.extensions import ExtensionRequest, extension_allowed
from domain.rules.grounds import ground_of
from domain.rules.law import Law
from domain.rules.reckoning import NotProlongable
from domain.rules.replies import (
    RefusalNeedsLadder,
    check_defects,
    check_mode,
    check_reply,
    sent_back_finding,
)
from domain.rules.requirements import require
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


class OrderNotIssued(Refused):
    """A matter from such a source is closed only after an order to the head of the unit."""

    code = "order.not_issued"


class CannotNotFiled(Refused):
    """A no is an answer only after it was filed, with its basis and its explanation."""

    code = "cannot.not_filed"


class ApplicantDoesNotUnderstand(Refused):
    """The reading in force makes the applicant's understanding a condition of a no."""

    code = "cannot.not_understood"


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
        self._check_course(reply, law)
        self.step(reply, "reply_submitted", law)
        if law.edition.reply is not None and law.edition.reply.closes:
            self._close("done" if reply.outcome == "done" else "cannot_with_reply", reply.act, law)

    def answer_no(self, reply: ComplaintReplySubmitted, law: Law) -> None:
        """说"不"的答复: a final no answers, tells and closes in one."""
        self.submit_reply(reply, law, final_no=True)
        if self.status == "answered":
            self.accept_reply(reply.act, law)
        self.tell_citizen(reply.mode or "", reply.call_record, reply.act, law)
        if self.status != "closed":
            self.close("cannot_with_reply", reply.act, law)

    def _check_course(self, reply: ComplaintReplySubmitted, law: Law) -> None:
        """Refuse an answer before the steps, the order or the filing it rests on."""
        rule, cannot = law.edition.reply, law.edition.cannot
        if rule is not None and rule.after and rule.after_clause:
            require("the answer", rule.after, self.taken, law.cite(rule.after_clause))
        origins = (self.origin, self.channel, "leader_instruction" if "instructed" in self.taken else None)
        due = order_due(law, origins=origins)
        if due is not None and self.ordered is None:
            raise OrderNotIssued(
                "a matter like this always gets an order", remedy="issue it to the head of the unit first", basis=due
            )
        if cannot is None or reply.outcome != "cannot":
            return
        if self.cannot is None or self.cannot.escalation != reply.escalation:
            raise CannotNotFiled(
                "it was not filed that it cannot be done",
                remedy="file the ground, its basis and the explanation (file-cannot), then answer",
                basis=law.cite(cannot.clause),
            )
        if cannot.understanding == "veto" and not self.cannot.understood:
            raise ApplicantDoesNotUnderstand(
                "as the text is read, a no needs the applicant's understanding",
                remedy="explain it again, and file it anew once it is understood",
                basis=law.cite(cannot.clause),
            )

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
        self.settle_all("reply_accepted", reply_act, act, law)
        self.begin("reply_accepted", act, law)

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
        self._close(outcome, act, law)

    def _close(self, outcome: str, act: Act, law: Law) -> None:
        self.step(ComplaintClosed(outcome=outcome, act=act), "closed", law)
        if repeating := [limit.name for limit in law.edition.limits if limit.repeats]:
            self.lapse("closed", act, *repeating)

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
        if deadline.is_prolonged:
            raise NotProlongable(
                f"{deadline.set.key} runs to a day that was named", remedy="name a later day (prolong), or close it"
            )
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
