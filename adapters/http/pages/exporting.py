"""What a reviewer asks of a bundle from the page of its case."""

from __future__ import annotations

from functools import partial

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request

from adapters.http.exporting import Exporting
from adapters.http.needs import Api
from adapters.http.pages.sessions import FIELD, require_form_token, session_of, signed_in
from adapters.http.refused import Unauthenticated
from application.commands.looking import ExportBundle
from application.identity import Identity

PATH = "/cases/{case}/bundle"


def exporting(api: Api, limiter: CapacityLimiter) -> Exporting:
    """The endpoint behind the button."""

    async def in_form(request: Request, who: Identity) -> ExportBundle:
        del who
        session = await to_thread.run_sync(session_of, request, api.accounts, limiter=limiter)
        if session is None:
            raise Unauthenticated("nobody is signed in", remedy="sign in at /sign-in")
        async with request.form(max_files=0, max_fields=10) as form:
            require_form_token(session, str(form.get(FIELD, "")))
            said = {"purpose": form.get("purpose"), "with_texts": form.get("with_texts") == "yes"}
        return ExportBundle.model_validate(said)

    return Exporting(api, limiter, partial(signed_in, accounts=api.accounts), in_form)
