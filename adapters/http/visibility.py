"""Whose case it is: roles of a unit see and touch their own unit's cases only."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from adapters.http.needs import Api
from adapters.http.refused import NotYours
from application.access import MAY, OF_OWN_CASE, OF_OWN_UNIT
from application.commands import Command, ProposeNo
from application.concerned import concerns
from application.identity import Identity
from application.verbs import Verb
from domain.aggregates.complaint import Complaint
from domain.aggregates.judged import Judged
from domain.aggregates.subject import Subject
from domain.errors import NotFound
from domain.events.access import BundleExported, CaseViewed, IdentityDisclosed
from domain.events.base import Event, topic_of
from domain.events.identifying import IdentityApproved, IdentityDenied, IdentityRequested
from domain.values import UnitId

LOOKING: tuple[type[Event], ...] = (
    BundleExported,
    CaseViewed,
    IdentityApproved,
    IdentityDenied,
    IdentityDisclosed,
    IdentityRequested,
)
OF_LOOKING = frozenset(topic_of(fact) for fact in LOOKING)
"""Facts of who looked into a case, or asked to. Whom a review is about learns of none."""


def is_shown(who: Identity, *topics: str) -> bool:
    """Whether a caller sees facts of these topics in the history of a case."""
    return OF_LOOKING.isdisjoint(topics) or "disclosures.read" in MAY[who.role]


def own_unit(who: Identity) -> UnitId | None:
    """The one unit a caller is bound to; None for the offices, which see every unit."""
    return (who.unit or UnitId("")) if who.role in OF_OWN_UNIT else None


def only_own(who: Identity, asked: tuple[str, ...]) -> tuple[str, ...]:
    """The units a list is narrowed to. Raises NotYours where a caller asks for another's."""
    own = own_unit(who)
    if own is None:
        return asked
    for unit in asked:
        if unit != own:
            raise _not_yours(own)
    return (own,)


def require_visible(api: Api, who: Identity, case: UUID) -> None:
    """Refuse a case that never was the caller's unit's, or is a citizen's. Raises NotFound, NotYours."""
    if who.role in OF_OWN_CASE:
        raise _not_by_token()
    own = own_unit(who)
    facts = [fact for _, fact in api.house.desk.store.stream(case)] if own is not None else []
    if own is not None and not facts:
        raise NotFound(f"there is no case {case}", remedy="check the id")
    if own is not None and not concerns(facts, own):
        raise _not_yours(own)


def require_party(api: Api, who: Identity, case: UUID | None, units: Iterable[UnitId]) -> None:
    """Refuse what several units share to a unit that takes no part and never had the case. Raises NotYours."""
    own = own_unit(who)
    if own is not None and own not in set(units):
        if case is None:
            raise _not_yours(own)
        require_visible(api, who, case)


def require_file_taker(api: Api, who: Identity, case: UUID) -> None:
    """Refuse a file for a case that is not there, or not the caller's. Raises NotFound, NotYours."""
    require_visible(api, who, case)
    api.house.desk.store.get(Complaint, case)


def require_touchable(api: Api, who: Identity, verb: Verb, target: UUID | str | None, command: Command) -> None:
    """Refuse a command on a case or another subject that another unit holds now. Raises NotFound, NotYours."""
    if who.role in OF_OWN_CASE and verb.target != "none":
        raise _not_by_token()
    own = own_unit(who)
    if own is None:
        return
    store = api.house.desk.store
    if isinstance(command, ProposeNo):
        target = command.complaint
        if command.unit != own:
            raise _not_yours(own)
    if not isinstance(target, UUID) or verb.target == "notice":  # whom it is for, the notice itself knows
        return
    if verb.target == "judged":
        require_judged(api, who, target)
        return
    if verb.target not in {"complaint", "none"}:
        if own not in store.get(Subject, target).units:
            raise _not_yours(own)
        return
    require_visible(api, who, target)
    complaint = store.get(Complaint, target)
    is_held = complaint.unit in {None, own} or own in complaint.assisting
    if not is_held and verb.resource == "complaints" and not verb.action.startswith("findings."):
        raise _not_yours(own)


def require_judged(api: Api, who: Identity, subject: UUID) -> None:
    """Refuse a finding about what never was the caller's unit's. Raises NotFound, NotYours.

    A finding stays with the unit it is about, also where the case went on to another.
    """
    judged = api.house.desk.store.get(Judged, subject)
    if isinstance(judged, Complaint):
        require_visible(api, who, subject)
    else:
        about = {each.recorded.unit for each in judged.findings.values() if each.recorded.unit}
        require_party(api, who, judged.case, about)


def _not_by_token() -> NotYours:
    return NotYours("a citizen touches only the own case", remedy="open it with its number and code at /track")


def _not_yours(own: UnitId) -> NotYours:
    return NotYours(f"this is not {own or 'your unit'}'s", remedy="ask the unit that holds it, or the office")
