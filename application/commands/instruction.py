"""What a leader may ask for, and how a unit answers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from application.commands.base import Code, Command, LateCommand, Text


class Instruct(Command):
    """领导批示: what is to be done, within how many days."""

    instruction: Text
    days: Annotated[int, Field(ge=1, le=366)]
    counted_in: Literal["working_day", "natural_day"] = "working_day"


class AnswerInstruction(LateCommand):
    """批示反馈: what was done about it."""

    key: Code
    report: Text
