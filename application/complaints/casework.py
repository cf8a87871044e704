"""Use cases of the work on a case beside handling: the rules are asked, then the complaint is told."""

from __future__ import annotations

from uuid import UUID

from application.calls import Call, Outcome
from application.commands import casework as c
from application.complaints.desk import AtTheDesk
from application.desk import Now
from domain.aggregates.base import Aggregate
from domain.aggregates.complaint import Complaint
from domain.aggregates.task_force_turn import TaskForceTurn, task_force_turn
from domain.errors import NotFound
from domain.events.casework import (
    ComplaintDispatchConfirmed,
    ComplaintOpinionFiled,
    ComplaintProcedureStarted,
    ComplaintProgressReported,
    ComplaintReviewed,
    ComplaintSubmittedForStudy,
    ComplaintVerified,
)
from domain.rules.casework import check_procedure, check_study, check_verification
from domain.rules.open_extensions import OpenRequest
from domain.rules.requirements import present, require_step
from domain.rules.task_forces import Ground, assigned, check_task_force, named_or_assigned
from domain.values import AuthorityId, Handle, UnitId


class Casework(AtTheDesk):
    """核实、处置意见、延期、回访、复盘: what is done beside handling and answering."""

    def tag(self, id: UUID, command: c.TagComplaint, call: Call) -> Outcome:
        """标注类别."""
        classes = tuple(dict.fromkeys(command.classes))
        return self._change(id, "tag", command, call, lambda it, now: it.tag(classes, now.act, now.law))

    def confirm_dispatch(self, id: UUID, command: c.ConfirmDispatch, call: Call) -> Outcome:
        """确认分办: a task force takes on what is accepted, by area or in turn unless one is named."""
        desk = self.desk

        def decide() -> tuple[Aggregate, ...]:
            it = desk.load(Complaint, id, call)
            act = desk.act(call, command, id)
            now = Now(act, desk.law_of(it, it.authority, act.told_at), desk.texts, id, call.command_id)
            if command.unit:
                desk.unit(command.unit, it.authority)
            force: str | None = command.task_force
            by: Ground | None = "named" if force else None
            rules = check_task_force(now.law, area=command.area, named=command.task_force)
            turn = self._turn(it.authority)
            if rules and command.decision == "accept":
                whose = assigned(rules.forces, command.area, turn.next, rules.assigned_by)
                is_said = command.named_because is not None
                force, by, after = named_or_assigned(now.law, rules, whose, command.task_force, is_said=is_said)
                if by == "turn":
                    turn.take(force, after, id, now.law.cite(rules.assigned_by_clause), act)
            dispatch = now.law.edition.dispatch
            clause = dispatch.first_clause if dispatch else None
            confirmed = ComplaintDispatchConfirmed(
                decision=command.decision,
                unit=UnitId(command.unit) if command.unit else None,
                task_force=force,
                requirement=now.keep("requirement", command.requirement),
                area=command.area,
                assigned_by=by,
                named_because=now.keep("named_because", command.named_because) if by == "named" else None,
                basis=now.law.cite(clause) if clause else None,
                act=now.act,
            )
            it.confirm_dispatch(confirmed, now.law)
            return it, turn

        return desk.perform("complaints.confirm_dispatch", call, command, decide, {"id": str(id)})

    def _turn(self, authority: AuthorityId) -> TaskForceTurn:
        try:
            return self.desk.store.get(TaskForceTurn, task_force_turn(authority))
        except NotFound:
            return TaskForceTurn.blank(authority)

    def verify(self, id: UUID, command: c.VerifyComplaint, call: Call) -> Outcome:
        """核实."""

        def decide(it: Complaint, now: Now) -> None:
            given = present(
                course=command.course,
                causes=command.causes,
                place=command.place,
                persons=command.persons,
                duplicate=None if command.duplicate is None else "said",
                elsewhere=command.elsewhere,
            )
            waived = bool(command.waived_because)
            basis = check_verification(now.law, means=command.means, given=given, role=now.act.role, waived=waived)
            verified = ComplaintVerified(
                means=command.means,
                course=now.text("course", command.course),
                causes=now.keep("causes", command.causes),
                place=now.keep("place", command.place),
                persons=now.keep("persons", command.persons),
                visited_at=command.visited_at,
                visitors=command.visitors,
                duplicate=command.duplicate,
                elsewhere=now.keep("elsewhere", command.elsewhere),
                waived_because=now.keep("waived_because", command.waived_because),
                basis=basis,
                act=now.act,
            )
            it.verify(verified, now.law)

        return self._change(id, "verify", command, call, decide)

    def file_opinion(self, id: UUID, command: c.FileOpinion, call: Call) -> Outcome:
        """报备处置意见."""

        def decide(it: Complaint, now: Now) -> None:
            rule = now.law.edition.opinion
            filed = ComplaintOpinionFiled(
                opinion=now.text("opinion", command.opinion),
                nature=command.nature,
                measures=now.keep("measures", command.measures),
                to_be_done_by=command.to_be_done_by,
                basis=now.law.cite(rule.clause) if rule else None,
                act=now.act,
            )
            given = present(measures=command.measures, to_be_done_by=command.to_be_done_by)
            it.file_opinion(filed, given, now.law)

        return self._change(id, "file_opinion", command, call, decide)

    def prolong(self, id: UUID, command: c.ProlongDeadline, call: Call) -> Outcome:
        """延至定日: under the edition the deadline began under."""

        def decide(it: Complaint, now: Now) -> None:
            require_step(now.law, "prolonged")
            basis = it.deadline(command.deadline).set.basis
            law = self.desk.law_under(basis) if basis else now.law
            request = OpenRequest(
                classes=it.classes,
                grounds=command.open_grounds,
                until=command.until,
                filed_at=now.act.told_at,
                parts=tuple(sorted(present(contact_record=command.contact_record, reason=command.reason))),
            )
            record = now.keep("contact_record", command.contact_record) or Handle("")
            it.prolong(command.deadline, request, record, now.keep("reason", command.reason), now.act, law)

        return self._change(id, "prolong", command, call, decide)

    def report_progress(self, id: UUID, command: c.ReportProgress, call: Call) -> Outcome:
        """报告进度."""

        def decide(it: Complaint, now: Now) -> None:
            reported = ComplaintProgressReported(
                progress=now.text("progress", command.progress),
                told_by=command.told_by,
                next_step=now.keep("next_step", command.next_step),
                act=now.act,
            )
            it.report_progress(reported, now.law)

        return self._change(id, "report_progress", command, call, decide)

    def submit_for_study(self, id: UUID, command: c.SubmitForStudy, call: Call) -> Outcome:
        """提交一事一议: with units of the authority."""
        departments = tuple(UnitId(each) for each in dict.fromkeys(command.departments))

        def decide(it: Complaint, now: Now) -> None:
            given = present(tried=command.tried, departments=",".join(departments))
            basis = check_study(now.law, channel=it.channel, given=given)
            for department in departments:
                self.desk.unit(department, it.authority)
            tried = now.keep("tried", command.tried) or Handle("")
            submitted = ComplaintSubmittedForStudy(tried=tried, departments=departments, basis=basis, act=now.act)
            it.submit_for_study(submitted, now.law)

        return self._change(id, "submit_for_study", command, call, decide)

    def start_procedure(self, id: UUID, command: c.StartProcedure, call: Call) -> Outcome:
        """启动攻坚程序."""

        def decide(it: Complaint, now: Now) -> None:
            basis = check_procedure(now.law, procedure=command.procedure, bad_ratings=it.bad_ratings)
            why = now.text("why", command.why)
            started = ComplaintProcedureStarted(
                procedure=command.procedure, bad_ratings=it.bad_ratings, why=why, basis=basis, act=now.act
            )
            it.start_procedure(started)

        return self._change(id, "start_procedure", command, call, decide)

    def explain_miss(self, id: UUID, command: c.ExplainMiss, call: Call) -> Outcome:
        """说明超期原因."""
        return self._change(
            id,
            "explain_miss",
            command,
            call,
            lambda it, now: it.explain_miss(command.deadline, now.text("reason", command.reason), now.act, now.law),
        )

    def unit_follow_up(self, id: UUID, command: c.UnitFollowUp, call: Call) -> Outcome:
        """单位回访."""
        return self._change(
            id,
            "unit_follow_up",
            command,
            call,
            lambda it, now: it.unit_follow_up(
                command.way, command.rating, now.keep("note", command.note), now.act, now.law
            ),
        )

    def review(self, id: UUID, command: c.ReviewComplaint, call: Call) -> Outcome:
        """复盘."""

        def decide(it: Complaint, now: Now) -> None:
            rule = now.law.edition.review
            reviewed = ComplaintReviewed(
                cause=now.text("cause", command.cause),
                responsible=command.responsible,
                findings=tuple(dict.fromkeys(command.findings)),
                typical=command.typical,
                why_typical=now.keep("why_typical", command.why_typical),
                basis=now.law.cite(rule.clause) if rule else None,
                act=now.act,
            )
            given = present(
                cause=command.cause, responsible=",".join(command.responsible), why_typical=command.why_typical
            )
            it.review(reviewed, given, now.law)

        return self._change(id, "review", command, call, decide)
