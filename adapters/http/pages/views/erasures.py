"""删除个人信息: what waits for a second person, and what became of the rest."""

from __future__ import annotations

from adapters.http.api import erasures as api
from adapters.http.api.erasures import ErasuresParams
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.pages.paging import pages_of
from application.access import MAY


def view(sight: Sight) -> Shown:
    """The newest proposal first; whoever proposed is told that another decides."""
    who, found = sight.asked.who, api.erasures(sight.asked)
    return {
        "found": found,
        "pages": pages_of(sight, found),
        "chosen": sight.asked.params,
        "may_decide": not sight.is_past and "erasures.decide" in MAY[who.role],
        "seat": who.seat,
    }


PAGE = Page("/erasures", "erasures.read", "erasures.html", view, ErasuresParams, "erasures")
