"""Lights live: one event whenever the views have moved on; pages that show counts then ask again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import anyio
from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from adapters.http.attempts import Attempt
from adapters.http.needs import Api
from adapters.http.pages.sessions import session_of
from application.access import require_role

ACTION = "cases.read"
EVERY = 1.0
"""Seconds between two looks at the views."""
HEARTBEAT = 20
"""Looks without news before a line is sent that keeps the connection open."""


@dataclass(frozen=True)
class Live:
    """The stream of positions, which say that something happened and not what. It ends with the session."""

    api: Api
    limiter: CapacityLimiter
    action: str = ACTION

    async def __call__(self, request: Request) -> Response:
        """Follow the views."""
        session = await to_thread.run_sync(session_of, request, self.api.accounts, limiter=self.limiter)
        if session is None:
            return RedirectResponse("/sign-in", 303)
        request.state.attempt = Attempt(session.identity, ACTION)
        require_role(session.identity.role, ACTION)
        return StreamingResponse(
            self._positions(request), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
        )

    async def _positions(self, request: Request) -> AsyncIterator[str]:
        seen, quiet = -1, 0
        while not await request.is_disconnected():
            position = await to_thread.run_sync(self.api.reader.position, limiter=self.limiter)
            if position != seen:
                seen, quiet = position, 0
                yield f"data: {position}\n\n"
            elif (quiet := quiet + 1) >= HEARTBEAT:
                quiet = 0
                if await to_thread.run_sync(session_of, request, self.api.accounts, limiter=self.limiter) is None:
                    return
                yield ": still here\n\n"
            await anyio.sleep(EVERY)
