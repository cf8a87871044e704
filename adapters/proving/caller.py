"""Calls an application in this process, one request after another, without a network between."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any, Self

from starlette.datastructures import URL, MutableHeaders
from starlette.types import ASGIApp, Message

from adapters.proving.doors import Answer

NOWHERE = ("127.0.0.1", 80)


class Caller:
    """Somebody who calls; close it when done."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._loop = asyncio.Runner()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the loop it calls from."""
        self._loop.close()

    def ask(self, method: str, path: str, headers: Mapping[str, str], body: object = None) -> Answer:
        """One request; a body goes as JSON."""
        sent = b"" if body is None else json.dumps(body).encode()
        kind = {"content-type": "application/json"} if sent else {}
        return self._loop.run(self._asked(method, URL(path), {**kind, **headers}, sent))

    async def _asked(self, method: str, url: URL, headers: Mapping[str, str], sent: bytes) -> Answer:
        said: list[Message] = []
        waiting = [{"type": "http.request", "body": sent}]

        async def receive() -> Message:
            if not waiting:
                await asyncio.Event().wait()  # who calls stays until it is answered
            return waiting.pop()

        async def send(message: Message) -> None:
            said.append(message)

        scope: dict[str, Any] = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": url.path,
            "raw_path": url.path.encode(),
            "query_string": url.query.encode(),
            "root_path": "",
            "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
            "client": NOWHERE,
            "server": NOWHERE,
        }
        await self._app(scope, receive, send)
        given = MutableHeaders(scope=said[0])
        text = b"".join(message.get("body", b"") for message in said[1:]).decode(errors="replace")
        return Answer(int(said[0]["status"]), text, given.get("location", ""))
