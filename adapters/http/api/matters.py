"""Lists of matters: what each unit says it deals with, in how many days, and where it put that up."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from adapters.http.parameters import Timed, Word, Words
from adapters.http.question import Asked, Question
from adapters.http.shapes import Shape, Time, TimedShape
from domain.calendar import beijing
from projections.matter_lists import ListedMatters, ListPostings


class MattersParams(Timed):
    """Filters."""

    unit: Words = ()
    on: date | None = Field(default=None, description="As the lists read on a day; that of `at` by default.")


class OfList(Timed):
    """Whose list."""

    unit: Word


class MatterLine(Shape):
    """A matter, as it reads from a day on."""

    unit: str
    item: str
    kind: str
    title: str
    days: int | None = Field(description="The working days the unit gives itself; none where it gives none.")
    way_up: str | None
    since: date
    until: date | None = Field(description="The last day it reads so, where that is known.")
    holds: bool = Field(description="On the day asked about.")
    clause: str
    edition: str


class PostingLine(Shape):
    """What a unit put up, as it was put up last."""

    unit: str
    what: str
    places: list[str]
    since: date
    posted_at: Time
    clause: str
    edition: str


class Matters(TimedShape):
    """The lists, every wording of every matter, and what was put up."""

    on: date
    items: list[MatterLine]
    postings: list[PostingLine]


def matters(asked: Asked) -> Matters:
    """What was listed by then. A list is for everybody to read, so its words are too."""
    params: MattersParams = asked.params
    return listed(asked, params.unit, params.on or beijing(asked.at).date())


def listed(asked: Asked, units: tuple[str, ...] | list[str], on: date) -> Matters:
    """Of these units, or of all."""
    where: dict[str, Any] = {"unit__in": list(units)} if units else {}
    reader = asked.api.reader
    rows = reader.rows(ListedMatters, asked.as_of, where=where, order=("unit", "item", "since"))
    handles = [handle for row in rows for handle in (row.title, row.way_up) if handle is not None]
    texts = asked.api.house.desk.texts.read_many(handles) if handles else {}
    posted = reader.rows(ListPostings, asked.as_of, where=where, order=("unit", "what"))
    names = [name for name in MatterLine.model_fields if name not in {"title", "way_up", "holds"}]
    return Matters(
        on=on,
        items=[
            MatterLine.model_validate(
                {name: getattr(row, name) for name in names}
                | {
                    "title": texts.get(row.title, row.item),
                    "way_up": texts.get(row.way_up),
                    "holds": row.holds_on(on),
                }
            )
            for row in rows
        ],
        postings=[
            PostingLine.model_validate({name: getattr(row, name) for name in PostingLine.model_fields})
            for row in posted
        ],
    )


QUESTIONS = (
    Question("/api/matters", "published.read", "Lists of matters that units publish", MattersParams, Matters, matters),
)
