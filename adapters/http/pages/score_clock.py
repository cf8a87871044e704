"""The clock an entry of a scorecard rests on: from what it ran, until when and why, and how late the thing was done."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from adapters.http.api.deadline import DeadlineLine, lines_of
from adapters.http.api.score_shapes import EntryLine
from adapters.http.pages.page import Sight
from adapters.http.pages.span_words import start_words
from adapters.http.pages.strip import Strip, strip_of
from adapters.http.pages.time_left import say_left
from adapters.http.remaining import remaining
from application.editions import EditionUnknown
from domain.events.base import topic_of
from domain.events.deadlines import DeadlineSet
from domain.regulations.clauses import Clause
from projections.case_history import CaseHistory
from projections.findings import FindingsView
from projections.timeliness import Timeliness


@dataclass(frozen=True)
class Clock:
    """The time limit whose miss a finding is."""

    line: DeadlineLine
    strip: Strip | None
    began: CaseHistory.Row
    """The fact that set it running."""
    runs_from: str
    """The step it runs from, in words."""
    over: str
    """By how much it was passed when the thing was done, or by now; empty where it no longer binds."""
    ground: Clause | None
    """What the text says of it, as it was when it ran."""


def clock_of(sight: Sight, entry: EntryLine | None) -> Clock | None:
    """The deadline a finding is the miss of; None where it is none's."""
    if entry is None or entry.case is None or entry.subject is None:
        return None
    asked, case, subject = sight.asked, UUID(entry.case), UUID(entry.subject)
    found = asked.api.reader.rows(FindingsView, asked.as_of, case=case, subject=subject, finding=entry.finding)
    deadline = found[0].deadline if found else None
    rows = asked.api.reader.rows(Timeliness, asked.as_of, case=case, subject=subject, deadline=deadline)
    if not rows:
        return None
    (line,), began = lines_of(asked, rows), _began(sight, rows[0])
    runs_from = sight.tongue(*start_words(began.details["started_by"]))
    return Clock(
        line,
        strip_of(line, asked.at, sight.tongue),
        began,
        runs_from,
        _over(sight, rows[0], line),
        _ground(sight, line),
    )


def _began(sight: Sight, row: Timeliness.Row) -> CaseHistory.Row:
    where = {"case": row.case, "stream": row.subject, "topic": topic_of(DeadlineSet)}
    rows: list[CaseHistory.Row] = sight.asked.api.reader.rows(CaseHistory, sight.asked.as_of, where=where)
    return next(each for each in rows if each.details["key"] == row.deadline)


def _over(sight: Sight, row: Timeliness.Row, line: DeadlineLine) -> str:
    if row.met_at is None and row.lapsed_at is not None:
        return ""
    at: datetime = row.met_at or sight.asked.at
    as_missed = msgspec.structs.replace(row, state="missed", lapsed_at=None)
    left = remaining(as_missed, line.derivation, at, sight.asked.calendar)
    return say_left(left, row.due_at, at, sight.tongue) if left is not None and left.is_over else ""


def _ground(sight: Sight, line: DeadlineLine) -> Clause | None:
    with suppress(EditionUnknown):
        known = sight.asked.api.house.desk.editions.edition(line.edition, line.edition_hash)
        return known.clauses.get(line.clause)
    return None
