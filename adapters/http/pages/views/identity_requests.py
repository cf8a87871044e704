"""查看诉求人身份: what waits for a second person, what counts now, and what became of the rest."""

from __future__ import annotations

from adapters.http.api import identity_requests as api
from adapters.http.api.identity_requests import IdentityRequestsParams
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.pages.paging import pages_of
from application.access import MAY


def view(sight: Sight) -> Shown:
    """The newest request first; whoever asked is told that another decides, and looks from here."""
    who, found = sight.asked.who, api.identity_requests(sight.asked)
    return {
        "found": found,
        "pages": pages_of(sight, found),
        "chosen": sight.asked.params,
        "may_decide": not sight.is_past and "identity.decide" in MAY[who.role],
        "may_look": not sight.is_past and "identity.read" in MAY[who.role],
        "seat": who.seat,
    }


PAGE = Page(
    "/identity-requests",
    "identity.follow",
    "identity_requests.html",
    view,
    IdentityRequestsParams,
    "identity-requests",
)
