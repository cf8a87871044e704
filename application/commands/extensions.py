"""What may be asked about a running deadline: more time, and whether it is given."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, Field

from application.commands.base import Code, Command, Text


class RequestExtension(Command):
    """延期报备: so many units of the deadline's own, with consent, reason and the explanation given."""

    deadline: Code
    amount: Annotated[int, Field(ge=1, le=3660)]
    application: Text | None = None
    consented_by: Code | None = None
    reason: Text | None = None
    explained_to_citizen_at: AwareDatetime | None = None
    explained_by_way_of: Code | None = None


class RuleOnExtension(Command):
    """裁定延期."""

    deadline: Code
    granted: bool
    reason: Text
