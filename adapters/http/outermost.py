"""Headers that every answer carries, whatever happened inside."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
OVER_TLS = {"Strict-Transport-Security": "max-age=31536000"}
"""A year. Only over TLS, where browsers heed it; a proxy before us says so with X-Forwarded-Proto."""


class Outermost:
    """Adds safe headers, and to an answer without a position the highest one this process has shown."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.highest = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; add to its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        safe = SAFE | (OVER_TLS if scope["scheme"] == "https" else {})

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in safe.items():
                    headers.setdefault(name, value)
                self.highest = max(self.highest, int(headers.get("X-Position", "0")))
                headers.setdefault("X-Position", str(self.highest))
            await send(message)

        await self.app(scope, receive, send_with_headers)
