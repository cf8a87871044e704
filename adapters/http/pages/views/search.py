"""The search page: cases by words in what was written, or by number."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from pydantic import Field

from adapters.http.api import search as api_search
from adapters.http.api.search import SearchParams
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.pages.reasons import reason
from adapters.http.parameters import Timed, Typed
from domain.errors import Refused


class SearchPageParams(Timed):
    """What is typed; nothing yet at first."""

    q: Annotated[Typed, Field(max_length=200)] = ""


def view(sight: Sight) -> Shown:
    """What was found, or why nothing was looked for."""
    asked = sight.asked
    query = asked.params.q.strip()
    if not query:
        return {"q": "", "found": None, "refused": None}
    try:
        found = api_search.search(replace(asked, params=SearchParams(q=query)))
    except Refused as refused:
        return {"q": query, "found": None, "refused": reason(refused, sight.tongue.language, sight.named)}
    return {"q": query, "found": found, "refused": None}


PAGE = Page("/search", "texts.read", "search.html", view, SearchPageParams, "search")
