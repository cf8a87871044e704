"""What may be asked of a random sample: that it is drawn, that a drawn case was checked."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from application.commands.base import Code, Command, Text


class DrawSample(Command):
    """回访抽查."""

    authority: Code
    month: Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
    """`2025-10`, once it is over."""


class CheckSample(Command):
    """抽查核实."""

    place: Annotated[int, Field(ge=1)]
    """Of the drawn case in the order of the draw, from 1."""
    way: Code
    result: Code
    note: Text | None = None
