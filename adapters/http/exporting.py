"""Hands out the bundle of a case, to programs and from a page; that it left is on record before it does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from anyio import CapacityLimiter, to_thread
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response

from adapters.http.asking import invalid
from adapters.http.attempts import Attempt
from adapters.http.bearer import who_calls
from adapters.http.bodies import read_body
from adapters.http.command_ids import command_id
from adapters.http.granted import require_granted
from adapters.http.needs import Api
from adapters.http.parameters import case_in
from adapters.http.visibility import require_visible
from application.access import require_role
from application.calls import Call
from application.commands.looking import ExportBundle
from application.identity import Identity

PATH, ACTION = "/api/cases/{case}/bundle", "cases.export"
ZIP = "application/zip"
Body = Callable[[Request, Identity], Awaitable[ExportBundle]]


@dataclass(frozen=True)
class Exporting:
    """The endpoint, for programs and for a page; they differ in how they say who they are and what they ask."""

    api: Api
    limiter: CapacityLimiter
    who: Callable[[Request], Identity]
    body: Body
    action: str = ACTION

    async def __call__(self, request: Request) -> Response:
        """The archive. Raises NotAllowed, NotFound, NoGrant, OwnCase, NotSealedYet."""
        run = partial(to_thread.run_sync, limiter=self.limiter)
        who = await run(self.who, request)
        case = case_in(request.path_params)
        id = command_id(request.headers.get("idempotency-key"), who)
        request.state.attempt = Attempt(who, ACTION, str(case), case, command_id=id)
        require_role(who.role, ACTION)
        try:
            command = await self.body(request, who)
        except ValidationError as error:
            raise invalid(error) from error
        await run(require_visible, self.api, who, case)
        await run(require_granted, self.api, who, case)
        call = Call(who.seat, who.role, id, unit=who.unit)
        name, archive = await run(self.api.bundles.export, case, command, call)
        headers = {
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
            "Cache-Control": "no-store",
        }
        return Response(archive, headers=headers, media_type=ZIP)


def by_token(api: Api) -> Callable[[Request], Identity]:
    """Who a bearer token belongs to. Raises Unauthenticated."""
    return lambda request: who_calls(request.headers, api.identities, ACTION)


async def in_json(request: Request, who: Identity) -> ExportBundle:
    """What a program asks for. Raises ValidationError, NotJson, TooLarge."""
    del who
    return ExportBundle.model_validate_json(await read_body(request))
