"""What may be asked on the ladder: a proposed no, each level's opinion, its end."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from application.commands.base import Code, Command, LateCommand, Text


class ProposeNo(Command):
    """拟说"不": opinion, basis, how it could be done. `entry` consultation begins higher."""

    complaint: UUID
    unit: Code
    opinion: Text | None = None
    basis: Text | None = None
    how_it_could_be_done: Text | None = None
    entry: Literal["proposal", "consultation"] = "proposal"
    with_units: Annotated[tuple[Code, ...], Field(max_length=20)] = ()
    coordination: Text | None = None
    to_level: Annotated[int, Field(ge=2, le=9)] | None = None
    skipped_because: Text | None = None


class RaiseEscalation(Command):
    """提级: this level's opinion, and up."""

    opinion: Text | None = None
    basis: Text | None = None
    how_it_could_be_done: Text | None = None
    to_level: Annotated[int, Field(ge=2, le=9)] | None = None
    skipped_because: Text | None = None


class FindCanDo(Command):
    """能办."""

    opinion: Text
    how: Text


class DecideFinalNo(Command):
    """最终不能办."""

    ground: Code | None = None
    """One of those the text names, where it names some."""
    reason: Text | None = None
    basis: Text | None = None
    yes_suggestion: Text | None = None


class FeedBack(LateCommand):
    """反馈服务对象."""

    mode: Literal["phone", "written"]
    call_record: Text | None = None
