"""Around every endpoint: what is refused or fails becomes a problem, and refused attempts are kept."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from adapters.http.attempts import Attempt, keep
from adapters.http.bearer import THE_PUBLIC
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

    @property
    def action(self) -> str:
        """What the access table calls it."""
        return self.endpoint.action

    async def __call__(self, request: Request) -> Response:
        """Answer, or say what stood against it."""
        request.state.attempt = Attempt(THE_PUBLIC, self.action)
        try:
            return await self.endpoint(request)
        except Refused as refused:
            attempt = _attempt(request)
            await to_thread.run_sync(keep, self.api, attempt, refused)
            return self.refused(request, refused, _repeatable(attempt))
        except Exception as failure:
            log.exception("%s %r failed", request.method, request.url.path)  # quoted: a line end in it ends no line
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


def _attempt(request: Request) -> Attempt:
    """What the endpoint last said it is about."""
    found: Attempt = request.state.attempt
    return found


def _repeatable(attempt: Attempt) -> str | None:
    """The key under which a command may be sent again."""
    return None if attempt.command_id is None else str(attempt.command_id)
