"""Use cases of a consultation: a topic in the pool, fixed, held, minuted, followed through, filed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID, uuid5

from application.calls import Call, Outcome
from application.commands import consultation as c
from application.commands.base import Command
from application.desk import ChangedMeanwhile, Desk, Now
from application.store import Store
from domain.aggregates.base import Aggregate
from domain.aggregates.complaint import Complaint
from domain.aggregates.consultation import Consultation
from domain.calendar import beijing
from domain.errors import NotFound
from domain.rules.consultation import Ask, require_topic
from domain.values import UnitId


def current(store: Store, case: UUID) -> Consultation:
    """The consultation of a matter: the one that is not over, or the next one before its first fact."""
    number = 1
    while True:
        id = uuid5(case, f"consultation:{number}")
        try:
            found = store.get(Consultation, id)
        except NotFound:
            return Consultation.about(id, case)
        if not found.is_over:
            return found
        number += 1


@dataclass(frozen=True)
class Consultations:
    """会商: a matter keeps one at a time, under the edition it began under."""

    desk: Desk

    def propose_consultation(self, case: UUID, command: c.ProposeConsultation, call: Call) -> Outcome:
        """提请会商."""
        desk = self.desk

        def decide() -> tuple[Aggregate, ...]:
            complaint, consultation = desk.store.get(Complaint, case), current(desk.store, case)
            act = desk.act(call, command, case)
            began = consultation.basis
            law = desk.law_under(began) if began else desk.law_of(complaint, complaint.authority, act.told_at)
            now = Now(act, law, desk.texts, case, call.command_id)
            pooled = require_topic(law, command.trigger, complaint.matter)
            ask = Ask(
                theme=now.text("theme", command.theme),
                problem=now.keep("problem", command.problem),
                coordination=now.keep("coordination", command.coordination),
                suggestion=now.keep("suggestion", command.suggestion),
                lead=UnitId(command.lead) if command.lead else None,
                assisting=_units(command.assisting),
                signed_by=command.signed_by,
                shown_by=command.shown_by,
            )
            consultation.propose(pooled, complaint.unit, ask, act, law)
            return (consultation,)

        return desk.perform("consultations.propose", call, command, decide, {"case": str(case)})

    def fix_consultation(self, id: UUID, command: c.FixConsultation, call: Call) -> Outcome:
        """确定会商主题."""

        def decide(it: Consultation, now: Now) -> None:
            assert it.case is not None  # noqa: S101  (a consultation grows out of a matter)
            authority = self.desk.store.get(Complaint, it.case).authority
            for code in (command.lead, *command.assisting):
                self.desk.unit(code, authority)
            month = command.month or f"{beijing(now.act.occurred_at):%Y-%m}"
            it.fix(command.form, month, UnitId(command.lead), _units(command.assisting), now.act, now.law)

        return self._change(id, "fix", command, call, decide)

    def decline_consultation(self, id: UUID, command: c.DeclineConsultation, call: Call) -> Outcome:
        """不列入会商."""
        return self._change(
            id,
            "decline",
            command,
            call,
            lambda it, now: it.decline(now.text("reason", command.reason), now.act, now.law),
        )

    def merge_consultation(self, id: UUID, command: c.MergeConsultation, call: Call) -> Outcome:
        """并入会商: both matters know of it, or neither does."""
        desk = self.desk

        def decide() -> tuple[Aggregate, ...]:
            consultation = desk.store.get(Consultation, id)
            if call.expected_version is not None and consultation.version != call.expected_version:
                raise ChangedMeanwhile(
                    f"it is at version {consultation.version}, not {call.expected_version}",
                    remedy="read it again, look at what changed, and decide anew",
                )
            other = current(desk.store, command.into)
            now = self._now(consultation, command, call)
            consultation.merge(other, now.keep("reason", command.reason), now.act, now.law)
            return consultation, other

        return desk.perform("consultations.merge", call, command, decide, {"id": str(id)})

    def hold_consultation(self, id: UUID, command: c.HoldConsultation, call: Call) -> Outcome:
        """召开会商."""

        def decide(it: Consultation, now: Now) -> None:
            it.hold(command.held_on, _units(command.attended), command.chaired_by, now.act, now.law)

        return self._change(id, "hold", command, call, decide)

    def submit_minutes(self, id: UUID, command: c.SubmitMinutes, call: Call) -> Outcome:
        """会商纪要."""

        def decide(it: Consultation, now: Now) -> None:
            said = now.text("minutes", "\n".join(f"{name}: {text}" for name, text in command.parts.items()))
            it.minute(tuple(command.parts), said, now.act, now.law, is_agreed=command.is_agreed)

        return self._change(id, "submit_minutes", command, call, decide)

    def set_task(self, id: UUID, command: c.SetTask, call: Call) -> Outcome:
        """会商任务."""

        def decide(it: Consultation, now: Now) -> None:
            it.set_task(UnitId(command.unit), now.text("task", command.task), command.until, now.act, now.law)

        return self._change(id, "set_task", command, call, decide)

    def finish_task(self, id: UUID, command: c.FinishTask, call: Call) -> Outcome:
        """完成会商任务."""

        def decide(it: Consultation, now: Now) -> None:
            it.finish_task(command.task_key, now.text("report", command.report), now.act, now.law)

        return self._change(id, "finish_task", command, call, decide)

    def explain_consultation(self, id: UUID, command: c.ExplainConsultation, call: Call) -> Outcome:
        """会商解释."""

        def decide(it: Consultation, now: Now) -> None:
            it.explain(now.text("explanation", command.explanation), command.told_by, now.act, now.law)

        return self._change(id, "explain", command, call, decide)

    def archive_consultation(self, id: UUID, command: c.ArchiveConsultation, call: Call) -> Outcome:
        """会商归档."""
        return self._change(id, "archive", command, call, lambda it, now: it.archive(now.act, now.law))

    # -- how -------------------------------------------------------------------------------------------

    def _change(
        self, id: UUID, verb: str, command: Command, call: Call, decide: Callable[[Consultation, Now], None]
    ) -> Outcome:
        return self.desk.change(
            Consultation,
            id,
            f"consultations.{verb}",
            call,
            command,
            lambda it: decide(it, self._now(it, command, call)),
        )

    def _now(self, consultation: Consultation, command: Command, call: Call) -> Now:
        assert consultation.case is not None  # noqa: S101  (a consultation grows out of a matter)
        assert consultation.basis is not None  # noqa: S101  (its first fact cites the trigger's clause)
        act = self.desk.act(call, command, consultation.case)
        law = self.desk.law_under(consultation.basis)
        return Now(act, law, self.desk.texts, consultation.case, call.command_id)


def _units(codes: tuple[str, ...]) -> tuple[UnitId, ...]:
    return tuple(UnitId(code) for code in codes)
