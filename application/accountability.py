"""Use cases of an accountability file: opened by a person or a rule, examined, concluded, referred."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from application.calls import Call, Outcome
from application.commands import accountability as c
from application.commands.base import Command
from application.desk import Desk, Now
from application.ids import named_after
from domain.aggregates.accountability import Accountability, NotAtThisPoint
from domain.aggregates.base import Aggregate
from domain.aggregates.complaint import Complaint
from domain.events.accountability import AccountabilityTriggered
from domain.events.findings import FindingRecorded
from domain.rules.accountability import require_examiner
from domain.values import Act, Place


def file_about(fact: FindingRecorded, place: Place, act: Act) -> Accountability:
    """The file a finding calls for, named after it."""
    assert fact.unit is not None  # noqa: S101  (a file is about a unit)
    return Accountability.trigger(
        named_after(place, "accountability-file"),
        AccountabilityTriggered(
            number=f"A{place.position:08d}",
            unit=fact.unit,
            finding=fact.kind,
            finding_key=fact.key,
            subject=place.stream,
            shown_by=(place.position, *fact.shown_by),
            established_by=None if fact.by_rule else fact.act.actor,
            case=fact.case,
            basis=fact.basis,
            act=act,
        ),
    )


@dataclass(frozen=True)
class AccountabilityFiles:
    """问责: decided under the edition the finding was established under."""

    desk: Desk

    def trigger_accountability(self, id: UUID, command: c.TriggerAccountability, call: Call) -> Outcome:
        """启动问责: by a person, about a finding of a case whose consequence is left to one."""
        desk = self.desk

        def decide() -> tuple[Aggregate, ...]:
            complaint = desk.store.get(Complaint, id)
            finding = complaint.standing(command.finding).recorded
            act = desk.act(call, command, id)
            basis = finding.basis
            if finding.consequence != "accountability" or finding.unit is None or basis is None:
                raise NotAtThisPoint(
                    f"{command.finding} does not call for accountability",
                    remedy="name a finding the edition attaches accountability to",
                    basis=basis,
                )
            established_by = None if finding.by_rule else finding.act.actor
            require_examiner(desk.law_under(basis), act, finding.unit, established_by)
            place = next(
                known
                for known, fact in desk.store.stream(id)
                if isinstance(fact, FindingRecorded) and fact.key == finding.key
            )
            file = file_about(finding, place, act)
            if any(desk.store.stream(file.id)):
                raise NotAtThisPoint(
                    f"a file about {command.finding} is open already", remedy=f"go on with file {file.id}", basis=basis
                )
            return (file,)

        return desk.perform("accountability.trigger", call, command, decide, {"id": str(id)})

    def take_up_file(self, id: UUID, command: c.TakeUpFile, call: Call) -> Outcome:
        """立案调查."""
        return self._change(id, "take_up", command, call, lambda it, now: it.take_up(now.act, now.law))

    def find_fault(self, id: UUID, command: c.FindFault, call: Call) -> Outcome:
        """查实."""

        def decide(it: Accountability, now: Now) -> None:
            it.find_fault(command.grade, now.text("report", command.report), now.act, now.law)

        return self._change(id, "conclude", command, call, decide)

    def find_no_fault(self, id: UUID, command: c.FindNoFault, call: Call) -> Outcome:
        """查否."""

        def decide(it: Accountability, now: Now) -> None:
            it.find_no_fault(now.text("report", command.report), now.act, now.law)

        return self._change(id, "conclude", command, call, decide)

    def weigh_tolerance(self, id: UUID, command: c.WeighTolerance, call: Call) -> Outcome:
        """容错研判."""

        def decide(it: Accountability, now: Now) -> None:
            it.weigh_tolerance(now.text("reason", command.reason), now.act, now.law, applies=command.applies)

        return self._change(id, "conclude", command, call, decide)

    def take_measure(self, id: UUID, command: c.TakeMeasure, call: Call) -> Outcome:
        """问责处理."""

        def decide(it: Accountability, now: Now) -> None:
            it.take_measure(command.measures, now.text("reason", command.reason), now.act, now.law)

        return self._change(id, "conclude", command, call, decide)

    def refer_file(self, id: UUID, command: c.ReferFile, call: Call) -> Outcome:
        """移送."""

        def decide(it: Accountability, now: Now) -> None:
            it.refer(command.body, now.text("reason", command.reason), now.act, now.law)

        return self._change(id, "refer", command, call, decide)

    def publish_file(self, id: UUID, command: c.PublishFile, call: Call) -> Outcome:
        """典型通报."""

        def decide(it: Accountability, now: Now) -> None:
            it.publish(command.scope, now.text("summary", command.summary), now.act, now.law)

        return self._change(id, "publish", command, call, decide)

    def review_file(self, id: UUID, command: c.ReviewFile, call: Call) -> Outcome:
        """复核."""

        def decide(it: Accountability, now: Now) -> None:
            it.review(now.text("reason", command.reason), now.act, now.law, stands=command.stands)

        return self._change(id, "review", command, call, decide)

    def _change(
        self, id: UUID, verb: str, command: Command, call: Call, decide: Callable[[Accountability, Now], None]
    ) -> Outcome:
        def tell(file: Accountability) -> None:
            assert file.basis is not None  # noqa: S101  (a file cites the clause of its finding)
            owner = file.case or id
            act = self.desk.act(call, command, owner)
            decide(file, Now(act, self.desk.law_under(file.basis), self.desk.texts, owner, call.command_id))

        return self.desk.change(Accountability, id, f"accountability.{verb}", call, command, tell)
