"""What is asked of a case's file by whoever looks into it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from application.access import Purpose
from application.commands.base import Command


class DiscloseIdentity(Command):
    """公开诉求人身份: somebody is about to be shown who complained."""

    purpose: Purpose | Literal["found_by_search", "found_at_intake"]
    request: UUID | None = None
    """The approved request it is shown under; whoever holds the case needs none."""


class ExportBundle(Command):
    """导出证据包: the facts of a case with what proves them."""

    purpose: Purpose
    with_texts: bool = False
    """What people wrote, and the files, go along; who complained never does."""


class ViewCase(Command):
    """查看案件: what was shown, by its digest."""

    page: str
    position: int
    at: datetime
    digest: str
    code: str
    language: str = "zh"
    of_instant: bool = False
    with_identity: bool = False
