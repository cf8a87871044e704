"""What a request is trying to do, so that a refused attempt can be kept: who, what, which clause, when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from adapters.http.problems import status_of
from adapters.http.refused import EdgeRefused
from application.identity import Identity
from application.ports import Refusal
from domain.errors import Refused

FORBIDDEN = 403


@dataclass(frozen=True)
class Attempt:
    """One request, once it is known who makes it."""

    who: Identity
    action: str
    target: str | None = None
    """An id or a code, never free text."""
    case: UUID | None = None
    command_id: UUID | None = None
    """None for a question."""

    def is_worth_keeping(self, refused: Refused) -> bool:
        """Whether a refusal is one of the rules or of the access table, not a slip of the request."""
        if isinstance(refused, EdgeRefused):
            return False
        return self.command_id is not None or status_of(type(refused)) == FORBIDDEN

    def refusal(self, refused: Refused, at: datetime) -> Refusal:
        """The attempt as it is kept."""
        who = self.who
        return Refusal(
            actor=who.seat,
            role=who.role,
            unit=who.unit,
            action=self.action,
            target=self.target,
            case=self.case,
            code=refused.code,
            basis=refused.basis,
            attempted_at=at,
        )
