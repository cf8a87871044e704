"""Use cases of a request to be shown who complained: one seat asks, another decides, and both are facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid5

from application import commands as c
from application.calls import Call, Outcome
from application.commands.base import Command
from application.concerned import concerns
from application.desk import Desk, officers_of
from application.erasures import erasure_of
from application.texts import Erased
from domain.aggregates.base import Aggregate
from domain.aggregates.complaint import Complaint
from domain.aggregates.identity_request import ConcernedUnit, IdentityRequest
from domain.events.identifying import IdentityApproved, IdentityDenied, IdentityRequested
from domain.values import Act, Handle


@dataclass(frozen=True)
class IdentityRequests:
    """查看诉求人身份."""

    desk: Desk

    def request_identity(self, case: UUID, command: c.RequestIdentity, call: Call) -> Outcome:
        """申请查看. Raises NotFound, ConcernedUnit; Erased where there is nothing left to show."""
        id = uuid5(call.command_id, "identity")

        def decide() -> tuple[Aggregate, ...]:
            self.desk.store.get(Complaint, case)
            if erasure_of(self.desk.store, case).confirmed is not None:
                raise Erased("who complained was erased", remedy="there is nothing left to show")
            requested = IdentityRequested(
                purpose=command.purpose,
                reason=self._kept(case, command.reason, call),
                act=self._act(case, command, call),
                case=case,
            )
            return (IdentityRequest.ask(id, requested),)

        return self.desk.perform("identity.request", call, command, decide, {"case": str(case)})

    def approve_identity(self, id: UUID, command: c.ApproveIdentity, call: Call) -> Outcome:
        """同意查看, from now on for so many hours. Raises NotFound, SameSeat, ConcernedUnit, DecidedAlready."""

        def tell(it: IdentityRequest) -> None:
            act = self._act(it.case, command, call)
            it.approve(IdentityApproved(until=act.told_at + timedelta(hours=command.hours), act=act))

        return self.desk.change(IdentityRequest, id, "identity.decide", call, command, tell)

    def deny_identity(self, id: UUID, command: c.DenyIdentity, call: Call) -> Outcome:
        """不同意查看. Raises NotFound, ConcernedUnit, DecidedAlready."""

        def tell(it: IdentityRequest) -> None:
            act = self._act(it.case, command, call)
            it.deny(IdentityDenied(reason=self._kept(it.case or id, command.reason, call), act=act))

        return self.desk.change(IdentityRequest, id, "identity.decide", call, command, tell)

    def _act(self, case: UUID | None, command: Command, call: Call) -> Act:
        """The envelope, unless the seat belongs to a unit that the case is or was with."""
        unit = call.unit
        if case is not None and unit is not None and concerns((it for _, it in self.desk.store.stream(case)), unit):
            raise ConcernedUnit(f"the case is or was with {unit}", remedy="let a seat of no unit concerned do it")
        return self.desk.act(call, command, case or call.command_id)

    def _kept(self, case: UUID, reason: str, call: Call) -> Handle:
        return self.desk.texts.keep(officers_of(case), "reason", reason, seed=f"{call.command_id}:reason")
