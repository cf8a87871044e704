"""Intake: registered, accepted or refused, answered on the spot, handed on."""

from __future__ import annotations

from typing import Literal, Self
from uuid import UUID

import msgspec

from domain.aggregates.complaint.state import HELD, ComplaintState, UnitDoesNotHoldIt
from domain.aggregates.deadlines import Deadline
from domain.errors import Refused
from domain.events.casework import ComplaintTagged
from domain.events.complaint import (
    ComplaintAccepted,
    ComplaintAnsweredDirectly,
    ComplaintContacted,
    ComplaintGuided,
    ComplaintReclassified,
    ComplaintRefused,
    ComplaintRegistered,
    ComplaintTransferred,
    ComplaintTruthChecked,
)
from domain.events.deadlines import DeadlineExtended
from domain.rules.casework import check_tags, known_code
from domain.rules.extensions import carried_over
from domain.rules.grounds import ground_of
from domain.rules.intake import KindUnknown, check_first_duty, check_repeat_refusal, intake_of
from domain.rules.law import Law
from domain.rules.requirements import StepNotForeseen, present, require
from domain.values import Act, Handle

REPEAT = "repeat"
"""Refusal ground of a request that repeats an answered one."""


class ConsentMissing(Refused):
    """Three-way calls and call transfers need the complainant's consent."""

    code = "complaint.consent_missing"


class NotAnEmergencyNumber(Refused):
    """An emergency is handed over only to the numbers the edition names."""

    code = "complaint.not_an_emergency_number"


