"""What may be asked of obligations: that they begin, that one is owed beside the periods, that one is filed."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from application.commands.base import Code, Command, LateCommand, Text


class BeginObligations(Command):
    """定期职责启用: from a day on, what comes due with a period is opened."""

    since: date


class RequestReport(Command):
    """要求报送: something that no period brings."""

    authority: Code
    rule: Code
    unit: Code | None = None
    until: date | None = None
    since: date | None = None
    """The day it runs from, where that is earlier: the day a policy was issued."""
    request: Text | None = None


class FileReport(LateCommand):
    """报送."""

    report: Text
    items: tuple[Code, ...] = ()
    sent_to: tuple[Code, ...] = ()
    on_paper: bool = False
    document: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    """SHA-256 of the document as it went out, where it is kept elsewhere."""
