"""What every command is made of: texts, codes, and the late entry."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

Text = Annotated[str, Field(min_length=1, max_length=1_000_000)]
"""Free text. It goes to the vault; facts hold a handle."""
Code = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f]+$")]
"""A code from the edition or the organisation."""


class Command(BaseModel):
    """Base: unknown fields are errors, so that a misspelt one is never silently dropped."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Late(Command):
    """迟记: it happened earlier than this entry."""

    occurred_at: AwareDatetime
    ground: Code
    evidence: Annotated[tuple[Text, ...], Field(min_length=1)]


class LateCommand(Command):
    """A command that may be entered late."""

    late: Late | None = None
