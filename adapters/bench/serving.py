"""A server to be measured, in a process of its own: ours, or a bare one over the same rows.

Started as `python -m adapters.bench.serving ours|bare URL DIRECTORY`. It listens on a free port of loopback, says
which on its standard output, and stops when its standard input is closed.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import uvicorn
from psycopg.rows import dict_row
from psycopg_pool import AsyncConnectionPool
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from adapters.http import create_app
from adapters.http.identities import TokenFile
from adapters.main import api_of, assembled
from adapters.postgres.roles import Role, as_role
from adapters.settings import Settings

LOOPBACK = "127.0.0.1"
TOKENS = "tokens.toml"
PAGE = 50
CONNECTIONS = 12
"""As many as ours keeps."""

CASE = 'SELECT * FROM views.case_ledger WHERE "case" = %s'
DEADLINES = 'SELECT * FROM views.timeliness WHERE "case" = %s'
LIST = """SELECT * FROM views.timeliness WHERE state = 'running' ORDER BY due_at, "case", deadline LIMIT %s"""


@contextmanager
def ours(url: str, directory: Path) -> Iterator[ASGIApp]:
    """The API as it is served, without a follower."""
    with assembled(url, Settings(directory), make_key=True) as application:
        yield create_app(api_of(application, TokenFile(directory / TOKENS)))


@contextmanager
def bare(url: str, directory: Path) -> Iterator[ASGIApp]:
    """The least that answers from the same rows: no roles, no moments, no lights, no counts, no shapes."""
    del directory
    pool: AsyncConnectionPool[Any] = AsyncConnectionPool(
        as_role(url, Role.APP),
        min_size=1,
        max_size=CONNECTIONS,
        kwargs={"autocommit": True, "row_factory": dict_row},
        open=False,
    )

    async def rows(statement: str, *values: object) -> list[dict[str, Any]]:
        async with pool.connection() as connection:
            found: list[dict[str, Any]] = await (await connection.execute(statement.encode(), values)).fetchall()
        return found

    async def case(request: Request) -> Response:
        id = UUID(request.path_params["case"])
        found = (await rows(CASE, id))[0]
        return _json(found | {"deadlines": await rows(DEADLINES, id)})

    async def deadlines(request: Request) -> Response:
        del request
        return _json({"items": await rows(LIST, PAGE)})

    @asynccontextmanager
    async def opened(app: Starlette) -> AsyncIterator[None]:
        del app
        async with pool:
            yield

    yield Starlette(routes=[Route("/api/cases/{case}", case), Route("/api/deadlines", deadlines)], lifespan=opened)


def _json(value: object) -> Response:
    return Response(msgspec.json.encode(value), media_type="application/json")


def serve(app: ASGIApp) -> None:
    """Listen until the one who started it hangs up."""
    server = uvicorn.Server(uvicorn.Config(app, host=LOOPBACK, port=0, log_level="warning", server_header=False))
    socket = server.config.bind_socket()
    socket.listen()
    print(socket.getsockname()[1], flush=True)  # noqa: T201  (whoever started it reads it)

    def stop_with_parent() -> None:
        sys.stdin.read()
        server.should_exit = True

    threading.Thread(target=stop_with_parent, daemon=True).start()
    server.run(sockets=[socket])


if __name__ == "__main__":
    kind, url, directory = sys.argv[1:]
    with {"ours": ours, "bare": bare}[kind](url, Path(directory)) as app:
        serve(app)
