"""Signing in and out, and each role's first page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from adapters.http.needs import Api
from adapters.http.pages.language import Tongue, language_of
from adapters.http.pages.reasons import reason
from adapters.http.pages.sessions import FIELD, cookie_of, drop_session, keep_session, require_form_token, session_of
from adapters.http.pages.showing import POLICY, remember_language
from adapters.http.pages.templating import rendered
from adapters.http.problems import status_of
from adapters.http.resource import Simply
from domain.errors import Refused

ACTION = "pages.enter"
FIRST: dict[str, str] = {
    "intake_clerk": "/new",
    "unit_clerk": "/worklist",
    "unit_first_responder": "/worklist",
    "unit_section_head": "/worklist",
    "unit_deputy": "/worklist",
    "unit_head": "/worklist",
    "efficiency_office": "/overview",
    "city_leader": "/overview",
    "supervisor": "/supervisions",
    "discipline_reviewer": "/review",
    "leading_group": "/overview",
    "duty_officer": "/new",
    "duty_leader": "/overview",
    "monitor": "/editions",
    "assessor": "/editions",
    "consultation_lead": "/editions",
    "consultation_member": "/editions",
}
"""Role → the page it begins with; the worklist for the rest."""


@dataclass(frozen=True)
class SignIn:
    """The way in."""

    api: Api
    limiter: CapacityLimiter
    action: str = ACTION

    async def __call__(self, request: Request) -> Response:
        """Show the form, or sign in."""
        if request.method != "POST" or self.api.accounts is None:
            response = self._form(request, "", "", 200)
            remember_language(request, response)
            return response
        async with request.form(max_files=0, max_fields=10) as form:
            login, password = str(form.get("login", "")), str(form.get("password", ""))
        origin = request.client.host if request.client else "unknown"
        try:
            token, session = await to_thread.run_sync(
                self.api.accounts.sign_in, login, password, origin, limiter=self.limiter
            )
        except Refused as refused:
            said = reason(refused, language_of(request), str)
            response = self._form(request, login, said, status_of(type(refused)))
            if wait := getattr(refused, "retry_after", None):
                response.headers["Retry-After"] = str(wait)
            return response
        response = RedirectResponse(_inside(request.query_params.get("next"), session.identity.role), 303)
        keep_session(request, response, token)
        return response

    def _form(self, request: Request, login: str, said: str, status: int) -> Response:
        context = {
            "_": Tongue(language_of(request)),
            "login": login,
            "said": said,
            "query": request.url.query,
            "is_simulation": self.api.simulation,
        }
        return HTMLResponse(rendered("sign_in.html", context), status, {"Content-Security-Policy": POLICY})


@dataclass(frozen=True)
class SignOut:
    """The way out."""

    api: Api
    limiter: CapacityLimiter
    action: str = ACTION

    async def __call__(self, request: Request) -> Response:
        """End the session."""
        run = partial(to_thread.run_sync, limiter=self.limiter)
        session = await run(session_of, request, self.api.accounts)
        response = RedirectResponse("/sign-in", 303)
        if session is not None and self.api.accounts is not None:
            async with request.form(max_files=0, max_fields=10) as form:
                require_form_token(session, str(form.get(FIELD, "")))
            await run(self.api.accounts.sign_out, request.cookies[cookie_of(request)])
        drop_session(request, response)
        return response


def home(api: Api, limiter: CapacityLimiter) -> Simply:
    """The first page of whoever is signed in; at a moment that has passed, the first that is only looked at."""

    async def answer(request: Request) -> Response:
        session = await to_thread.run_sync(session_of, request, api.accounts, limiter=limiter)
        if session is None:
            return RedirectResponse("/sign-in", 303)
        moment = {name: request.query_params[name] for name in ("as_of", "at") if name in request.query_params}
        first = FIRST.get(session.identity.role, "/worklist")
        if not moment:
            return RedirectResponse(first, 303)
        shown = "/worklist" if first == "/new" else first
        return RedirectResponse(f"{shown}?{urlencode(moment)}", 303)

    return Simply(ACTION, answer)


def _inside(wanted: str | None, role: str) -> str:
    """Where to go after signing in; never to another site."""
    if wanted and wanted.startswith("/") and not wanted.startswith(("//", "/\\")):
        return wanted
    return FIRST.get(role, "/worklist")
