"""One path: what each method does there, and which methods it takes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

Endpoint = Callable[[Request], Awaitable[Response]]


def route(path: str, methods: Mapping[str, Endpoint]) -> Route:
    """A route that answers HEAD where it answers GET, and OPTIONS always; 405 with Allow for the rest."""
    taken = dict(methods)
    if "GET" in taken:
        taken["HEAD"] = taken["GET"]
    allowed = ", ".join(sorted({*taken, "OPTIONS"}))

    async def answer(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": allowed})
        return await taken[request.method](request)

    return Route(path, answer, methods=[*taken, "OPTIONS"])
