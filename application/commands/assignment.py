"""What may be asked between the centre and the unit that must answer: send, sign, take on, give back."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from application.commands.base import Code, Command, LateCommand, Text


class DispatchComplaint(Command):
    """派单."""

    unit: Code
    assisting: tuple[Code, ...] = ()
    designated: bool = False
    special_law: Code | None = None
    """The law or regulation, with its article, that sets a period of its own."""
    special_days: Annotated[int, Field(ge=1, le=3650)] | None = None
    special_unit: Literal["working_day", "natural_day"] = "working_day"


class SignComplaint(LateCommand):
    """签收."""


class AcceptAssignment(Command):
    """接受."""


class RequestReturn(LateCommand):
    """申请退回: reason and basis. `insist` puts a late return on record against the unit."""

    reason: Text | None = None
    basis: Text | None = None
    suggested_unit: Code | None = None
    insist: bool = False


class RuleOnReturn(Command):
    """裁定退单."""

    granted: bool
    reason: Text
    improper: bool = False
