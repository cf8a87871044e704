"""保存期限: how long what was added to a case must be kept, at the least."""

from __future__ import annotations

from datetime import datetime

from domain.calendar import Calendar
from domain.errors import Refused
from domain.regulations.model import Edition
from domain.rules.reckoning import reckon
from domain.values import Attached, Citation

RECORDING = "call_recording"


class MustBeKept(Refused):
    """The least time of keeping is not over, or the text names none, so that it is kept."""

    code = "material.must_be_kept"


def kind_of(attached: Attached) -> str:
    """What a text about keeping calls it: a recording, or material."""
    return RECORDING if attached.media_type.startswith("audio/") else "material"


def require_erasable(
    edition: Edition,
    calendar: Calendar,
    attached: Attached,
    added_at: datetime,
    closed_at: datetime | None,
    now: datetime,
) -> Citation:
    """The clause under which a file may be erased now. Raises MustBeKept."""
    rule = edition.archive.retention.get(kind_of(attached)) if edition.archive else None
    if rule is None:
        raise MustBeKept(
            f"{edition.id} sets no time after which {kind_of(attached)} may be erased",
            remedy="keep it; erasing the applicant's own data is another matter (forgetting)",
        )
    basis = edition.citation(rule.clause)
    if rule.start == "later_of_recorded_and_closed" and closed_at is None:
        raise MustBeKept("its time of keeping begins when the case is closed", remedy="close the case", basis=basis)
    start = max(added_at, closed_at) if closed_at and rule.start != "recorded" else added_at
    due = reckon(calendar, rule.span, start, {})
    if due.holds(now):
        raise MustBeKept(f"it must be kept until {due.due_at.isoformat()}", remedy="come back after that", basis=basis)
    return basis
