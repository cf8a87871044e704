"""Use cases of obligations: asked for beside the periods, and filed. The clockwork opens the others."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid5

from application import commands as c
from application.calls import Call, Outcome
from application.desk import Desk, Now
from domain.aggregates.base import Aggregate
from domain.aggregates.obligation import Obligation
from domain.aggregates.organisation import Authority, authority_stream
from domain.calendar import midnight
from domain.errors import Refused
from domain.events.obligation import ObligationFulfilled, ObligationRequested
from domain.rules.obligations import asked_rule, limit_of, obligation_deadline
from domain.values import AuthorityId, UnitId


class ObligationWithoutUnit(Refused):
    """Units owe it, and the request names none; or the office owes it, and the request names one."""

    code = "obligation.without_unit"


@dataclass(frozen=True)
class Obligations:
    """职责."""

    desk: Desk

    def begin_obligations(self, authority: str, command: c.BeginObligations, call: Call) -> Outcome:
        """定期职责启用. Raises EditionNotInForce where nothing is in force on that day."""
        id = authority_stream(AuthorityId(authority))

        def tell(it: Authority) -> None:
            it.edition_on(command.since)
            it.begin_obligations(command.since, self.desk.act(call, command, id))

        return self.desk.change(Authority, id, "authorities.begin_obligations", call, command, tell)

    def request_report(self, command: c.RequestReport, call: Call) -> Outcome:
        """要求报送."""
        id = uuid5(call.command_id, "obligation")
        authority = AuthorityId(command.authority)

        def decide() -> tuple[Aggregate, ...]:
            act = self.desk.act(call, command, id)
            law = self.desk.law_for(authority, act.told_at)
            rule = asked_rule(law, command.rule, call.role)
            basis = law.cite(rule.clause)
            if (rule.owed_by == "office") is (command.unit is not None):
                remedy = "leave the unit out" if command.unit else "name the unit that owes it"
                raise ObligationWithoutUnit(f"{command.rule} is owed by {rule.owed_by}", remedy=remedy, basis=basis)
            unit = UnitId(command.unit) if command.unit else None
            if unit is not None:
                self.desk.unit(unit, authority)
            limit = limit_of(law, rule)
            facts = {"until": command.until.isoformat()} if command.until else {}
            requested = ObligationRequested(
                authority=authority,
                rule=command.rule,
                owner=limit.owner,
                unit=unit,
                until=command.until,
                since=command.since,
                request=Now(act, law, self.desk.texts, id, call.command_id).keep("request", command.request),
                basis=basis,
                act=act,
            )
            begins = min(act.occurred_at, midnight(command.since)) if command.since else act.occurred_at
            return (Obligation.begin(id, requested, obligation_deadline(law, rule, begins, facts)),)

        return self.desk.perform("obligations.request", call, command, decide)

    def file_report(self, id: UUID, command: c.FileReport, call: Call) -> Outcome:
        """报送."""

        def tell(it: Obligation) -> None:
            assert it.basis is not None  # noqa: S101  (its first fact cites the rule's clause)
            act = self.desk.act(call, command, id)
            law = self.desk.law_under(it.basis)
            fulfilled = ObligationFulfilled(
                report=Now(act, law, self.desk.texts, id, call.command_id).text("report", command.report),
                items=command.items,
                sent_to=command.sent_to,
                on_paper=command.on_paper,
                document=command.document,
                act=act,
            )
            it.file(fulfilled, law)

        return self.desk.change(Obligation, id, "obligations.file", call, command, tell)
