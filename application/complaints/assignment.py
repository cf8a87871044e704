"""Use cases of an assignment: sent, signed, taken on, or given back."""

from __future__ import annotations

from uuid import UUID

from application.calls import Call, Outcome
from application.commands import assignment as c
from application.complaints.desk import AtTheDesk
from application.desk import Now
from domain.aggregates.complaint import Complaint
from domain.rules.special import check_special
from domain.values import UnitId


class Assignment(AtTheDesk):
    """派单: between the centre and the unit that must answer."""

    def dispatch(self, id: UUID, command: c.DispatchComplaint, call: Call) -> Outcome:
        """派单: to units of the authority."""
        unit, assisting = UnitId(command.unit), tuple(map(UnitId, command.assisting))

        def decide(it: Complaint, now: Now) -> None:
            for code in (unit, *assisting):
                self.desk.unit(code, it.authority)
            special = check_special(now.law, command.special_law, command.special_days, command.special_unit)
            it.dispatch(unit, assisting, now.act, now.law, designated=command.designated, special=special)

        return self._change(id, "dispatch", command, call, decide)

    def sign(self, id: UUID, command: c.SignComplaint, call: Call) -> Outcome:
        """签收."""
        return self._change(id, "sign", command, call, lambda it, now: it.sign(now.act, now.law))

    def accept_assignment(self, id: UUID, command: c.AcceptAssignment, call: Call) -> Outcome:
        """接受."""
        return self._change(
            id, "accept_assignment", command, call, lambda it, now: it.accept_assignment(now.act, now.law)
        )

    def request_return(self, id: UUID, command: c.RequestReturn, call: Call) -> Outcome:
        """申请退回."""
        suggested = UnitId(command.suggested_unit) if command.suggested_unit else None

        def decide(it: Complaint, now: Now) -> None:
            it.request_return(
                now.keep("reason", command.reason),
                now.keep("basis", command.basis),
                suggested,
                now.act,
                now.law,
                insist=command.insist,
            )

        return self._change(id, "request_return", command, call, decide)

    def rule_on_return(self, id: UUID, command: c.RuleOnReturn, call: Call) -> Outcome:
        """裁定退单."""

        def decide(it: Complaint, now: Now) -> None:
            it.rule_on_return(
                now.text("reason", command.reason),
                now.act,
                now.law,
                granted=command.granted,
                improper=command.improper,
            )

        return self._change(id, "rule_on_return", command, call, decide)