class Intake(ComplaintState):
    """From registration to the decision to take it on."""

    @classmethod
    def register(cls, id: UUID, registered: ComplaintRegistered, law: Law) -> Self:
        """登记: begin a complaint. Its fields were checked by `rules.intake.check_registration`."""
        complaint = cls(id)
        complaint.record(registered)
        act = registered.act
        complaint.start(law.deadlines_from("registered", act.occurred_at, complaint.facts), act)
        return complaint

    def accept(self, act: Act, law: Law) -> None:
        """受理: take it on; where an order went out before, the unit that holds it does."""
        waits = self.unit is not None and self.dispatches > 0 and "accepted" not in self.taken
        allowed = ("dispatched", "signed", "handling") if waits else ("registered",)
        self.require_status("accepted", *allowed, basis=ground_of(law, "accepted"))
        if waits and act.on_behalf_of is None:
            raise UnitDoesNotHoldIt(f"{self.unit} holds it and takes it on itself", remedy=f"let {self.unit} accept")
        self.require_holder(act)
        basis = law.cite(intake_of(law).clause)
        self.step(ComplaintAccepted(act=act, basis=basis), "accepted", law)
        begun = {deadline.set.name for deadline in self.deadlines.unfinished() if deadline.set.started_by == "accepted"}
        started = law.deadlines_from("accepted", act.occurred_at, self.facts)
        self.start([new for new in started if new.limit.name not in begun], act, unit=self.unit)

    def tag(self, classes: tuple[str, ...], act: Act, law: Law) -> None:
        """标注类别: say which classes of matters it belongs to."""
        basis = check_tags(law, classes)
        self.require_status("tagged", *HELD)
        self.record(ComplaintTagged(classes=classes, basis=basis, act=act))

    def refuse(self, ground: str, clause: str, explanation: Handle, referred_to: str, act: Act, law: Law) -> None:
        """不予受理: on a listed ground (`rules.intake.check_refusal`), explained as the text asks."""
        self.require_status("refused", "registered", basis=ground_of(law, "refused"))
        refused = ComplaintRefused(
            ground=ground, explanation=explanation, referred_to=referred_to, basis=law.cite(clause), act=act
        )
        self.step(refused, "refused", law)
        self.lapse("refused", act)

    def check_truth(self, checked: ComplaintTruthChecked) -> None:
        """核查: say whether the earlier answer was true and complete."""
        self.require_status("checked against the earlier one", "registered", basis=checked.basis)
        self.record(checked)

    def repeat_refusal_clause(self, law: Law) -> str:
        """The clause on which this complaint may be refused as a repeat; refused until that is shown."""
        return check_repeat_refusal(law, self.truth_check)

    def contact(self, way: str, note: Handle | None, act: Act, law: Law) -> None:
        """联系: record a talk with the complainant."""
        self.step(ComplaintContacted(way=way, note=note, act=act), "contacted", law)

    def guide(self, guided: ComplaintGuided, law: Law) -> None:
        """首问告知: in scope or not. Who was asked first stays so, whoever holds the matter later."""
        self.require_status("guided", *HELD, basis=guided.basis)
        check_first_duty(law, seat=guided.act.actor, first_asked=self.first_asked)
        self.step(guided, "guided", law)

    def answer_directly(
        self,
        way: Literal["knowledge_base", "three_way_call", "call_transfer", "guidance", "on_the_spot"],
        answer: Handle,
        act: Act,
        law: Law,
        *,
        consented: bool = False,
    ) -> None:
        """直接解答: answered on the spot; the complainant has been told by that."""
        self.require_status("answered on the spot", "registered", "accepted", basis=ground_of(law, "answered_directly"))
        dispatch = law.edition.dispatch
        known = {triage.code: triage for triage in dispatch.first_triage} if dispatch else {}
        triage = known.get(way)
        if dispatch is not None and known:
            known_code("way to answer on the spot", [way], tuple(known), law.cite(dispatch.triage_clause))
        if triage is not None and triage.consent_required and not consented:
            raise ConsentMissing(
                f"{way} needs the complainant's consent",
                remedy="ask, and record the consent",
                basis=law.cite(triage.clause),
            )
        basis = law.cite(dispatch.triage_clause) if dispatch else None
        answered = ComplaintAnsweredDirectly(way=way, answer=answer, consented=consented, basis=basis, act=act)
        self.step(answered, "answered_directly", law)
        self.lapse("answered_directly", act)

    def hand_over(self, to: str, ground: str, explanation: Handle | None, act: Act, law: Law) -> None:
        """移送: a matter for another authority, on a ground the edition names, explained to the applicant."""
        transfers = {each.code: each for each in intake_of(law).transfers}
        if not transfers:
            raise StepNotForeseen(f"{law.edition.id} hands no matters over", remedy="refuse it, or handle it")
        rule = next(iter(transfers.values()))
        known_code("ground for handing it over", [ground], tuple(transfers), law.cite(rule.clause))
        rule = transfers[ground]
        basis = law.cite(rule.clause)
        self.require_status("handed over", *HELD, basis=basis)
        require("handing it over", rule.requires, present(explanation=explanation), basis)
        transferred = ComplaintTransferred(to=to, ground=ground, explanation=explanation, basis=basis, act=act)
        self.step(transferred, "transferred", law)
        self.lapse("transferred", act)

    def transfer(self, to: str, act: Act, law: Law) -> None:
        """转紧急电话: hand an emergency over at once."""
        self.require_status("handed over", "registered", "accepted", basis=ground_of(law, "transferred"))
        intake = intake_of(law)
        basis = law.cite(intake.emergency_clause) if intake.emergency_clause else None
        if to not in intake.emergency_numbers:
            raise NotAnEmergencyNumber(
                f"{to} is not an emergency number",
                remedy=f"use one of: {', '.join(intake.emergency_numbers) or 'none in this edition'}",
                basis=basis,
            )
        self.step(ComplaintTransferred(to=to, basis=basis, act=act), "transferred", law)
        self.lapse("transferred", act)

    def reclassify(self, kind: str, reason: Handle, act: Act, law: Law) -> None:
        """改类: correct the kind; the handling deadline is set anew from the dispatch it began at."""
        self.require_status("reclassified", "registered", "accepted", "dispatched", "signed", "assigned", "handling")
        if intake_of(law).kind(kind) is None:
            known = ", ".join(known.code for known in intake_of(law).kinds)
            raise KindUnknown(f"no kind of request {kind!r}", remedy=f"use one of: {known}")
        self.record(ComplaintReclassified(kind=kind, reason=reason, act=act))
        for name in ("handle", "citizen"):
            running = self.deadlines.running(name)
            if running is None:
                continue
            begun = law.deadlines_from(running.set.started_by, running.set.started_at, self.facts)
            again = [new for new in begun if new.limit.name == name]
            if running.is_missed and again and not any(new.due.holds(act.told_at) for new in again):
                continue  # late either way, and missed once
            self.lapse("reopened", act, name)
            self.start(again, act, unit=running.set.unit, breaches=not running.set.act.imported)
            self._carry_over(running, act, law)

    def _carry_over(self, before: Deadline, act: Act, law: Law) -> None:
        """What was granted under the kind it was thought to be stays granted, as far as the right one may have it."""
        now = self.deadlines.running(before.set.name)
        if now is None:
            return
        key, old_due_at = now.set.key, now.due.due_at
        if before.prolonged is not None:
            self.record(msgspec.structs.replace(before.prolonged, key=key, old_due_at=old_due_at, act=act))
        elif before.extended_by:
            amount, ruling = carried_over(law.edition, law.calendar, now.for_extension(), sum(before.extended_by))
            if ruling is not None:
                extended = DeadlineExtended(
                    key=key,
                    amount=amount,
                    old_due_at=old_due_at,
                    due=ruling.due,
                    warn_at=ruling.warn_at,
                    basis=ruling.basis,
                    act=act,
                )
                self.record(extended)
