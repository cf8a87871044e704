"""From a minute that somebody typed on to the same page as known then."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from adapters.http.needs import Api
from adapters.http.pages.signing import ACTION
from adapters.http.parameters import EARLIEST, LATEST
from adapters.http.refused import Unreadable
from adapters.http.resource import Simply
from domain.values import BEIJING


def then(api: Api, limiter: CapacityLimiter) -> Simply:
    """The address `/then?instant=…&page=…`: a page of ours as it was known at an instant."""

    async def answer(request: Request) -> Response:
        page = _page(request.query_params.get("page", "/"))
        instant = _instant(request.query_params.get("instant", ""))
        clock = api.house.desk.clock
        now = await to_thread.run_sync(clock.now, limiter=limiter)
        kept = [(name, value) for name, value in parse_qsl(page.query) if name not in {"as_of", "at", "after"}]
        path = page.path if page.path.startswith("/") and not page.path.startswith("//") else "/"
        return RedirectResponse(f"{path}?{urlencode([*kept, ('as_of', min(instant, now).isoformat())])}", 303)

    return Simply(ACTION, answer)


def _page(given: str) -> SplitResult:
    try:
        return urlsplit(given)
    except ValueError:
        raise Unreadable(f"{given!r} is no page", remedy="open the page itself and choose the moment there") from None


def _instant(typed: str) -> datetime:
    try:
        read = datetime.fromisoformat(typed.strip())
    except ValueError:
        raise Unreadable(f"{typed!r} is no time", remedy="write it as 2025-10-01T12:00") from None
    if not EARLIEST <= read.year <= LATEST:
        raise Unreadable("that year is out of range", remedy=f"choose one between {EARLIEST} and {LATEST}")
    return read if read.tzinfo else read.replace(tzinfo=BEIJING)
