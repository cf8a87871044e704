"""How a reaction tells somebody: whom, by which ways, in which words; each once, named after its cause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

import msgspec

from application.ids import named_after
from application.outbox import Post
from application.reactions.base import Surroundings
from application.store import Store
from domain.aggregates.notice import OFFICE, Notice
from domain.aggregates.organisation import Unit, unit_stream
from domain.events.base import Event
from domain.events.casework import ComplaintDispatchConfirmed
from domain.events.complaint import ComplaintDispatched, ComplaintRegistered, ComplaintReturnRuled
from domain.events.findings import FindingRecorded
from domain.events.notice import NoticeQueued, Recipient, Way
from domain.values import SYSTEM, Act, Place, UnitId

THE_OFFICE = Recipient("office")
THE_COMPLAINANT = Recipient("complainant")


def tell(
    surroundings: Surroundings,
    place: Place,
    fact: Event,
    template: str,
    recipients: Iterable[Recipient],
    **values: str,
) -> bool:
    """Queue one notice for each recipient and way, in one command; whether it was. Of an imported fact nobody is told.

    They are queued now, whenever the fact happened: after an outage that is much later.
    """
    if fact.act.imported:
        return False
    if fact.case is None:
        values["subject"] = str(place.stream)  # what it is about belongs to no case, and has a page of its own
    desk = surroundings.desk
    act = Act(actor=SYSTEM, role="system", occurred_at=desk.clock.now(), cause=place.position)
    notices = []
    for recipient, way in _copies(surroundings.post, recipients):
        who = recipient.seat or recipient.unit or ""
        id = named_after(place, f"notice:{template}:{way}:{recipient.recipient}:{who}")
        queued = NoticeQueued(
            template=template, way=way, values=values, case=fact.case, act=act, **msgspec.structs.asdict(recipient)
        )
        notices.append(Notice.queue(id, queued))
    return not desk.store.save(*notices, command_id=named_after(place, f"tell:{template}")).repeated


def unit(code: UnitId | None) -> tuple[Recipient, ...]:
    """A unit as a whole; nobody where there is none."""
    return () if code is None else (Recipient("unit", unit=code),)


def seats_as(store: Store, code: UnitId, role: str) -> tuple[Recipient, ...]:
    """The seats of a role in a unit, the deputy for a vacant one; the unit as a whole where nobody is there."""
    seats = store.get(Unit, unit_stream(code)).seats
    found: dict[str, Recipient] = {}
    for known in seats.values():
        holder = seats.get(known.deputy) if known.is_vacant and known.deputy else known
        if known.role == role and holder is not None and not holder.is_vacant:
            found[holder.seat] = Recipient("seat", unit=code, seat=holder.seat, role=holder.role)
    return tuple(found.values()) or unit(code)


def complainant(surroundings: Surroundings, case: UUID | None) -> tuple[Recipient, ...]:
    """The complainant, where text messages go out and a contact was given; a number that is none fails later."""
    if case is None or surroundings.post.sms is None:
        return ()
    first = surroundings.desk.store.opening(case)
    is_known = isinstance(first, ComplaintRegistered) and first.contact is not None
    return (THE_COMPLAINANT,) if is_known else ()


def recorded_as(store: Store, place: Place, key: str) -> FindingRecorded | None:
    """The finding of a key, as it was established in the stream of a later fact about it."""
    facts = (fact for _, fact in store.stream(place.stream))
    return next((fact for fact in facts if isinstance(fact, FindingRecorded) and fact.key == key), None)


def unit_then(store: Store, place: Place) -> UnitId | None:
    """The unit that held a case just before one of its facts, however late this is asked."""
    held: UnitId | None = None
    for known, fact in store.stream(place.stream):
        if known.version >= place.version:
            break
        match fact:
            case ComplaintRegistered():
                held = fact.act.on_behalf_of
            case ComplaintDispatched():
                held = fact.unit
            case ComplaintReturnRuled(granted=True) | ComplaintDispatchConfirmed(decision="not_accept"):
                held = None
    return held


def _copies(post: Post, recipients: Iterable[Recipient]) -> Iterator[tuple[Recipient, Way]]:
    """In the pages for everyone inside, and a letter to each seat among them that has a letter box."""
    mailed: dict[str, Recipient] = {}
    for recipient in recipients:
        if recipient.recipient == "complainant":
            yield recipient, "sms"
            continue
        yield recipient, "in_app"
        if post.mail is None or post.addresses is None:
            continue
        role = OFFICE if recipient.recipient == "office" else None
        by_unit = recipient.unit if recipient.seat is None else None
        for seat in post.addresses.mailed(seat=recipient.seat, unit=by_unit, role=role):
            mailed[seat] = Recipient("seat", unit=recipient.unit, seat=seat, role=recipient.role or role)
    for copy in mailed.values():
        yield copy, "mail"
