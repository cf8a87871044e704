"""What may be asked about the work on a case beside handling: tags, verification, opinion, order, review."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from application.commands.base import Code, Command, LateCommand, Text


class TagComplaint(Command):
    """标注类别."""

    classes: tuple[Code, ...]


class ConfirmDispatch(Command):
    """确认分办: what the meeting decided on a provisional dispatch."""

    decision: Literal["accept", "not_accept", "defer"]
    unit: Code | None = None
    area: Code | None = None
    task_force: Code | None = None
    named_because: Text | None = None
    """Why another task force than area and turn give."""
    requirement: Text | None = None


class VerifyComplaint(LateCommand):
    """核实: what was found out, how, where, with whom, and whether other platforms know of it."""

    means: tuple[Code, ...]
    course: Text
    causes: Text | None = None
    place: Text | None = None
    persons: Text | None = None
    visited_at: AwareDatetime | None = None
    visitors: Annotated[int, Field(ge=1, le=1000)] | None = None
    duplicate: bool | None = None
    elsewhere: Text | None = None
    waived_because: Text | None = None


class FileOpinion(LateCommand):
    """报备处置意见."""

    opinion: Text
    nature: Code
    measures: Text | None = None
    to_be_done_by: date | None = None


class IssueOrder(Command):
    """交办: to the head of a unit, on one of the edition's triggers, until a day."""

    trigger: Code
    unit: Code | None = None
    summary: Text | None = None
    office_opinion: Text | None = None
    until: date | None = None
    task_force: Code | None = None


class ProlongDeadline(Command):
    """延至定日: to a day that is named, on the edition's grounds, after a talk with the office."""

    deadline: Code
    until: date | None = None
    open_grounds: tuple[Code, ...] = ()
    contact_record: Text | None = None
    reason: Text | None = None


class ReportProgress(LateCommand):
    """报告进度: how far it is, what comes next, how the applicant was told."""

    progress: Text
    told_by: Code
    next_step: Text | None = None


class SubmitForStudy(Command):
    """提交一事一议: what was coordinated so far, and whom it concerns."""

    tried: Text | None = None
    departments: tuple[Code, ...] = ()


class StartProcedure(Command):
    """启动攻坚程序: one the edition names, and why it is necessary."""

    procedure: Code
    why: Text


class FileCannot(LateCommand):
    """不能办报备: ground, basis in policy, explanation, and whether the applicant understands."""

    ground: Code
    policy_basis: Text | None = None
    explanation: Text | None = None
    understood: bool = False


class UnitFollowUp(Command):
    """单位回访."""

    way: Code
    rating: Literal["good", "understood", "bad"]
    note: Text | None = None


class ReviewComplaint(Command):
    """复盘: why it happened, who answers for it, what was found, whether it is an example."""

    cause: Text
    responsible: tuple[Code, ...]
    findings: tuple[Code, ...] = ()
    typical: Code | None = None
    why_typical: Text | None = None


class ExplainMiss(Command):
    """说明超期原因."""

    deadline: Code
    reason: Text
