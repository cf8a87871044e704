"""Shows pages: who asks, which moment, one view in a thread, one template."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from anyio import CapacityLimiter, to_thread
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from adapters.http.asking import invalid, seen_position
from adapters.http.attempts import Attempt
from adapters.http.bearer import THE_PUBLIC
from adapters.http.looking import Eyes, put_on_record
from adapters.http.moments import Moment, exactly, moment_of, reach
from adapters.http.needs import Api
from adapters.http.pages import language as languages
from adapters.http.pages.language import Tongue, language_of
from adapters.http.pages.layout import around
from adapters.http.pages.names import Names, names_as_of
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.pages.sessions import is_over_tls, session_of
from adapters.http.pages.templating import rendered
from adapters.http.parameters import OfCase, Params, Timed, gathered
from adapters.http.question import Asked
from application.access import PUBLIC, require_role
from application.identity import SignedIn

POLICY = (
    "default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; script-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing from elsewhere; widths and columns of a strip are written on its elements."""
CHROME = frozenset({"lang"})
"""Parameters every page takes."""


@dataclass(frozen=True)
class Showing:
    """One page's endpoint."""

    api: Api
    page: Page
    limiter: CapacityLimiter

    @property
    def action(self) -> str:
        """What the access table calls it."""
        return self.page.action

    async def __call__(self, request: Request) -> Response:
        """Show it, or the way to sign in."""
        api, page, run = self.api, self.page, partial(to_thread.run_sync, limiter=self.limiter)
        session = await run(session_of, request, api.accounts)
        if session is None and page.action not in PUBLIC:
            return RedirectResponse(f"/sign-in?next={quote(_address(request))}", 303)
        who = session.identity if session else THE_PUBLIC
        request.state.attempt = Attempt(who, page.action)
        require_role(who.role, page.action)
        params = self._params(request)
        if isinstance(params, OfCase):
            request.state.attempt = Attempt(who, page.action, str(params.case), params.case)
        timed = params if isinstance(params, Timed) else Timed(after=getattr(params, "after", None))
        moment = await run(moment_of, api, timed, seen_position(request))
        await reach(api.reader, moment.needs, self.limiter)
        (html, shown), position = await run(self._shown, request, session, params, moment)
        if page.watched and isinstance(params, OfCase) and request.method == "GET":
            eyes = Eyes(who, position, moment.at, language_of(request), of_instant=params.at is not None)
            await run(put_on_record, api, params.case, eyes, page.watched, shown)
        headers = {
            "Content-Security-Policy": POLICY,
            "Cache-Control": "private, no-store",
            "X-Position": str(position),
            "Vary": "Cookie",
        }
        response = HTMLResponse(html, headers=headers)
        remember_language(request, response)
        return response

    def _params(self, request: Request) -> Params:
        given = gathered(request.query_params, request.path_params)
        try:
            return self.page.params.model_validate({name: given[name] for name in given if name not in CHROME})
        except ValidationError as error:
            raise invalid(error) from error

    def _shown(
        self, request: Request, session: SignedIn | None, params: Params, moment: Moment
    ) -> tuple[tuple[str, Shown], int]:
        who = session.identity if session else THE_PUBLIC
        tongue = Tongue(language_of(request))

        def show(as_of: int | None) -> tuple[str, Shown]:
            asked = Asked(self.api, who, params, as_of, moment.at)
            query = {name: value for name, value in gathered(request.query_params, {}).items() if name not in CHROME}
            sight = Sight(asked, session, tongue, names_of(asked), request.url.path, query)
            position = self.api.reader.position() if as_of is None else as_of
            shown = self.page.view(sight)
            return rendered(self.page.template, {**around(sight, self.page.room, position), **shown}), shown

        return exactly(self.api.reader, moment.as_of, show)


def names_of(asked: Asked) -> Names:
    """Names as known then."""
    return names_as_of(asked.api.editions, asked.api.reader, asked.as_of)


def remember_language(request: Request, response: Response) -> None:
    """Keep a language that was chosen in the address."""
    if "lang" in request.query_params:
        chosen = language_of(request)
        secure = is_over_tls(request)
        response.set_cookie(
            languages.COOKIE, chosen, max_age=languages.A_YEAR, httponly=True, samesite="lax", secure=secure, path="/"
        )


def _address(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")
