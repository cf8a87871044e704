"""How long a record must be kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from application.due.question import Question, Unanswerable, is_day_only, read_day, read_instant
from application.due.shapes import basis_of, civil, due_fields
from domain.calendar import beijing, midnight, spans
from domain.calendar.days import ONE_DAY
from domain.regulations.answers import Retention
from domain.regulations.model import Edition


def retention_of(edition: Edition, clause: str) -> Retention | None:
    """The duty to keep that a clause lays down, if it does."""
    kept = edition.archive.retention.values() if edition.archive is not None else ()
    return next((retention for retention in kept if retention.clause == clause), None)


def retention_answer(
    edition: Edition, retention: Retention, question: Question, facts: dict[str, str]
) -> dict[str, Any]:
    """Through which day it is kept and from which it may go. Raises Unanswerable without the closing day."""
    start, assumed = _instant(question.start, "start")
    closed = facts.get("order_closed") or facts.get("closed")
    if retention.start == "later_of_recorded_and_closed":
        if closed is None:
            raise Unanswerable(
                "it is kept from the later of recording and closing: when was the order closed?",
                remedy="give the fact order_closed, or take the reading that counts from the recording",
            )
        start = max(start, _instant(closed, "order_closed")[0])
    due = spans.months(start, retention.span.n)
    answered = {
        "edition": edition.id,
        "clause": question.clause,
        "start": civil(start),
        "kept_through": due.last_day.isoformat(),
        "earliest_deletion": (due.last_day + ONE_DAY).isoformat(),
        **due_fields(due),
        "basis": basis_of(edition, retention.clause),
    }
    if assumed:
        answered["zone_assumed"] = True
    if beijing(start).date() < edition.effective_from:
        answered["hypothetical"] = True
    return answered


def _instant(text: str, name: str) -> tuple[datetime, bool]:
    if is_day_only(text):
        return midnight(read_day(text, name)), False
    return read_instant(text, name)
