"""What already happened to a deadline asked about: in time or late, and by how much."""

from __future__ import annotations

from typing import Any

from application.due.question import read_instant
from domain.calendar import Calendar, beijing
from domain.rules.deadlines import NewDeadline


def what_happened(calendar: Calendar, deadline: NewDeadline, facts: dict[str, str]) -> dict[str, Any]:
    """Whether the earliest told step that ends the deadline came in time; nothing where none is told."""
    times = [read_instant(facts[stop], stop)[0] for stop in deadline.limit.stops if stop in facts]
    if not times:
        return {}
    at, due = beijing(min(times)), deadline.due
    if due.holds(at):
        return {"late": False}
    late: dict[str, Any] = {"reason_required": True} if deadline.limit.explain_clause else {}
    late |= {"late": True, "late_seconds": int((at - due.due_at).total_seconds())}
    if due.in_time == "before":
        late["working_days_late"] = calendar.working_days_between(due.last_day, at.date())
    return late
