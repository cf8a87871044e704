"""What may be asked of an accountability file."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from application.commands.base import Code, Command, Text


class TriggerAccountability(Command):
    """启动问责: by a person, where the text only proposes it."""

    finding: Code


class TakeUpFile(Command):
    """立案调查."""


class FindFault(Command):
    """查实."""

    grade: Code
    report: Text


class FindNoFault(Command):
    """查否."""

    report: Text


class WeighTolerance(Command):
    """容错研判."""

    applies: bool
    reason: Text


class TakeMeasure(Command):
    """问责处理."""

    measures: Annotated[tuple[Code, ...], Field(min_length=1)]
    reason: Text


class ReferFile(Command):
    """移送."""

    body: Code
    reason: Text


class PublishFile(Command):
    """典型通报: a summary without the complainant."""

    scope: Code
    summary: Text


class ReviewFile(Command):
    """复核."""

    stands: bool
    reason: Text
