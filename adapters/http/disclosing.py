"""Cases found by who complained: that somebody found them so is itself a disclosure, and stays on record."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Literal
from uuid import UUID

from adapters.http.needs import Api
from application.access import Purpose
from application.calls import Call
from application.commands.looking import DiscloseIdentity
from application.identity import Identity
from application.ids import new_id
from projections.custody import OFFICE, Custody

Way = Literal["found_by_search", "found_at_intake"]
"""How a case was found; it stands where a purpose would."""
SITTING = timedelta(hours=1)
"""Within which the same seat finding the same case the same way is one disclosure: a page may ask again and again."""


def disclose(api: Api, who: Identity, case: UUID, purpose: Purpose | Way, request: UUID | None = None) -> None:
    """Record that a seat is about to be shown who complained: as a fact, and with the real clock beside the log.

    `request` is the approved one that it is shown under. Raises NotAllowed, NotFound, NeedsSecondPerson.
    """
    call = Call(who.seat, who.role, new_id(), unit=who.unit)
    api.house.accesses.disclose(case, DiscloseIdentity(purpose=purpose, request=request), call)
    api.disclosures.disclosed(str(who.seat), case, purpose)


def put_on_record(api: Api, who: Identity, cases: Collection[UUID], way: Way) -> None:
    """Keep that a seat now knows who complained in cases that the office does not hold."""
    if not cases:
        return
    held = api.reader.rows(Custody, where={"case__in": list(cases)}, holder=OFFICE, until=None)
    since = datetime.now(UTC) - SITTING
    for case in set(cases) - {row.case for row in held}:
        lately = {(seat, purpose) for at, seat, purpose in api.disclosures.disclosures(case) if at > since}
        if (str(who.seat), way) not in lately:
            disclose(api, who, case, way)
