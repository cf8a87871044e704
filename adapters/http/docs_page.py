"""The documentation page: Swagger UI from its package, over our OpenAPI document; nothing comes from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import openapi_ui_bundles
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute
from starlette.staticfiles import StaticFiles

from adapters.http.resource import Simply, route

ACTION = "docs.read"
DOCS, DOCUMENT, ASSETS, SCRIPT = "/api/docs", "/api/openapi.json", "/api/docs/assets", "/api/docs/start.js"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " connect-src 'self'; frame-ancestors 'none'"
)
"""Its style is written inline by the bundle; its scripts are files."""

PAGE = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>提级 Tiji · API</title>
<link rel="stylesheet" href="{ASSETS}/swagger-ui.css">
<link rel="icon" href="data:,">
</head>
<body><main id="api"><noscript>This page needs scripts; the document is at {DOCUMENT}.</noscript></main>
<script src="{ASSETS}/swagger-ui-bundle.js"></script><script src="{SCRIPT}"></script></body>
</html>
"""
OPTIONS = {
    "url": DOCUMENT,
    "dom_id": "#api",
    "deepLinking": True,
    "docExpansion": "none",
    "filter": True,
    "persistAuthorization": False,
    "tryItOutEnabled": True,
    "validatorUrl": None,
}
START = f"SwaggerUIBundle({json.dumps(OPTIONS)});\n"


def docs_routes(document: Callable[[], dict[str, Any]]) -> list[BaseRoute]:
    """The page, its assets, and the document, which is put together when first asked for."""
    kept: list[dict[str, Any]] = []

    async def openapi(request: Request) -> Response:
        del request
        if not kept:
            kept.append(document())
        return JSONResponse(kept[0])

    async def page(request: Request) -> Response:
        del request
        return HTMLResponse(PAGE, headers={"Content-Security-Policy": POLICY})

    async def start(request: Request) -> Response:
        del request
        return Response(START, media_type="text/javascript")

    assets = StaticFiles(directory=openapi_ui_bundles.swagger_ui.static_path)

    async def asset(request: Request) -> Response:
        return await assets.get_response(str(request.path_params["name"]), request.scope)

    answers = {DOCUMENT: openapi, DOCS: page, SCRIPT: start, f"{ASSETS}/{{name}}": asset}
    return [route(path, {"GET": Simply(ACTION, answer)}) for path, answer in answers.items()]
