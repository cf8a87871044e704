"""Around every endpoint: what is refused or fails becomes a problem, and refused attempts are kept."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from uuid import UUID

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from adapters.http.attempts import Attempt
from adapters.http.needs import Api
from adapters.http.problems import of_failure, of_refusal
from adapters.http.resource import Endpoint
from domain.errors import Refused

log = logging.getLogger("tiji.http")


@dataclass(frozen=True)
class Guarded:
    """An endpoint that always answers."""

    api: Api
    endpoint: Endpoint

    async def __call__(self, request: Request) -> Response:
        """Answer, or say what stood against it."""
        try:
            return await self.endpoint(request)
        except Refused as refused:
            attempt = _attempt(request)
            if attempt is not None and attempt.is_worth_keeping(refused):
                await to_thread.run_sync(self._keep, attempt, refused)
            return self.refused(request, refused, _repeatable(attempt))
        except Exception as failure:
            log.exception("%s %s failed", request.method, request.url.path)
            attempt = _attempt(request)
            return self.failed(request, failure, _repeatable(attempt))

    def refused(self, request: Request, refused: Refused, command_id: str | None) -> Response:
        """A refusal as it is answered."""
        del request
        return of_refusal(refused, command_id)

    def failed(self, request: Request, failure: Exception, command_id: str | None) -> Response:
        """A failure as it is answered."""
        del request
        return of_failure(failure, command_id, self.api.unavailable)

    def _keep(self, attempt: Attempt, refused: Refused) -> None:
        try:
            self.api.refusals.keep(attempt.refusal(refused, self.api.house.desk.clock.now()))
        except self.api.unavailable:
            log.exception("a refused attempt could not be kept")


def _attempt(request: Request) -> Attempt | None:
    found: Attempt | None = getattr(request.state, "attempt", None)
    return found


def _repeatable(attempt: Attempt | None) -> str | None:
    """The key under which a command may be sent again."""
    id: UUID | None = attempt.command_id if attempt else None
    return None if id is None else str(id)
