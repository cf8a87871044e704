"""Accounts for tests of the pages: whoever names a seat of the place is let in."""

from __future__ import annotations

from application.identity import Identity, SignedIn
from domain.errors import Refused
from domain.values import SeatId, UnitId


class Wrong(Refused):
    code = "access.sign_in_refused"


class TrustingAccounts:
    """Sign in as `role` or `unit.role` with the password `open`; the session's token is the login."""

    def __init__(self) -> None:
        self.live: set[str] = set()
        self.by_itself: set[str] = set()
        """Sessions that only a page left open has asked with since."""

    def sign_in(self, login, password, origin):
        del origin
        if password != "open":  # noqa: S105  (an invented password)
            raise Wrong("no")
        self.live.add(login)
        return login, self.find(login)

    def find(self, token, *, by_hand=True):
        (self.by_itself.discard if by_hand else self.by_itself.add)(token)
        if token not in self.live:
            return None
        unit, _, role = token.rpartition(".")
        seat = Identity(SeatId(token), role, UnitId(unit) if unit else None)
        return SignedIn(token, f"席位{token}", token, seat, None if unit else "here", f"form-{token}")

    def sign_out(self, token):
        self.live.discard(token)
