"""From a number that somebody typed to the form that acts on that case."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from adapters.http.attempts import Attempt
from adapters.http.needs import Api
from adapters.http.pages.sessions import session_of
from adapters.http.visibility import require_visible
from application.access import require_role
from application.identity import Identity
from application.verbs import BY_NAME
from domain.errors import NotFound
from projections.case_ledger import CaseLedger

LONGEST = 80


@dataclass(frozen=True)
class ByNumber:
    """The address `/instruct?number=…`."""

    api: Api
    verb: str
    limiter: CapacityLimiter

    @property
    def action(self) -> str:
        """What the access table calls it."""
        return BY_NAME[self.verb].action

    async def __call__(self, request: Request) -> Response:
        """Lead on to the form. Raises NotFound where no case has the number."""
        run = partial(to_thread.run_sync, limiter=self.limiter)
        session = await run(session_of, request, self.api.accounts)
        number = request.query_params.get("number", "").replace("\0", "").strip().upper()[:LONGEST]
        if session is None:
            return RedirectResponse(f"/sign-in?next={quote(f'{request.url.path}?number={quote(number)}')}", 303)
        request.state.attempt = Attempt(session.identity, self.action, number or None)
        require_role(session.identity.role, self.action)
        case = await run(self._found, session.identity, number)
        return RedirectResponse(f"/cases/{case}/do/{self.verb.replace('_', '-')}", 303)

    def _found(self, who: Identity, number: str) -> str:
        rows = self.api.reader.rows(CaseLedger, number=number, limit=1)
        if not rows:
            raise NotFound(f"no case has the number {number!r}", remedy="copy the number from the case or its receipt")
        require_visible(self.api, who, rows[0].case)
        return str(rows[0].case)
