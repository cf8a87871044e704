"""An extension without an upper limit: for which matters, on what grounds, to which day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from domain.calendar import Calendar, Due, beijing, spans
from domain.errors import Refused
from domain.regulations.model import Edition, OpenExtension
from domain.rules.extensions import (
    ExtensionMissesParts,
    ExtensionNotForThisMatter,
    ExtensionTooLate,
    RunningDeadline,
    limit_of,
)
from domain.rules.reckoning import NotProlongable, warn_at
from domain.values import Citation, Value


class ExtensionWithoutGround(Refused):
    """None of the grounds the edition names, or not all where it asks for all."""

    code = "extension.no_ground"


class ExtensionNotLater(Refused):
    """The day named is not after the one the deadline has."""

    code = "extension.not_later"


class OpenRequest(Value, frozen=True):
    """More time asked for without a limit: the matter's tags, the grounds, the day named, what came with it."""

    classes: tuple[str, ...]
    grounds: tuple[str, ...]
    until: date | None
    filed_at: datetime
    parts: tuple[str, ...]
    """Codes of what was handed in: contact_record, reason."""


class OpenRuling(Value, frozen=True):
    """An allowed extension to a day that was named."""

    due: Due
    warn_at: datetime
    basis: Citation


def tags_and_wider(edition: Edition, tags: Collection[str]) -> frozenset[str]:
    """The tags of a matter, with the wider classes they are part of."""
    within = {each.code: each.within for each in (edition.intake.classes if edition.intake else ())}
    return frozenset(tags) | {wider for tag in tags if (wider := within.get(tag))}


def open_extension_of(edition: Edition, name: str) -> OpenExtension:
    """The edition's open extension for deadlines of a name. Raises NotProlongable where it has none."""
    if edition.open_extension is None or name not in edition.open_extension.limits:
        raise NotProlongable(f"{edition.id} does not prolong {name} to a day of choice", remedy="answer in time")
    return edition.open_extension


def open_extension_allowed(
    edition: Edition, calendar: Calendar, deadline: RunningDeadline, request: OpenRequest
) -> OpenRuling:
    """The due time of an extension to a day that was named.

    Raises ExtensionNotForThisMatter, ExtensionWithoutGround, ExtensionMissesParts, ExtensionTooLate,
    ExtensionNotLater or NotProlongable.
    """
    rule = open_extension_of(edition, deadline.name)
    basis = edition.citation(rule.clause)
    if not tags_and_wider(edition, request.classes) & set(rule.classes):
        raise ExtensionNotForThisMatter(
            f"the matter is tagged {', '.join(request.classes) or 'with nothing'}",
            remedy=f"it is for matters tagged {' or '.join(rule.classes)}",
            basis=basis,
        )
    _check_grounds(rule, request.grounds, basis)
    given = {*request.parts, *(["until"] if request.until else [])}
    missing = [part for part in rule.requires if part not in given]
    if request.until is None or missing:
        raise ExtensionMissesParts(
            "concrete due date required" if "until" in missing else f"missing: {', '.join(missing)}",
            remedy="name the day, and hand in every required part",
            basis=basis,
        )
    if not deadline.due.holds(request.filed_at):
        raise ExtensionTooLate("filed after due", remedy="it must be filed while the deadline runs", basis=basis)
    if request.until <= deadline.due.last_day:
        raise ExtensionNotLater(
            f"{request.until} is not after {deadline.due.last_day}", remedy="name a later day", basis=basis
        )
    due = spans.given_day(request.until)
    begun = max(deadline.start, beijing(request.filed_at))
    return OpenRuling(due=due, warn_at=warn_at(calendar, limit_of(edition, deadline), begun, due), basis=basis)


def _check_grounds(rule: OpenExtension, grounds: tuple[str, ...], basis: Citation) -> None:
    known = [ground.code for ground in rule.grounds]
    given = [ground for ground in grounds if ground in known]
    enough = len(set(given)) == len(known) if rule.grounds_needed == "all" else bool(given)
    if not enough or len(given) != len(grounds):
        needed = "all of" if rule.grounds_needed == "all" else "one of"
        raise ExtensionWithoutGround(
            f"no such ground among {', '.join(grounds) or 'none given'}",
            remedy=f"name {needed}: {', '.join(known)}",
            basis=basis,
        )
