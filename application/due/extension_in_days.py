"""How often, how far and until when a deadline may be prolonged, where the text caps extensions in days of its own."""

from __future__ import annotations

from typing import Any

from application.due.question import Question, read_instant
from application.due.running import days_of, running
from application.due.shapes import basis_of, civil, due_fields
from domain.calendar import Calendar, beijing
from domain.errors import Refused
from domain.regulations.model import Edition, Extension
from domain.rules.extensions import (
    ExtensionRequest,
    RunningDeadline,
    added_at_most,
    extension_allowed,
    filing_window,
    limit_of,
)
from domain.rules.reckoning import length, reckon


def extension_in_days(
    edition: Edition, calendar: Calendar, question: Question, facts: dict[str, str]
) -> dict[str, Any]:
    """From the start of a deadline: where it stands after what was granted, and whether more is allowed."""
    rule = edition.extension
    assert rule is not None  # noqa: S101  (the clause asked about is this rule's)
    stages = running(edition, calendar, question, rule.limits, facts)
    base, deadline = stages[0], stages[-1]
    opening = filing_window(edition, calendar, deadline)
    answered: dict[str, Any] = {
        "edition": edition.id,
        "clause": question.clause,
        "start": civil(base.start),
        **due_fields(deadline.due),
        "base_last_day": base.due.last_day.isoformat(),
        "after": [stage.due.last_day.isoformat() for stage in stages[1:]],
        "outer_limit": _outer(edition, calendar, rule, base),
        "max_extension_days": opening.most,
        "latest_filing_day": opening.latest_day.isoformat(),
        "mode": rule.mode,
        "requires": list(rule.requires),
        **_ruling(edition, calendar, deadline, facts),
    }
    if beijing(base.start).date() < edition.effective_from:
        answered["hypothetical"] = True
    return {**answered, "basis": basis_of(edition, rule.clause)}


def _outer(edition: Edition, calendar: Calendar, rule: Extension, base: RunningDeadline) -> str | None:
    """The last day any extension can reach; None where their number is open."""
    limit = limit_of(edition, base)
    most = added_at_most(rule, length(limit.span, base.facts))
    if most is None:
        return None
    return reckon(calendar, limit.span, base.start, base.facts, added=most).last_day.isoformat()


def _ruling(edition: Edition, calendar: Calendar, deadline: RunningDeadline, facts: dict[str, str]) -> dict[str, Any]:
    asked = days_of(facts, "requested")
    if not asked:
        return {}
    rule = edition.extension
    filed = read_instant(facts["filed"], "filed")[0] if "filed" in facts else deadline.start
    request = ExtensionRequest(amount=asked[0], filed_at=filed, parts=rule.requires if rule else ())
    try:
        ruling = extension_allowed(edition, calendar, deadline, request)
    except Refused as refused:
        return {"accepted": False, "reason": refused.detail, "code": refused.code, "remedy": refused.remedy}
    return {"accepted": True, "new_last_day": ruling.due.last_day.isoformat(), "new_due": civil(ruling.due.due_at)}
