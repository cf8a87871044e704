"""The pages, and what is signed in, signed out, chosen and done from them."""

from __future__ import annotations

from functools import partial

from anyio import CapacityLimiter
from starlette.routing import BaseRoute

from adapters.http.downloading import Downloading
from adapters.http.needs import Api
from adapters.http.pages.assets import ASSETS
from adapters.http.pages.by_citizen import ByCitizen
from adapters.http.pages.doing import Doing
from adapters.http.pages.guarded_pages import GuardedPage
from adapters.http.pages.identifying import Identifying
from adapters.http.pages.live import Live
from adapters.http.pages.page import Page
from adapters.http.pages.sessions import signed_in
from adapters.http.pages.showing import Showing
from adapters.http.pages.signing import SignIn, SignOut, home
from adapters.http.pages.time_travel import then
from adapters.http.pages.views import (
    accountability,
    case,
    editions,
    escalations,
    findings,
    overview,
    rulings,
    search,
    supervisions,
    track,
    what_if,
    worklist,
)
from adapters.http.resource import route

PAGES: tuple[Page, ...] = (
    overview.PAGE,
    worklist.PAGE,
    search.PAGE,
    case.PAGE,
    rulings.PAGE,
    findings.PAGE,
    accountability.LIST,
    accountability.ONE,
    supervisions.LIST,
    supervisions.ONE,
    escalations.LIST,
    escalations.ONE,
    editions.LIST,
    editions.ONE,
    what_if.PAGE,
    track.PAGE,
)
"""Every page that is only looked at."""


def pages_routes(api: Api, asking: CapacityLimiter, commanding: CapacityLimiter) -> list[BaseRoute]:
    """Routes of the pages; each always answers, in words."""
    shown = [route(page.path, {"GET": GuardedPage(api, Showing(api, page, asking))}) for page in PAGES]
    on_case = GuardedPage(api, Doing(api, "complaint", commanding))
    on_ladder = GuardedPage(api, Doing(api, "escalation", commanding))
    on_supervision = GuardedPage(api, Doing(api, "supervision", commanding))
    on_file = GuardedPage(api, Doing(api, "file", commanding))
    anew = GuardedPage(api, Doing(api, "none", commanding))
    sign_in = GuardedPage(api, SignIn(api, commanding))
    return [
        route("/", {"GET": GuardedPage(api, home(api, asking))}),
        route("/sign-in", {"GET": sign_in, "POST": sign_in}),
        route("/sign-out", {"POST": GuardedPage(api, SignOut(api, commanding))}),
        route("/live", {"GET": Live(api, asking)}),
        route("/then", {"GET": GuardedPage(api, then(api, asking))}),
        route("/track/{deed}", {"POST": GuardedPage(api, ByCitizen(api, commanding))}),
        route("/new", {"GET": anew, "POST": anew}),
        route("/cases/{id}/do/{verb}", {"GET": on_case, "POST": on_case}),
        route(
            "/cases/{case}/files/{file}",
            {"GET": GuardedPage(api, Downloading(api, asking, partial(signed_in, accounts=api.accounts)))},
        ),
        route("/cases/{id}/identity", {"POST": GuardedPage(api, Identifying(api, asking))}),
        route("/cases/{id}/{verb}", {"GET": anew, "POST": anew}),
        route("/escalations/{id}/do/{verb}", {"GET": on_ladder, "POST": on_ladder}),
        route("/supervisions/{id}/do/{verb}", {"GET": on_supervision, "POST": on_supervision}),
        route("/accountability/{id}/do/{verb}", {"GET": on_file, "POST": on_file}),
        *shown,
        ASSETS,
    ]
