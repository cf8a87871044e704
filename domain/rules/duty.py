"""What the text asks of the service desk on a day of duty."""

from __future__ import annotations

from datetime import datetime

from domain.errors import Refused
from domain.regulations.duty import Duty
from domain.regulations.parts import Named
from domain.rules.deadlines import NewDeadline, derived, new_deadline
from domain.rules.law import Law


class NoDuty(Refused):
    """The edition in force knows no duty desk."""

    code = "shift.no_duty_desk"


class DutyCodeUnknown(Refused):
    """The text names no such way of checking, or no such sort of entry."""

    code = "shift.code_unknown"


def duty_of(law: Law) -> Duty:
    """The duty desk of the edition. Raises NoDuty."""
    if law.edition.duty is None:
        raise NoDuty(f"{law.edition.id} has no duty desk", remedy="nothing is rostered here")
    return law.edition.duty


def check_deadlines(law: Law, day_begins: datetime) -> tuple[NewDeadline, ...]:
    """The checks a day of duty owes, each until its own time."""
    return tuple(
        new_deadline(
            law.edition,
            law.calendar,
            law.edition.limit(check.limit),
            day_begins,
            derived(law.calendar, day_begins, {"session": check.code}),
        )
        for check in duty_of(law).checks
    )


def require_named(law: Law, code: str, known: tuple[Named, ...]) -> None:
    """Refuse a code that the text does not name. Raises DutyCodeUnknown."""
    if code not in {each.code for each in known}:
        raise DutyCodeUnknown(
            f"{code!r} is not named here",
            remedy=f"name one of: {', '.join(each.code for each in known)}",
            basis=law.cite(duty_of(law).clause),
        )
