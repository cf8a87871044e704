"""问责: who may examine a file, and which measure a grade allows."""

from __future__ import annotations

from domain.errors import Refused
from domain.regulations.accountability import Accountability, Grade
from domain.rules.law import Law
from domain.values import Act, SeatId, UnitId


class AccountabilityUnknown(Refused):
    """The edition says nothing of who examines, of this grade, this measure or this body."""

    code = "accountability.unknown"


class ConflictOfInterest(Refused):
    """Nobody examines a file of the own unit, or one that rests on the own finding."""

    code = "accountability.conflict_of_interest"


def accountability_of(law: Law) -> Accountability:
    """Accountability as the edition has it. Raises AccountabilityUnknown."""
    rules = law.edition.accountability
    if rules is None:
        raise AccountabilityUnknown(
            f"{law.edition.id} does not say who examines a file", remedy="let the edition say it, from a date"
        )
    return rules


def require_examiner(law: Law, act: Act, unit: UnitId, established_by: SeatId | None) -> None:
    """Refuse who may not examine, who belongs to the unit, and who established the finding the file rests on."""
    rules = accountability_of(law)
    basis = law.cite(rules.clause)
    if act.role not in rules.examined_by:
        raise AccountabilityUnknown(
            f"{act.role} does not examine files here",
            remedy=f"this is for: {', '.join(rules.examined_by)}",
            basis=basis,
        )
    if act.on_behalf_of == unit:
        raise ConflictOfInterest(
            f"{act.actor} belongs to {unit}", remedy="somebody of another unit must examine this file", basis=basis
        )
    if established_by is not None and act.actor == established_by:
        raise ConflictOfInterest(
            f"{act.actor} established the finding this file rests on",
            remedy="another seat must examine this file",
            basis=basis,
        )


def require_measure(law: Law, grade: str, measures: tuple[str, ...]) -> Grade:
    """The grade, where it allows every measure. Raises AccountabilityUnknown naming what it allows."""
    rules = accountability_of(law)
    found = rules.grade(grade)
    if found is None:
        known = ", ".join(each.code for each in rules.grades)
        raise AccountabilityUnknown(f"no grade {grade!r}", remedy=f"use one of: {known}", basis=law.cite(rules.clause))
    allowed = [each.code for each in found.measures]
    wrong = [measure for measure in measures if measure not in allowed]
    if wrong or not measures:
        raise AccountabilityUnknown(
            f"{grade} does not allow {', '.join(wrong) or 'nothing'}",
            remedy=f"use some of: {', '.join(allowed)}" if allowed else "a file of this grade is referred",
            basis=law.cite(found.clause),
        )
    return found


def require_body(law: Law, body: str) -> None:
    """Refuse a body the text does not refer files to."""
    rules = accountability_of(law)
    known = [each.code for each in rules.referred_to]
    if body not in known:
        raise AccountabilityUnknown(
            f"files are not referred to {body!r}",
            remedy=f"use one of: {', '.join(known) or 'none, the text names no body'}",
            basis=law.cite(rules.clause),
        )
