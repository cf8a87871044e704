"""Use cases of a running deadline: more time asked for, and ruled on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application import commands as c
from application.calls import Call, Outcome
from application.desk import Desk, Now
from domain.aggregates.complaint import Complaint
from domain.aggregates.deadlines import Deadline
from domain.events.deadlines import DeadlineExtensionRequested
from domain.rules.extensions import ExtensionRequest
from domain.rules.law import Law
from domain.rules.requirements import present
from domain.values import Handle


@dataclass(frozen=True)
class Extensions:
    """延期: decided under the edition the deadline began under."""

    desk: Desk

    def request_extension(self, id: UUID, command: c.RequestExtension, call: Call) -> Outcome:
        """延期报备."""

        def tell(complaint: Complaint) -> None:
            deadline = complaint.deadline(command.deadline)
            law = self._law_of(deadline)
            act = self.desk.act(call, command, id)
            now = Now(act, law, self.desk.texts, id, call.command_id)
            request = ExtensionRequest(
                amount=command.amount, filed_at=act.occurred_at, parts=tuple(sorted(_parts(command)))
            )
            requested = DeadlineExtensionRequested(
                key=command.deadline,
                amount=command.amount,
                consented_by=command.consented_by or "",
                reason=now.keep("reason", command.reason) or Handle(""),
                explained_to_citizen_at=command.explained_to_citizen_at or act.occurred_at,
                explained_by_way_of=command.explained_by_way_of or "",
                application=now.keep("application", command.application),
                basis=deadline.set.basis,
                act=act,
            )
            complaint.request_extension(requested, request, law)

        return self.desk.change(Complaint, id, "complaints.request_extension", call, command, tell)

    def rule_on_extension(self, id: UUID, command: c.RuleOnExtension, call: Call) -> Outcome:
        """裁定延期: judged as of the day it was filed."""

        def tell(complaint: Complaint) -> None:
            deadline = complaint.deadline(command.deadline)
            law = self._law_of(deadline)
            act = self.desk.act(call, command, id)
            reason = Now(act, law, self.desk.texts, id, call.command_id).text("reason", command.reason)
            filed = deadline.requested
            request = ExtensionRequest(
                amount=filed.amount if filed else 0,
                filed_at=filed.occurred_at if filed else act.occurred_at,
                parts=law.edition.extension.requires if law.edition.extension else (),
            )
            complaint.rule_on_extension(command.deadline, request, reason, act, law, granted=command.granted)

        return self.desk.change(Complaint, id, "complaints.rule_on_extension", call, command, tell)

    def _law_of(self, deadline: Deadline) -> Law:
        assert deadline.set.basis is not None  # noqa: S101  (every deadline is set with its clause)
        return self.desk.law_under(deadline.set.basis)


def _parts(command: c.RequestExtension) -> frozenset[str]:
    told: datetime | None = command.explained_to_citizen_at
    explained = told if told and command.explained_by_way_of else None
    return present(
        application=command.application,
        consenting_leader=command.consented_by,
        reason=command.reason,
        explanation_to_citizen=explained,
    )
