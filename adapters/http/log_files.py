"""Files of the transparency log under the paths that C2SP tlog-tiles gives them, its key, and what checks a bundle."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response

from adapters.http.attempts import Attempt
from adapters.http.bearer import who_calls
from adapters.http.needs import Api, Log
from application.access import require_role

PLAIN, BYTES, PYTHON = "text/plain; charset=utf-8", "application/octet-stream", "text/x-python; charset=utf-8"
KEY, VERIFIER = "/api/log/key", "/api/log/verify_bundle.py"
TILED = "As C2SP tlog-tiles lays it out."


@dataclass(frozen=True)
class File:
    """One of the log's files, or a family of them."""

    action: str
    summary: str
    media_type: str
    read: Callable[[Log, str], bytes]
    is_lasting: bool = False
    """Whether what stands there never changes."""
    answer: str = TILED
    """What is answered, for the documentation."""


FILES: Mapping[str, File] = {
    "/api/log/checkpoint": File(
        "log.watch", "The newest checkpoint, a signed note", PLAIN, lambda log, _: log.checkpoint().encode()
    ),
    KEY: File(
        "log.watch",
        "The public key the log is signed with",
        PLAIN,
        lambda log, _: f"{log.key()}\n".encode(),
        answer="One line: name, id and key, as C2SP signed-note spells it; compare it with what was published.",
    ),
    VERIFIER: File(
        "log.watch",
        "The program that checks a case bundle with Python alone",
        PYTHON,
        lambda log, _: log.verifier(),
        answer="One file of Python; its help says how it is called.",
    ),
    "/api/log/tile/entries/{path:path}": File(
        "log.read", "A bundle of entries", BYTES, lambda log, path: log.entries(path), is_lasting=True
    ),
    "/api/log/tile/{path:path}": File(
        "log.watch", "A tile of hashes", BYTES, lambda log, path: log.tile(path), is_lasting=True
    ),
}


@dataclass(frozen=True)
class LogFile:
    """Hands one out."""

    api: Api
    file: File
    limiter: CapacityLimiter

    @property
    def action(self) -> str:
        """What the access table calls it."""
        return self.file.action

    async def __call__(self, request: Request) -> Response:
        """The file. Raises NotAllowed, NotFound."""
        run = partial(to_thread.run_sync, limiter=self.limiter)
        who = await run(who_calls, request.headers, self.api.identities, self.action)
        request.state.attempt = Attempt(who, self.action)
        require_role(who.role, self.action)
        content = await run(self.file.read, self.api.log, str(request.path_params.get("path", "")))
        kept = "private, max-age=31536000, immutable" if self.file.is_lasting else "no-store"
        return Response(content, headers={"Cache-Control": kept}, media_type=self.file.media_type)
