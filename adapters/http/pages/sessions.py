"""Sessions on the wire: one cookie that scripts cannot read, and a token in every form."""

from __future__ import annotations

import hmac

from starlette.requests import Request
from starlette.responses import Response

from adapters.http.needs import Accounts
from adapters.http.refused import EdgeRefused, Unauthenticated
from application.identity import Identity, SignedIn

COOKIE = "session"
FIELD = "form_token"


class FormExpired(EdgeRefused):
    """The form does not belong to this session."""

    code = "access.form_expired"
    status = 403


def session_of(request: Request, accounts: Accounts | None) -> SignedIn | None:
    """Who is signed in."""
    token = request.cookies.get(COOKIE)
    return accounts.find(token) if accounts is not None and token else None


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


def keep_session(response: Response, token: str, *, secure: bool) -> None:
    """Let the browser keep the session until it is closed."""
    response.set_cookie(COOKIE, token, httponly=True, samesite="lax", secure=secure, path="/")


def drop_session(response: Response) -> None:
    """Let the browser forget it."""
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")
