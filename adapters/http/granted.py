"""A review needs a grant: dated, for these cases, resting on a decision; and nobody reviews what they had a hand in."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from adapters.http.needs import Api
from adapters.http.visibility import OF_LOOKING
from application.identity import Identity
from domain.calendar import beijing
from domain.errors import Refused
from projections.case_history import CaseHistory
from projections.custody import Custody
from projections.review_grants import ReviewGrants

OF_READING = "notice."
"""Facts of being told: reading them is no hand in a case."""


class NoGrant(Refused):
    """No grant that counts today covers the case."""

    code = "review.no_grant"


class OwnCase(Refused):
    """The reviewer, or the reviewer's unit, had a hand in the case."""

    code = "review.own_case"


def require_granted(api: Api, who: Identity, case: UUID) -> None:
    """Refuse a review without a grant, and one of a case of the own seat or unit. Raises NoGrant, OwnCase."""
    grants = grants_of(api, who)
    units = {row.unit for row in api.reader.rows(Custody, case=case)}
    if not any(covers_all(grant) or str(case) in grant.cases or units & set(grant.units) for grant in grants):
        raise _none(who)
    for row in api.reader.rows(CaseHistory, case=case):
        if row.is_derived or row.topic in OF_LOOKING or row.topic.startswith(OF_READING):
            continue
        if row.actor == who.seat or (who.unit is not None and row.unit == who.unit):
            raise OwnCase(
                f"{who.seat} had a hand in the case with fact {row.position}", remedy="let another seat review it"
            )


def granted_cases(api: Api, who: Identity) -> list[UUID] | None:
    """The cases a reviewer's grants cover; None: every case. Raises NoGrant."""
    grants = grants_of(api, who)
    if not grants:
        raise _none(who)
    if any(map(covers_all, grants)):
        return None
    units = [unit for grant in grants for unit in grant.units]
    held = api.reader.query('SELECT DISTINCT "case" FROM {held} h WHERE unit = ANY(%s)', None, [units], held=Custody)
    return sorted({case for (case,) in held} | {UUID(case) for grant in grants for case in grant.cases})


def grants_of(api: Api, who: Identity) -> Sequence[ReviewGrants.Row]:
    """The grants of a seat that count today, whatever moment is asked about."""
    today = beijing(api.house.desk.clock.now()).date()
    rows: Sequence[ReviewGrants.Row] = api.reader.rows(ReviewGrants, seat=who.seat, ended_at=None)
    return [row for row in rows if row.first_day <= today <= row.last_day]


def covers_all(grant: ReviewGrants.Row) -> bool:
    """Whether it names neither units nor cases."""
    return not grant.units and not grant.cases


def _none(who: Identity) -> NoGrant:
    return NoGrant(
        f"no grant to {who.seat} covers this today",
        remedy="ask the leading group or a leader for a grant with the number of its decision",
    )
