"""What may be asked of a supervision: propose, issue, reject, and each step to the archive."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from application.commands.base import Code, Command, Text

Positions = tuple[Annotated[int, Field(ge=1)], ...]
"""Positions of facts."""


class ProposeSupervision(Command):
    """拟立督办: by a trigger of the edition, with what shows it."""

    trigger: Code
    note: Text | None = None
    shown_by: Positions = ()


class IssueSupervision(Command):
    """立督办: by whoever supervises at the level of the trigger."""

    trigger: Code
    means: tuple[Code, ...] = ()


class RejectSupervision(Command):
    """不予立督办."""

    trigger: Code
    reason: Text


class RegisterSupervision(Command):
    """督办立项: each part the edition lists, in words."""

    parts: Annotated[dict[Code, Text], Field(min_length=1)]


class AssignSupervision(Command):
    """督办交办: to a lead unit, with days where any are set."""

    lead: Code
    assisting: tuple[Code, ...] = ()
    way: Code = "system"
    reason: Text | None = None
    citizen_told_by: Code | None = None
    days: Annotated[int, Field(ge=1, le=366)] | None = None
    counted_in: Literal["working_day", "natural_day"] = "working_day"


class Remind(Command):
    """督办提醒."""

    way: Code
    note: Text | None = None


class Pledge(Command):
    """公开承诺: whose, where, and what."""

    by_role: Code
    medium: Code
    pledge: Text


class HoldTalk(Command):
    """约谈."""

    with_role: Code
    note: Text


class Inspect(Command):
    """检查: what was looked at, and what was found."""

    items: Annotated[tuple[Code, ...], Field(min_length=1)]
    findings: Text
    unannounced: bool = False


class SubmitSpecialReport(Command):
    """督办专报."""

    report: Text
    to: tuple[Code, ...] = ()


class SignSpecialReport(Command):
    """专报签批."""

    instruction: Text


class OrderCorrection(Command):
    """督办函."""

    unit: Code
    order: Text
    to: tuple[Code, ...] = ()


class FeedBackSupervision(Command):
    """督办反馈: to the office, and to the complainant by a way."""

    report: Text
    citizen_told_by: Code


class ReviewSupervision(Command):
    """督办复核."""

    sort: Literal["random", "key"]
    passed: bool
    note: Text | None = None


class Circulate(Command):
    """督办通报."""

    scope: Code
    note: Text | None = None


class Expose(Command):
    """公开曝光: a summary without the complainant's name."""

    medium: Code
    summary: Text


class ArchiveSupervision(Command):
    """督办归档."""
