"""What the text asks of a unit's list: which kinds, what each matter says, where it is put up."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from domain.errors import Refused
from domain.regulations.matter_list import MatterList
from domain.rules.law import Law
from domain.rules.requirements import StepNotForeseen, require
from domain.values import Citation


class MatterKindUnknown(Refused):
    """The text lists no such kind of matter, or has nothing of that name put up."""

    code = "matter.kind_unknown"


class MatterDayPast(Refused):
    """A list changes from today or from a later day, never for what has been."""

    code = "matter.day_past"


def matter_list_of(law: Law) -> MatterList:
    """What the text says about the list. Raises StepNotForeseen."""
    if law.edition.matter_list is None:
        raise StepNotForeseen(f"{law.edition.id} has units list no matters", remedy="nothing is listed here")
    return law.edition.matter_list


def check_matter(law: Law, kind: str, given: Collection[str]) -> Citation:
    """Refuse a matter of no kind the text knows, or one that leaves out what it asks for."""
    rule = matter_list_of(law)
    known = {each.code: each for each in rule.kinds}
    if kind not in known:
        raise MatterKindUnknown(
            f"no kind of matter {kind!r}", remedy=f"use one of: {', '.join(known)}", basis=law.cite(rule.clause)
        )
    basis = law.cite(known[kind].clause)
    require("the matter", known[kind].requires, given, basis)
    return basis


def check_posting(law: Law, what: str, places: Collection[str]) -> Citation:
    """Refuse what the text does not have put up, or somewhere else than it says."""
    rule = matter_list_of(law)
    if what not in rule.postings:
        known = ", ".join(rule.postings) or "none, the text has nothing put up"
        raise MatterKindUnknown(
            f"nothing called {what!r} is put up here", remedy=f"use one of: {known}", basis=law.cite(rule.clause)
        )
    posting = rule.postings[what]
    basis = law.cite(posting.clause)
    require("what is put up", (place.code for place in posting.places), places, basis)
    unknown = sorted(set(places) - {place.code for place in posting.places})
    if unknown:
        known = ", ".join(place.code for place in posting.places)
        raise MatterKindUnknown(f"no place {', '.join(unknown)}", remedy=f"use: {known}", basis=basis)
    return basis


def require_not_past(day: date, today: date, basis: Citation) -> None:
    """Refuse a day that is over."""
    if day < today:
        raise MatterDayPast(f"{day} is over", remedy=f"name {today} or a later day", basis=basis)
