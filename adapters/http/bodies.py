"""What is taken from a request's body and headers, and how much of it."""

from __future__ import annotations

from starlette.requests import Request

from adapters.http.refused import NotAcceptable, NotJson, TooLarge

LARGEST = 2 * 1024 * 1024
"""Bytes of a body."""
ACCEPTABLE = {"*/*", "application/*", "application/json", "application/problem+json"}


async def read_body(request: Request) -> bytes:
    """The JSON of a request, `{}` where it has no body. Raises NotJson, TooLarge."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > LARGEST:
        raise _too_large()
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST:
            raise _too_large()
        parts.append(part)
    body = b"".join(parts)
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if body and media_type != "application/json":
        raise NotJson("the body must be JSON", remedy="send the header Content-Type: application/json")
    return body or b"{}"


def require_json_wanted(request: Request) -> None:
    """Refuse where the caller accepts neither JSON nor anything."""
    wanted = request.headers.get("accept", "*/*")
    kinds = {
        each.partition(";")[0].strip().lower()
        for each in wanted.split(",")
        if not each.replace(" ", "").endswith(";q=0")
    }
    if not kinds & ACCEPTABLE:
        raise NotAcceptable("answers are JSON", remedy="send the header Accept: application/json")


def _too_large() -> TooLarge:
    return TooLarge(f"a body has at most {LARGEST} bytes", remedy="keep large media elsewhere and send its address")
