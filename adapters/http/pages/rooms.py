"""The pages, and what is signed in, signed out, chosen and done from them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from anyio import CapacityLimiter
from starlette.routing import BaseRoute

from adapters.http.downloading import Downloading
from adapters.http.needs import Api
from adapters.http.pages.assets import ASSETS
from adapters.http.pages.by_citizen import ACTIONS, ByCitizen
from adapters.http.pages.by_number import ByNumber
from adapters.http.pages.deeds import DEEDS
from adapters.http.pages.doing import Doing
from adapters.http.pages.exporting import PATH as BUNDLE
from adapters.http.pages.exporting import exporting
from adapters.http.pages.guarded_pages import GuardedPage
from adapters.http.pages.identifying import Identifying
from adapters.http.pages.live import Live
from adapters.http.pages.opening import Opening
from adapters.http.pages.page import Page
from adapters.http.pages.sessions import signed_in
from adapters.http.pages.showing import Showing
from adapters.http.pages.signing import SignIn, SignOut, home
from adapters.http.pages.stage import SUBJECTS
from adapters.http.pages.time_travel import then
from adapters.http.pages.views import (
    accountability,
    assessments,
    case,
    consultations,
    duty,
    editions,
    erasures,
    escalations,
    findings,
    grants,
    identity_requests,
    indicators,
    league,
    lists,
    looks,
    matters,
    monday,
    notices,
    obligations,
    orders,
    overview,
    rankings,
    review,
    rulings,
    samples,
    scorecard,
    search,
    spells,
    supervisions,
    track,
    what_if,
    worklist,
    zone,
)
from adapters.http.resource import Endpoint, route
from application.verbs import BY_NAME, Verb

PAGES: tuple[Page, ...] = (
    overview.PAGE,
    worklist.PAGE,
    lists.CASES,
    lists.DEADLINES,
    search.PAGE,
    case.PAGE,
    review.PAGE,
    looks.LIST,
    looks.ONE,
    spells.PAGE,
    grants.PAGE,
    rulings.PAGE,
    findings.PAGE,
    accountability.LIST,
    accountability.ONE,
    supervisions.LIST,
    supervisions.ONE,
    league.PAGE,
    indicators.PAGE,
    indicators.LIMITS,
    orders.PAGE,
    scorecard.PAGE,
    assessments.PAGE,
    rankings.LIST,
    rankings.ONE,
    consultations.BOARD,
    consultations.ONE,
    obligations.LIST,
    obligations.ONE,
    duty.LIST,
    duty.ONE,
    samples.LIST,
    samples.ONE,
    monday.PAGE,
    notices.PAGE,
    erasures.PAGE,
    identity_requests.PAGE,
    escalations.LIST,
    escalations.ONE,
    matters.LIST,
    matters.ONE,
    editions.LIST,
    editions.ONE,
    what_if.PAGE,
    track.PAGE,
    zone.PAGE,
)
"""Every page that is only looked at."""


def pages_routes(api: Api, asking: CapacityLimiter, commanding: CapacityLimiter) -> list[BaseRoute]:
    """Routes of the pages; each always answers, in words."""
    sign_in = SignIn(api, commanding)
    entrance: dict[str, dict[str, Endpoint]] = {
        "/": {"GET": home(api, asking)},
        "/sign-in": {"GET": sign_in, "POST": sign_in},
        "/sign-out": {"POST": SignOut(api, commanding)},
        "/then": {"GET": then(api, asking)},
        "/live": {"GET": Live(api, asking)},
        "/instruct": {"GET": ByNumber(api, "instruct", asking)},
    }
    of_citizen: dict[str, dict[str, Endpoint]] = {
        f"/track/{deed}": {"POST": ByCitizen(api, deed, commanding)} for deed in ACTIONS
    }
    of_case: dict[str, dict[str, Endpoint]] = {
        "/cases/{case}/files/{file}": {"GET": Downloading(api, asking, partial(signed_in, accounts=api.accounts))},
        BUNDLE: {"POST": exporting(api, asking)},
        "/cases/{id}/identity": {"POST": Identifying(api, asking)},
        "/notices/{id}/open": {"POST": Opening(api, commanding)},
    }
    shown: dict[str, dict[str, Endpoint]] = {page.path: {"GET": Showing(api, page, asking)} for page in PAGES}
    paths = {**entrance, **of_citizen, **of_case, **dict(_forms(api, commanding)), **shown}
    return [
        *(route(path, {method: GuardedPage(api, of[method]) for method in of}) for path, of in paths.items()),
        ASSETS,
    ]


def _forms(api: Api, limiter: CapacityLimiter) -> Iterator[tuple[str, dict[str, Endpoint]]]:
    """The form of every verb that is done from a page."""
    for verb in map(BY_NAME.__getitem__, DEEDS):
        doing = Doing(api, verb, limiter)
        yield form_path(verb), {"GET": doing, "POST": doing}


def form_path(verb: Verb) -> str:
    """Where a verb is done from a page."""
    own = {
        "register": "/new",
        "propose": "/cases/{id}/propose",
        "assess": "/assess",
        "publish_scores": "/publish-scores",
        "nominate": "/rankings/new",
        "request_report": "/obligations/new",
        "roster_shift": "/duty/new",
        "draw_sample": "/samples/new",
        "grant_review": "/grants/new",
    }
    stem = {
        "complaint": "/cases",
        "unit": "/matters",
        "edition": "/editions",
        "judged": "/findings",
        **{target: home for target, (_, home) in SUBJECTS.items()},
    }
    return own.get(verb.name) or f"{stem[verb.target]}/{{id}}/do/{verb.name.replace('_', '-')}"
