"""公开专区: what everyone may read, without signing in."""

from __future__ import annotations

from adapters.http.api import published as api
from adapters.http.api.published import PublishedParams
from adapters.http.pages.page import Page, Shown, Sight


def view(sight: Sight) -> Shown:
    """Masked questions and answers, newest first."""
    return {"found": api.published(sight.asked), "chosen": sight.asked.params}


PAGE = Page("/zone", "published.read", "zone.html", view, PublishedParams)
