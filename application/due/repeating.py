"""The days on which something that repeats falls due."""

from __future__ import annotations

from datetime import date
from typing import Any

from application.due.question import read_day
from domain.calendar import Calendar, midnight
from domain.rules.deadlines import NewDeadline
from domain.rules.reckoning import reckon

MOST = 500
"""Days told at the most."""


def repetitions(calendar: Calendar, first: NewDeadline, facts: dict[str, str]) -> dict[str, Any]:
    """The due days up to the day it ends (`until`), each reckoned from the one before; the first where it is open."""
    until = read_day(facts["until"], "until") if "until" in facts else first.due.last_day
    days: list[date] = []
    due = first.due
    while due.last_day <= until and len(days) < MOST:
        days.append(due.last_day)
        due = reckon(calendar, first.limit.span, midnight(due.last_day), first.facts)
    return {"report_days": [day.isoformat() for day in days], "count": len(days)}
