"""Our style, script and icons, kept by browsers for ever under addresses that change with their content."""

from __future__ import annotations

import mimetypes

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from adapters.http.docs_page import ACTION
from adapters.http.pages.templating import STATIC_PATH, content, static
from adapters.http.resource import Simply, route

FOR_EVER = "public, max-age=31536000, immutable"


async def asset(request: Request) -> Response:
    """One file, if the address is that of its content."""
    name = request.path_params["name"]
    found = content(name)
    if found is None or request.url.path != static(name):
        raise HTTPException(404)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Response(found, media_type=kind, headers={"Cache-Control": FOR_EVER})


ASSETS = route(f"{STATIC_PATH}/{{digest}}/{{name}}", {"GET": Simply(ACTION, asset)})
