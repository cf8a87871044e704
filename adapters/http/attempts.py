"""What a request is trying to do, so that a refused attempt can be kept: who, what, which clause, when."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from adapters.http.needs import Api
from adapters.http.problems import status_of
from adapters.http.refused import EdgeRefused
from application.identity import Identity
from application.ports import Refusal
from domain.errors import Refused

FORBIDDEN = 403

log = logging.getLogger("tiji.http")


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
        """Whether a refusal is one of the rules or of access, not a slip of the request."""
        if isinstance(refused, EdgeRefused):
            return refused.is_kept
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


def keep(api: Api, attempt: Attempt, refused: Refused) -> None:
    """Keep a refused attempt, if it is worth it. It stays refused where that cannot be done."""
    if not attempt.is_worth_keeping(refused):
        return
    try:
        api.refusals.keep(attempt.refusal(refused, api.house.desk.clock.now()))
    except api.unavailable:
        log.exception("a refused attempt could not be kept")
