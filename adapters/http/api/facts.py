"""Audit replay: the facts of a case, of a stream, or of the whole log, exactly as they are stored."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from adapters.http.api.case import case_row
from adapters.http.parameters import OfCase, Timed
from adapters.http.question import Asked, Question
from adapters.http.shapes import Shape, Time, TimedShape
from adapters.http.visibility import is_shown
from application.recorder import Row
from domain.aggregates.case_access import access_stream
from domain.events.access import CaseViewed
from domain.events.base import topic_of, topics
from projections.case_history import CaseHistory
from projections.looks import Looks


class StoredFact(Shape):
    """One stored fact. `body` is its JSON; times in it are as they were written."""

    position: int
    stream: UUID
    version: int
    topic: str
    is_told: bool = Field(description="Told by a person or another system; false where a rule derived it.")
    recorded_at: Time
    body: dict[str, Any]


class StoredFacts(TimedShape):
    """Facts in order of their positions."""

    items: list[StoredFact]
    next_after: int = Field(description="Ask on with `after_position` of this.")


class FactsParams(Timed):
    """Where to begin in the log."""

    after_position: Annotated[int, Field(ge=0, le=2**53)] = 0
    limit: Annotated[int, Field(ge=1, le=1000)] = 100


def facts_of_case(asked: Asked) -> StoredFacts:
    """Every fact of a case across all its streams. Raises NotFound, NotYours."""
    case = case_row(asked).case
    text = 'SELECT stream, position, topic FROM {history} WHERE "case" = %s'
    known = asked.api.reader.query(text, asked.as_of, [case], history=CaseHistory)
    looks = asked.api.reader.rows(Looks, asked.as_of, case=case)
    known += [(access_stream(case), look.position, topic_of(CaseViewed)) for look in looks]
    positions = {position for _, position, topic in known if is_shown(asked.who, topic)}
    streams = {stream for stream, position, _ in known if position in positions}
    rows = [row for stream in streams for row in asked.api.facts.stream_rows(stream, 0) if row.position in positions]
    return _answer(sorted(rows, key=lambda row: row.position))


def facts(asked: Asked) -> StoredFacts:
    """A part of the whole log."""
    params: FactsParams = asked.params
    rows = asked.api.facts.rows(params.after_position, params.limit)
    until = asked.as_of
    return _answer([row for row in rows if until is None or row.position <= until], params.after_position)


def _answer(rows: Iterable[Row], before: int = 0) -> StoredFacts:
    known = topics()
    items = [
        StoredFact(
            position=row.position,
            stream=row.stream,
            version=row.version,
            topic=row.topic,
            is_told=known[row.topic].told,
            recorded_at=row.recorded_at,
            body=json.loads(row.state),
        )
        for row in rows
    ]
    return StoredFacts(items=items, next_after=items[-1].position if items else before)


QUESTIONS = (
    Question("/api/cases/{case}/facts", "facts.read", "Its facts as stored", OfCase, StoredFacts, facts_of_case),
    Question("/api/facts", "log.read", "The log from a position", FactsParams, StoredFacts, facts),
)
