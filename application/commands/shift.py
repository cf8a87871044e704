"""What may be asked of a shift at the service desk."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from application.commands.base import Code, Command, Text


class RosterShift(Command):
    """排班."""

    authority: Code
    day: date
    leader: Code
    officers: Annotated[tuple[Code, ...], Field(min_length=1)]


class OpenShift(Command):
    """到岗."""


class CheckShift(Command):
    """查岗."""

    way: Code
    note: Text | None = None


class LogEntry(Command):
    """值班登记."""

    sort: Code
    entry: Text
    place: Code | None = None
    in_order: bool = True
    matter: UUID | None = None
    handed_to: Code | None = None


class RelieveShift(Command):
    """顶岗."""

    leaving: Code
    cover: Code
    reason: Text


class InspectShift(Command):
    """督查值班."""

    present: bool
    note: Text | None = None


class CloseShift(Command):
    """交班: what the log states, part by part."""

    parts: dict[Code, Text]
