"""Hands out a file of a case, never for a browser to run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response

from adapters.http.attempts import Attempt
from adapters.http.bearer import who_calls
from adapters.http.needs import Api
from adapters.http.parameters import case_in
from adapters.http.visibility import require_visible
from application.access import require_role
from application.attachments import EXTENSIONS, FileUnknown
from application.identity import Identity
from domain.values import FileHandle
from projections.attachments import Attachments

PATH, ACTION = "/api/cases/{case}/files/{file}", "texts.read"
INLINE = frozenset({"image/jpeg", "image/png", "image/webp"})
"""Types that may show in a page; the rest is saved."""


def file_of(api: Api, case: UUID, file: str) -> tuple[bytes, dict[str, str]]:
    """A file that a fact of the case names, and the headers it goes with. Raises FileUnknown."""
    rows = api.reader.rows(Attachments, case=case, file=FileHandle(file)) if file.isprintable() else []
    if not rows or rows[0].erased_at is not None:
        raise FileUnknown(f"the case has no file {file}, or none any more", remedy="see the list of its files")
    media_type = rows[0].media_type
    how = "inline" if media_type in INLINE else "attachment"
    headers = {
        "Content-Type": media_type,
        "Content-Disposition": f'{how}; filename="{file[:8]}.{EXTENSIONS[media_type]}"',
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return api.house.desk.texts.read_file(rows[0].file), headers


@dataclass(frozen=True)
class Downloading:
    """The endpoint of one file, for programs and for pages; they differ in how they say who they are."""

    api: Api
    limiter: CapacityLimiter
    who: Callable[[Request], Identity]
    action: str = ACTION

    async def __call__(self, request: Request) -> Response:
        """Hand it out. Raises NotAllowed, NotYours, NotFound, FileUnknown."""
        run = partial(to_thread.run_sync, limiter=self.limiter)
        who = await run(self.who, request)
        case = case_in(request.path_params)
        request.state.attempt = Attempt(who, ACTION, str(case), case)
        require_role(who.role, ACTION)
        await run(require_visible, self.api, who, case)
        content, headers = await run(file_of, self.api, case, str(request.path_params["file"]))
        return Response(content, headers=headers)


def by_token(api: Api) -> Callable[[Request], Identity]:
    """Who a bearer token belongs to. Raises Unauthenticated."""
    return lambda request: who_calls(request.headers, api.identities, ACTION)
