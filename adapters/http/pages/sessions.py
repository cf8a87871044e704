"""Sessions on the wire: one cookie that scripts cannot read, and a token in every form."""

from __future__ import annotations

import hmac

from starlette.requests import Request
from starlette.responses import Response

from adapters.http.needs import Accounts
from adapters.http.refused import EdgeRefused, Unauthenticated
from application.identity import Identity, SignedIn

COOKIE = "session"
OVER_TLS = "__Host-session"
"""Its name over TLS: browsers take it from this very host only, and never send it in the clear."""
FIELD = "form_token"


class FormExpired(EdgeRefused):
    """The form does not belong to this session."""

    code = "access.form_expired"
    status = 403
    is_kept = True


def is_over_tls(request: Request) -> bool:
    """Whether the browser speaks TLS, to us or to a proxy before us that we trust."""
    return request.url.scheme == "https"


def cookie_of(request: Request) -> str:
    """The name of the session's cookie."""
    return OVER_TLS if is_over_tls(request) else COOKIE


def session_of(request: Request, accounts: Accounts | None) -> SignedIn | None:
    """Who is signed in."""
    token = request.cookies.get(cookie_of(request))
    return accounts.find(token, by_hand=is_by_hand(request)) if accounts is not None and token else None


def is_by_hand(request: Request) -> bool:
    """Whether somebody went there or sent something, and not a page that is left open: browsers say so."""
    return request.method == "POST" or request.headers.get("sec-fetch-mode", "navigate") == "navigate"


def signed_in(request: Request, accounts: Accounts | None) -> Identity:
    """Whose session it is. Raises Unauthenticated."""
    session = session_of(request, accounts)
    if session is None:
        raise Unauthenticated("nobody is signed in", remedy="sign in at /sign-in")
    return session.identity


def require_form_token(session: SignedIn, sent: str) -> None:
    """Refuse a form that this session was not given."""
    if not hmac.compare_digest(session.csrf.encode(), sent.encode()):
        raise FormExpired("this form was made for another session", remedy="open the page again and send it from there")


def keep_session(request: Request, response: Response, token: str) -> None:
    """Let the browser keep the session until it is closed."""
    name, secure = cookie_of(request), is_over_tls(request)
    response.set_cookie(name, token, httponly=True, samesite="lax", secure=secure, path="/")


def drop_session(request: Request, response: Response) -> None:
    """Let the browser forget it."""
    name, secure = cookie_of(request), is_over_tls(request)
    response.delete_cookie(name, path="/", httponly=True, samesite="lax", secure=secure)
