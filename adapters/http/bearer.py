"""Who calls: the bearer of a token, or the public."""

from __future__ import annotations

from starlette.datastructures import Headers

from adapters.http.needs import Identities
from adapters.http.refused import TokenUnknown, Unauthenticated
from application.access import PUBLIC
from application.identity import Identity
from domain.values import SeatId

THE_PUBLIC = Identity(SeatId("public"), "public")


def who_calls(headers: Headers, identities: Identities, action: str) -> Identity:
    """The bearer of the request's token; the public where there is none and none is needed.

    Raises Unauthenticated for a missing token, TokenUnknown for one that nobody holds, wherever it is sent.
    """
    given = headers.get("authorization")
    if given is None:
        if action in PUBLIC:
            return THE_PUBLIC
        raise Unauthenticated("this needs a token", remedy="send the header Authorization: Bearer <token>")
    scheme, _, token = given.partition(" ")
    found = identities.find(token.strip()) if scheme.lower() == "bearer" and token.strip() else None
    if found is None:
        raise TokenUnknown("nobody holds this token", remedy="ask whoever runs this for a token")
    return found
