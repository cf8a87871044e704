"""删除个人信息: when what says who complained may go, and who may let it go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from domain.calendar import spans
from domain.errors import Refused
from domain.rules.law import Law
from domain.values import Citation

PERSONAL, RECORDING = "personal", "call_recording"
LEAST = 12
"""Months that personal data is kept after its case is over, where neither the text nor the office says more."""
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


class KeptTooShort(Refused):
    """An office may keep longer than the text, or than the least there is; never shorter."""

    code = "retention.too_short"


@dataclass(frozen=True)
class Keeping:
    """How long a kind of personal data is kept, and by whose word."""

    months: int
    counts_from: Literal["later_of_recorded_and_closed", "recorded"]
    set_by: Literal["edition", "office", "default"]
    basis: Citation | None = None


def keeping(law: Law, kind: str, by_office: Mapping[str, int]) -> Keeping:
    """The longer of what the edition's text and the office say; a year where neither says anything."""
    rule = law.edition.archive.retention.get(kind) if law.edition.archive else None
    own = by_office.get(kind, 0)
    if rule is None:
        return Keeping(own or LEAST, "later_of_recorded_and_closed", "office" if own else "default")
    basis = law.cite(rule.clause)
    if own > rule.span.n:
        return Keeping(own, rule.start, "office", basis)
    return Keeping(rule.span.n, rule.start, "edition", basis)


def require_long_enough(kind: str, months: int) -> None:
    """Refuse a time of keeping below the least. What a text asks for holds besides."""
    if months < LEAST:
        raise KeptTooShort(f"{kind} is kept at least {LEAST} months", remedy=f"set {LEAST} months or more")


def require_over(status: str, still_open: Iterable[str]) -> None:
    """Refuse while the case, or anything about it, is open."""
    if status not in OVER:
        raise CaseStillOpen(f"the case is {status}", remedy="close it first")
    open_now = sorted(set(still_open))
    if open_now:
        raise CaseStillOpen(f"still open about the case: {', '.join(open_now)}", remedy="bring these to their end first")


def require_time_over(
    law: Law, by_office: Mapping[str, int], recorded: Iterable[tuple[str, datetime]], over_since: datetime, now: datetime
) -> Citation | None:
    """Refuse while anything of the person must still be kept: what was recorded when, by kind.

    The clause that lets it go, where the edition has one.
    """
    basis: Citation | None = None
    for kind, at in recorded:
        rule = keeping(law, kind, by_office)
        start = at if rule.counts_from == "recorded" else max(at, over_since)
        due = spans.months(start, rule.months)
        if due.holds(now):
            raise MustStayForNow(
                f"{kind} must be kept until {due.due_at.isoformat()}", remedy="come back after that", basis=rule.basis
            )
        basis = basis or rule.basis
    return basis
