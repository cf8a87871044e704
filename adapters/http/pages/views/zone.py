"""公开专区: what everyone may read, without signing in."""

from __future__ import annotations

from adapters.http.api import published as api
from adapters.http.api.published import PublishedParams
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.pages.paging import pages_of


def view(sight: Sight) -> Shown:
    """Masked questions and answers, newest first."""
    found = api.published(sight.asked)
    return {"found": found, "chosen": sight.asked.params, "pages": pages_of(sight, found)}


PAGE = Page("/zone", "published.read", "zone.html", view, PublishedParams)
