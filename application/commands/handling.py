"""What may be asked while a case is worked on: what was done, the reply, its review, the close."""

from __future__ import annotations

from typing import Literal

from application.commands.base import Code, Command, LateCommand, Text


class HandleComplaint(LateCommand):
    """办理: what was done."""

    action: Code
    note: Text | None = None
    media: tuple[Text, ...] = ()


class SubmitReply(LateCommand):
    """提交答复: items it contains, who signed it, how the citizen was told if directly."""

    reply: Text
    outcome: Literal["done", "cannot"]
    approved_by: Code = ""
    items: tuple[Code, ...] = ()
    mode: Literal["phone", "written"] | None = None
    call_record: Text | None = None


class SendBackReply(Command):
    """退回重办."""

    defects: tuple[Code, ...]
    note: Text | None = None


class AcceptReply(Command):
    """审核通过."""


class TellCitizen(LateCommand):
    """告知诉求人."""

    way: Code
    call_record: Text | None = None


class CloseComplaint(Command):
    """办结."""

    outcome: Literal["done", "cannot_with_reply"]
