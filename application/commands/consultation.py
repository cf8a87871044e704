"""What may be asked of a consultation: propose, fix, hold, minute, follow its tasks, file."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from application.commands.base import Code, Command, Text
from application.commands.supervision import Positions


class ProposeConsultation(Command):
    """提请会商: by a trigger of the edition, with what was tried and who should take part."""

    trigger: Code
    theme: Text
    problem: Text | None = None
    coordination: Text | None = None
    suggestion: Text | None = None
    lead: Code | None = None
    assisting: tuple[Code, ...] = ()
    signed_by: Code | None = None
    shown_by: Positions = ()


class FixConsultation(Command):
    """确定会商主题: its form, its units, its month (this one where none is given)."""

    form: Code
    lead: Code
    assisting: tuple[Code, ...] = ()
    month: Annotated[str, Field(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")] | None = None


class MergeConsultation(Command):
    """并入: `into` is the other matter, whose consultation it joins."""

    into: UUID
    reason: Text | None = None


class DeclineConsultation(Command):
    """不列入会商."""

    reason: Text


class HoldConsultation(Command):
    """召开会商: when, which units came, who was in the chair."""

    held_on: date
    attended: Annotated[tuple[Code, ...], Field(min_length=1)]
    chaired_by: Code | None = None


class SubmitMinutes(Command):
    """会商纪要: each part the edition lists, in words; whether a way was agreed."""

    parts: Annotated[dict[Code, Text], Field(min_length=1)]
    is_agreed: bool = False


class SetTask(Command):
    """会商任务: which unit does what by which day."""

    unit: Code
    task: Text
    until: date


class FinishTask(Command):
    """完成会商任务."""

    task_key: Code
    report: Text


class ExplainConsultation(Command):
    """会商解释: to those concerned, why no way was found yet."""

    explanation: Text
    told_by: Code


class ArchiveConsultation(Command):
    """会商归档."""
