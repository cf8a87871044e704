"""One path: what each method does there, which action of the access table that is, and which methods it takes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from application.access import ACTIONS


class Endpoint(Protocol):
    """What answers, and what the access table calls it."""

    @property
    def action(self) -> str:
        """The action."""

    async def __call__(self, request: Request) -> Response:
        """The answer."""


class UndeclaredAction(TypeError):
    """An endpoint does what the access table does not know, so nobody could be allowed it."""


@dataclass(frozen=True)
class Simply:
    """An endpoint that is a function, open to whom the table says."""

    action: str
    answer: Callable[[Request], Awaitable[Response]]

    async def __call__(self, request: Request) -> Response:
        """The answer."""
        return await self.answer(request)


class Declared(Route):
    """A route that says which action each of its methods is."""

    def __init__(self, path: str, methods: Mapping[str, Endpoint]) -> None:
        self.actions = {method: endpoint.action for method, endpoint in methods.items()}
        if unknown := sorted(set(self.actions.values()) - ACTIONS):
            raise UndeclaredAction(f"{path}: the access table knows no {', '.join(unknown)}")
        taken = dict(methods)
        if "GET" in taken:
            taken["HEAD"] = taken["GET"]
        allowed = ", ".join(sorted({*taken, "OPTIONS"}))

        async def answer(request: Request) -> Response:
            if request.method == "OPTIONS":
                return Response(status_code=204, headers={"Allow": allowed})
            return await taken[request.method](request)

        super().__init__(path, answer, methods=[*taken, "OPTIONS"])


def route(path: str, methods: Mapping[str, Endpoint]) -> Declared:
    """A route that answers HEAD where it answers GET, and OPTIONS always; 405 with Allow for the rest.

    Raises UndeclaredAction.
    """
    return Declared(path, methods)
