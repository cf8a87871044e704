"""The Starlette application: every verb, every question, the documentation."""

from __future__ import annotations

from collections import defaultdict

from anyio import CapacityLimiter
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from adapters.http import advancing, downloading, exporting, uploading
from adapters.http.api import QUESTIONS
from adapters.http.asking import Asking
from adapters.http.commanding import Commanding
from adapters.http.docs_page import docs_routes
from adapters.http.guarded import Guarded
from adapters.http.log_files import FILES, LogFile
from adapters.http.needs import Api
from adapters.http.openapi import document
from adapters.http.outermost import Outermost
from adapters.http.pages.rooms import pages_routes
from adapters.http.problems import of_failure
from adapters.http.resource import Endpoint, route
from application.verbs import VERBS

COMMANDERS, ASKERS = 16, 8
"""Threads that do commands, and those that answer questions: neither may starve the other."""


def create_app(api: Api) -> ASGIApp:
    """The API over an application. Unauthenticated callers may ask only what is public."""
    commanding, asking = CapacityLimiter(COMMANDERS), CapacityLimiter(ASKERS)
    app = Starlette(
        routes=[
            *_routes(api, asking, commanding),
            *docs_routes(lambda: document(simulation=api.simulation)),
            *(pages_routes(api, asking, commanding) if api.accounts is not None else ()),
        ],
        exception_handlers={HTTPException: _failed, Exception: _failed},
    )
    app.router.redirect_slashes = False
    return Outermost(app)


def _routes(api: Api, asking: CapacityLimiter, commanding: CapacityLimiter) -> list[BaseRoute]:
    """One route a path, with the methods it takes; paths without parameters before those with."""
    paths: dict[str, dict[str, Endpoint]] = defaultdict(dict)
    for question in QUESTIONS:
        paths[question.path]["GET"] = Guarded(api, Asking(api, question, asking))
    for verb in VERBS:
        paths[f"/api{verb.path}"]["POST"] = Guarded(api, Commanding(api, verb, commanding))
    paths[uploading.PATH]["POST"] = Guarded(api, uploading.Uploading(api, commanding))
    paths[downloading.PATH]["GET"] = Guarded(api, downloading.Downloading(api, asking, downloading.by_token(api)))
    ways = exporting.by_token(api), exporting.in_json
    paths[exporting.PATH]["POST"] = Guarded(api, exporting.Exporting(api, asking, *ways))
    for path, file in FILES.items():
        paths[path]["GET"] = Guarded(api, LogFile(api, file, asking))
    if api.simulation:
        paths[advancing.PATH]["POST"] = Guarded(api, advancing.Advancing(api, commanding))
    return [route(path, paths[path]) for path in sorted(paths, key=lambda path: (path.count("{"), path))]


async def _failed(request: Request, failure: Exception) -> Response:
    del request
    return of_failure(failure)
