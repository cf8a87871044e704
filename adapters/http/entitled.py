"""Who may be shown who complained: whoever holds the case, for a purpose; anybody else once a second person agreed."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from adapters.http.granted import require_granted
from adapters.http.needs import Api
from adapters.http.refused import NotYours
from adapters.http.visibility import own_unit
from application.access import MAY, OF_IDENTITY, OF_OFFICE
from application.identity import Identity
from application.verbs import Verb
from domain.aggregates.identity_request import needs_second_person
from projections.custody import OFFICE, Custody
from projections.identity_requests import IdentityRequests


def identity_is_open(api: Api, who: Identity, case: UUID) -> bool:
    """Whether a caller sees who complained without giving a purpose: the office, while it holds the case."""
    last = _last(api, case)
    return who.role in OF_IDENTITY and last is not None and last.holder == OFFICE and last.until is None


def holds(api: Api, who: Identity, case: UUID) -> bool:
    """Whether it is the caller who handles the case: a unit holds it now; the office holds it, or held it last."""
    last, own = _last(api, case), own_unit(who)
    if last is None:
        return False
    if own is not None:
        return last.unit == own and last.until is None
    return who.role in OF_OFFICE and last.holder == OFFICE


def approved(api: Api, who: Identity, case: UUID) -> Sequence[IdentityRequests.Row]:
    """The caller's requests in a case that somebody agreed to and that count now."""
    now = api.house.desk.clock.now()
    rows: Sequence[IdentityRequests.Row] = api.reader.rows(
        IdentityRequests, case=case, asked_by=who.seat, state="approved", where={"until__gt": now}
    )
    return rows


def require_may_ask(api: Api, who: Identity, verb: Verb, case: object) -> None:
    """Refuse whoever reviews to ask who complained in a case that no grant covers. Raises NoGrant, OwnCase."""
    if verb.name == "request_identity" and isinstance(case, UUID) and "cases.review" in MAY[who.role]:
        require_granted(api, who, case)


def require_entitled(api: Api, who: Identity, case: UUID, purpose: str) -> UUID | None:
    """The approved request under which a caller is shown who complained; none for whoever holds the case.

    Raises NotYours, NeedsSecondPerson; NoGrant, OwnCase for whoever reviews.
    """
    if "cases.review" in MAY[who.role]:
        require_granted(api, who, case)
    if holds(api, who, case):
        return None
    if own_unit(who) is not None:
        raise NotYours("the case is not in your unit's hands now", remedy="only who handles it may ask who complained")
    request = next((row.request for row in approved(api, who, case) if row.purpose == purpose), None)
    if request is None:
        raise needs_second_person(who.seat)
    return request


def _last(api: Api, case: UUID) -> Custody.Row | None:
    rows: Sequence[Custody.Row] = api.reader.rows(Custody, case=case, order=("-number",), limit=1)
    return rows[0] if rows else None
