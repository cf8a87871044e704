"""删除个人信息: when what says who complained may go, and who may let it go."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from domain.calendar import spans
from domain.errors import Refused
from domain.rules.law import Law
from domain.values import Citation

PERSONAL = "personal"
"""What an edition would call the time of keeping of who complained."""
LEAST = 12
"""Months that personal data is kept after its case is over, where the text names no time."""
OVER = frozenset({"refused", "answered_directly", "transferred", "closed", "followed_up", "archived"})
"""States in which a case is over."""


class CaseStillOpen(Refused):
    """While anything about the case is open, those who handle it need to know whose it is."""

    code = "erasure.case_open"


class MustStayForNow(Refused):
    """Its time of keeping is not over."""

    code = "erasure.must_be_kept"


class HeldBack(Refused):
    """A court, an inquiry, an audit or an archive needs the case whole."""

    code = "erasure.held"


class SamePerson(Refused):
    """Whoever proposed cannot decide."""

    code = "erasure.same_person"


class NotAtThisPoint(Refused):
    """The erasure does not stand where this follows."""

    code = "erasure.not_at_this_point"


class NotTheHolder(Refused):
    """Another office holds it back."""

    code = "erasure.not_the_holder"


def keeping(law: Law, kind: str) -> tuple[int, str, Citation | None]:
    """Months a kind of personal data is kept, what they count from, and by whose word: the text's, else the least."""
    rule = law.edition.archive.retention.get(kind) if law.edition.archive else None
    if rule is None:
        return LEAST, "later_of_recorded_and_closed", None
    return rule.span.n, rule.start, law.cite(rule.clause)


def require_over(status: str, still_open: Callable[[], Iterable[str]]) -> None:
    """Refuse while the case, or anything about it, is open; that is asked for only where the case is over."""
    if status not in OVER:
        raise CaseStillOpen(f"the case is {status}", remedy="close it first")
    open_now = sorted(set(still_open()))
    if open_now:
        raise CaseStillOpen(
            f"still open about the case: {', '.join(open_now)}", remedy="bring these to their end first"
        )


def require_time_over(
    law: Law, recorded: Iterable[tuple[str, datetime]], over_since: datetime, now: datetime
) -> Citation | None:
    """Refuse while anything of the person must still be kept: what was recorded when, by kind.

    The clause that lets it go, where the edition has one.
    """
    ground: Citation | None = None
    for kind, at in recorded:
        months, counts_from, basis = keeping(law, kind)
        due = spans.months(at if counts_from == "recorded" else max(at, over_since), months)
        if due.holds(now):
            until = due.due_at.isoformat()
            raise MustStayForNow(f"{kind} must be kept until {until}", remedy="come back after that", basis=basis)
        ground = ground or basis
    return ground
