"""Who reviews from the command line: a seat, under the same grant as on the pages."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import typer

from adapters.http.attempts import Attempt, keep
from adapters.http.granted import require_granted
from adapters.http.needs import Api
from application.access import require_role
from application.identity import Identity
from domain.errors import Refused
from domain.values import SeatId, UnitId

Seat = Annotated[str, typer.Option("--seat", help="Who reviews; must hold a grant that counts today.")]
InRole = Annotated[str, typer.Option("--role", help="In which role.")]
OfUnit = Annotated[str, typer.Option("--unit", help="Of which unit, where the role belongs to one.")]


def reviewer(seat: str, role: str, unit: str) -> Identity:
    """Whoever the options name."""
    return Identity(SeatId(seat), role, UnitId(unit) if unit else None)


def require_review(api: Api, who: Identity, action: str, case: UUID) -> None:
    """Refuse whom the pages would refuse, and keep the attempt. Raises NotAllowed, NoGrant, OwnCase."""
    try:
        require_role(who.role, action)
        require_granted(api, who, case)
    except Refused as refused:
        keep(api, Attempt(who, action, str(case), case), refused)
        raise
