"""How due times, days and grounds look in an answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from domain.calendar import DayStep, Due, beijing
from domain.regulations.model import Edition


def civil(instant: datetime) -> str:
    """An instant as ISO text on the civil clock, +08:00."""
    return beijing(instant).isoformat()


def due_fields(due: Due) -> dict[str, Any]:
    """A due time with its days."""
    fields: dict[str, Any] = {
        "due": civil(due.due_at),
        "in_time": due.in_time,
        "last_day": due.last_day.isoformat(),
        "provisional": due.provisional,
    }
    if due.provisional:
        years = sorted({step.day.year for step in due.derivation if step.provisional})
        fields["recompute_when"] = f"{' and '.join(map(str, years))} schedule loaded"
    if due.target_day is not None:
        fields |= {"target_day": due.target_day.isoformat(), "breach_after": civil(due.due_at)}
    if due.not_before is not None:
        fields["window_from"] = due.not_before.isoformat()
    if any(step.why == "carried_over" for step in due.derivation):
        fields["carried_over"] = True
    fields["derivation"] = [_day(step) for step in due.derivation]
    return fields


def _day(step: DayStep) -> dict[str, Any]:
    shown = {"day": step.day.isoformat(), "why": step.why, "number": step.number, "note": step.note}
    shown |= {"notice": step.notice, "provisional": step.provisional}
    return {name: value for name, value in shown.items() if value}


def basis_of(edition: Edition, clause_id: str, source: str = "clause") -> dict[str, Any]:
    """The ground of an answer: the clause in one exact text, restated."""
    clause, cited = edition.clauses[clause_id], edition.citation(clause_id)
    return {
        "edition": cited.edition,
        "hash": cited.hash,
        "clause": cited.clause,
        "at": clause.at,
        "source": source,
        "says": {"zh": clause.says.zh, "en": clause.says.en},
    }
