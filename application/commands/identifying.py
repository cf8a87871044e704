"""What may be asked of a request to be shown who complained: make it, decide it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from application.access import Purpose
from application.commands.base import Command, Text

LONGEST = 72
"""Hours that an approval may be good for: time enough to act on it over a weekend, none to keep it in hand."""


class RequestIdentity(Command):
    """申请查看诉求人身份: with the purpose, for a second person to decide."""

    purpose: Purpose
    reason: Text


class ApproveIdentity(Command):
    """同意查看, for so many hours."""

    hours: Annotated[int, Field(ge=1, le=LONGEST)] = 24


class DenyIdentity(Command):
    """不同意查看."""

    reason: Text
