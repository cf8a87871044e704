"""Cases found by words in what was written, for those who may read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Annotated, NamedTuple
from uuid import UUID

from pydantic import Field

from adapters.http.api.cases import EVER_HELD
from adapters.http.api.texts import IDENTITY
from adapters.http.disclosing import put_on_record
from adapters.http.parameters import Timed, Typed
from adapters.http.question import Asked, Question
from adapters.http.shapes import Shape, Time, TimedShape
from adapters.http.visibility import OF_LOOKING, is_shown, own_unit
from application.access import OF_IDENTITY
from domain.values import Handle
from projections.case_ledger import CaseLedger
from projections.custody import Custody
from projections.writings import Writings

SHOWN = 50
"""Cases in an answer."""
LINES = 500
"""Texts looked at for it."""
AROUND = 24
"""Characters shown before and after what was found."""

FOUND = """
SELECT c."case", c.number, c.title, c.status, c.unit, c.registered_at, w.position, w.field, w.handle
FROM {writings} w JOIN {ledger} c ON c."case" = w."case" WHERE w.handle = ANY (%s) AND w.topic <> ALL (%s)"""
NUMBERED = """
SELECT c."case", c.number, c.title, c.status, c.unit, c.registered_at, 0, 'number', c.title
FROM {ledger} c WHERE c.number = %s"""
NEWEST = 'ORDER BY c.registered_at DESC, c."case", 7'


class SearchParams(Timed):
    """Words, or a number."""

    q: Annotated[Typed, Field(min_length=1, max_length=200)] = Field(
        description="Words of at least two characters, all of which must stand in one text; or a case number."
    )


class Hit(Shape):
    """One text of a case that holds every word."""

    position: int = Field(description="The fact that holds it; 0 for a number.")
    field: str
    excerpt: str


class FoundCase(Shape):
    """A case with the texts that hold every word."""

    case: UUID
    number: str
    title: str | None
    status: str
    unit: str | None
    registered_at: Time
    hits: list[Hit]


class SearchAnswer(TimedShape):
    """Cases found, the newest first."""

    items: list[FoundCase]
    is_cut: bool = Field(description="There may be more: add a word.")


class Line(NamedTuple):
    """One text found, with the case it belongs to."""

    case: UUID
    number: str
    title: Handle
    status: str
    unit: str | None
    registered_at: datetime
    position: int
    field: str
    handle: Handle


def search(asked: Asked) -> SearchAnswer:
    """Cases the caller may see whose texts hold every word. Raises WordTooShort.

    Found by who complained, they are on record before they are shown.
    """
    query = asked.params.q
    if numbered := _lines(asked, NUMBERED, query.strip()):
        return _answer(asked, numbered, {line.handle: line.number for line in numbered})
    found = asked.api.search.search(query, with_persons=asked.who.role in OF_IDENTITY)
    untold = [] if is_shown(asked.who, *OF_LOOKING) else list(OF_LOOKING)
    every = _lines(asked, FOUND, list(found.texts), untold)
    among = set(list(dict.fromkeys(line.case for line in every[:LINES]))[:SHOWN])
    lines = [line for line in every[:LINES] if line.case in among]
    put_on_record(asked.api, asked.who, {line.case for line in lines if line.field in IDENTITY}, "found_by_search")
    shown = {
        line.handle: query if line.field in IDENTITY else excerpt(found.texts[line.handle], query) for line in lines
    }
    return _answer(asked, lines, shown, is_cut=found.is_cut or len(lines) < len(every))


def excerpt(text: str, query: str) -> str:
    """What stands around the first of the words, in one line."""
    line = " ".join(text.split())
    places = [line.casefold().find(word.casefold()) for word in query.split()]
    start = max(min((place for place in places if place >= 0), default=0) - AROUND, 0)
    end = start + 2 * AROUND + len(query)
    return ("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")


def _lines(asked: Asked, statement: str, *sought: str | Sequence[str]) -> list[Line]:
    own = own_unit(asked.who)
    mine, values = ("", [*sought]) if own is None else (f" AND c.{EVER_HELD}", [*sought, own])
    text = f"{statement}{mine} {NEWEST} LIMIT {LINES + 1:d}"
    views = {"writings": Writings, "ledger": CaseLedger, "custody": Custody}
    return [Line(*row) for row in asked.api.reader.query(text, asked.as_of, values, **views)]


def _answer(
    asked: Asked, lines: Sequence[Line], excerpts: Mapping[Handle, str], *, is_cut: bool = False
) -> SearchAnswer:
    titles = asked.api.house.desk.texts.read_many({line.title for line in lines})
    by_case = [list(of_case) for _, of_case in groupby(lines, key=attrgetter("case"))]
    items = [
        FoundCase(
            case=first.case,
            number=first.number,
            title=titles.get(first.title),
            status=first.status,
            unit=first.unit,
            registered_at=first.registered_at,
            hits=[Hit(position=hit.position, field=hit.field, excerpt=excerpts[hit.handle]) for hit in of_case],
        )
        for of_case in by_case
        for first in of_case[:1]
    ]
    return SearchAnswer(items=items, is_cut=is_cut)


QUESTIONS = (
    Question("/api/search", "texts.read", "Cases by words in their texts", SearchParams, SearchAnswer, search),
)
