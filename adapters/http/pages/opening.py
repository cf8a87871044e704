"""Opens a notice and leads to its case. By POST: looking at a list is not having opened what stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from anyio import CapacityLimiter, to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from adapters.http.attempts import Attempt
from adapters.http.needs import Api
from adapters.http.pages.sessions import FIELD, require_form_token, session_of
from application.access import require_role
from application.calls import Call
from application.commands import OpenNotice
from application.identity import SignedIn
from application.ids import new_id
from application.verbs import BY_NAME
from domain.aggregates.notice import Notice

VERB = BY_NAME["open"]


@dataclass(frozen=True)
class Opening:
    """The endpoint."""

    api: Api
    limiter: CapacityLimiter
    action: str = VERB.action

    async def __call__(self, request: Request) -> Response:
        """Put it on record, then lead on. Raises NotFound, NotAddressedToYou."""
        run = partial(to_thread.run_sync, limiter=self.limiter)
        id = _id(request)
        session = await run(session_of, request, self.api.accounts)
        if session is None:
            return RedirectResponse("/sign-in?next=/notices", 303)
        command_id = new_id()
        request.state.attempt = Attempt(session.identity, VERB.action, str(id), command_id=command_id)
        require_role(session.identity.role, VERB.action)
        async with request.form(max_files=0, max_fields=10) as form:
            require_form_token(session, str(form.get(FIELD, "")))
        return RedirectResponse(await run(self._open, session, id, command_id), 303)

    def _open(self, session: SignedIn, id: UUID, command_id: UUID) -> str:
        """Open it; where to go then."""
        who = session.identity
        call = Call(who.seat, who.role, command_id, unit=who.unit)
        outcome = VERB.call(self.api.house, id, OpenNotice(), call)
        queued = self.api.house.desk.store.get(Notice, id).queued
        after = f"?after={outcome.position}" if outcome.position else ""
        return f"{about(queued.case, queued.values) if queued else '/notices'}{after}"


def about(case: UUID | None, values: Mapping[str, str]) -> str:
    """The page of what a notice is about: a consultation that several units share, or the case."""
    consultation = values.get("consultation")
    if consultation is not None:
        return f"/consultations/{consultation}"
    return f"/cases/{case}" if case else "/notices"


def _id(request: Request) -> UUID:
    """The notice. Raises HTTPException 404 for what is no id."""
    try:
        return UUID(str(request.path_params["id"]))
    except ValueError:
        raise HTTPException(404) from None
