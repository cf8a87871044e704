"""Who complained, shown once, for a purpose that is put on record. By POST, so that no link can put a name to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from anyio import CapacityLimiter, to_thread
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from adapters.http.api import case as api_case
from adapters.http.api import identity as api_identity
from adapters.http.api.identity import IdentityParams
from adapters.http.asking import invalid
from adapters.http.attempts import Attempt
from adapters.http.needs import Api
from adapters.http.pages import layout
from adapters.http.pages.language import Tongue, language_of
from adapters.http.pages.page import Sight
from adapters.http.pages.sessions import FIELD, require_form_token, session_of
from adapters.http.pages.showing import POLICY, names_of
from adapters.http.pages.templating import rendered
from adapters.http.question import Asked
from application.access import require_role
from application.identity import SignedIn

ACTION = "identity.read"


@dataclass(frozen=True)
class Identifying:
    """The endpoint."""

    api: Api
    limiter: CapacityLimiter
    action: str = ACTION

    async def __call__(self, request: Request) -> Response:
        """Put it on record, then show it."""
        run = partial(to_thread.run_sync, limiter=self.limiter)
        case = _id(request)
        session = await run(session_of, request, self.api.accounts)
        if session is None:
            return RedirectResponse(f"/sign-in?next=/cases/{case}", 303)
        request.state.attempt = Attempt(session.identity, ACTION, str(case), case)
        require_role(session.identity.role, ACTION)
        async with request.form(max_files=0, max_fields=10) as form:
            require_form_token(session, str(form.get(FIELD, "")))
            given = {"case": case, "purpose": str(form.get("purpose", ""))}
        try:
            params = IdentityParams.model_validate(given)
        except ValidationError as error:
            raise invalid(error) from error
        return await run(self._shown, request, session, params)

    def _shown(self, request: Request, session: SignedIn, params: IdentityParams) -> Response:
        asked = Asked(self.api, session.identity, params, None, self.api.house.desk.clock.now())
        sight = Sight(asked, session, Tongue(language_of(request)), names_of(asked), request.url.path)
        context = {
            **layout.around(sight, "worklist", self.api.reader.position()),
            "case": api_case.case_row(asked),
            "shown": api_identity.identity(asked).items,
            "purpose": params.purpose,
        }
        headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
        return HTMLResponse(rendered("identity.html", context), headers=headers)


def _id(request: Request) -> UUID:
    """The case. Raises HTTPException 404 for what is no id."""
    try:
        return UUID(str(request.path_params["id"]))
    except ValueError:
        raise HTTPException(404) from None
