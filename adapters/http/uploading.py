"""Takes a file for a case, before a command names it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response

from adapters.http.attempts import Attempt
from adapters.http.bearer import who_calls
from adapters.http.needs import Api
from adapters.http.refused import Unreadable
from adapters.http.shapes import Shape
from adapters.http.visibility import require_file_taker
from application.access import require_role
from application.attachments import LARGEST, OF_THE_APPLICANT, FileTooLarge
from application.desk import officers_of
from application.identity import Identity
from domain.values import Attached

PATH, ACTION = "/api/cases/{case}/files", "complaints.add_material"


class Uploaded(Shape):
    """A file as a command names it. One that no command names within a day is dropped."""

    file: str
    media_type: str
    size: int


@dataclass(frozen=True)
class Uploading:
    """The endpoint. The body is the file, whatever its Content-Type says."""

    api: Api
    limiter: CapacityLimiter
    action: str = ACTION

    async def __call__(self, request: Request) -> Response:
        """Keep it. Raises NotFound, NotYours, FileTooLarge, FileTypeNotAllowed."""
        run = partial(to_thread.run_sync, limiter=self.limiter)
        who = await run(who_calls, request.headers, self.api.identities, ACTION)
        case = _case(request)
        request.state.attempt = Attempt(who, ACTION, str(case), case)
        require_role(who.role, ACTION)
        await run(require_file_taker, self.api, who, case)
        kept = await run(keep_file, self.api, who, case, await read_file(request))
        done = Uploaded(file=kept.file, media_type=kept.media_type, size=kept.size)
        headers = {"Location": f"/api/cases/{case}/files/{kept.file}", "Cache-Control": "no-store"}
        return Response(done.model_dump_json(), 201, headers, "application/json")


def keep_file(api: Api, who: Identity, case: UUID, content: bytes) -> Attached:
    """Keep a file under the applicant's key or the officers'. Raises FileTooLarge, FileTypeNotAllowed."""
    owner = case if who.role in OF_THE_APPLICANT else officers_of(case)
    return api.house.desk.texts.keep_file(owner, content)


async def read_file(request: Request) -> bytes:
    """The body, up to the largest file there may be. Raises FileTooLarge."""
    content = bytearray()
    async for part in request.stream():
        content += part
        if len(content) > LARGEST:
            raise FileTooLarge(f"a file has at most {LARGEST // 2**20} MiB", remedy="send a smaller copy, or parts")
    return bytes(content)


def _case(request: Request) -> UUID:
    try:
        return UUID(str(request.path_params["case"]))
    except ValueError as error:
        raise Unreadable("case is a UUID", remedy="send the id of the case") from error
