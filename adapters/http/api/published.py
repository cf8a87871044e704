"""The public zone: masked questions and answers that a person confirmed; and what waits for one."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from pydantic import Field

from adapters.http.api.counting import Count, counts_of
from adapters.http.filters import where
from adapters.http.parameters import Paged, Params, Words
from adapters.http.question import Asked, Question
from adapters.http.shapes import Page, Shape, Time
from adapters.http.visibility import only_own
from projections.case_ledger import CaseLedger
from projections.publication import Publications as PublicationsView


class PublishedParams(Params):
    """Filters. There is no other moment than now: what was taken back shows nowhere."""

    kind: Words = ()
    unit: Words = ()
    limit: int = Field(default=20, ge=1, le=100)
    offset: int = Field(default=0, ge=0, le=1_000_000)


class PublicationsParams(Paged):
    """Filters."""

    state: Words = ()
    unit: Words = ()


class PublishedCase(Shape):
    """A case as everyone may read it."""

    publication: UUID
    kind: str
    unit: str | None
    title: str
    question: str
    reply: str
    published_at: Time


class Published(Shape):
    """A page of the public zone, newest first."""

    items: list[PublishedCase]
    by_kind: list[Count]
    total: int
    limit: int
    offset: int


class PublicationLine(Shape):
    """Where the publication of a case stands."""

    publication: UUID
    case: UUID
    state: str = Field(description="asked_back, drafted, published, withheld or retracted.")
    is_asked_back: bool = Field(description="The unit asks to keep it back, and nobody has ruled yet.")
    masked: list[str] = Field(description="What was found and masked in the draft.")
    kind: str
    unit: str | None
    published_at: Time | None
    ended_at: Time | None


class Publications(Page):
    """A page of publications, and how many there are in each state."""

    items: list[PublicationLine]
    by_state: list[Count]


def published(asked: Asked) -> Published:
    """What everyone may read now."""
    params: PublishedParams = asked.params
    filters = {"kind__in": params.kind, "unit__in": params.unit}
    shown = asked.api.reader.rows(
        PublicationsView,
        where={name: value for name, value in filters.items() if value},
        order=("-published_at", "publication"),
        limit=params.limit,
        offset=params.offset,
        state="published",
    )
    handles = {handle for row in shown for handle in (row.title, row.question, row.reply)}
    texts = asked.api.house.desk.texts.read_many(handles)
    return Published(
        items=[
            PublishedCase(
                publication=row.publication,
                kind=row.kind,
                unit=row.unit,
                title=texts.get(row.title, ""),
                question=texts.get(row.question, ""),
                reply=texts.get(row.reply, ""),
                published_at=row.published_at,
            )
            for row in shown
        ],
        by_kind=counts_of(_counted(asked, "kind, count(*)", (), (), "GROUP BY 1 ORDER BY 1")),
        total=_counted(asked, "count(*)", params.kind, params.unit)[0][0],
        limit=params.limit,
        offset=params.offset,
    )


def _counted(
    asked: Asked, what: str, kind: tuple[str, ...], unit: tuple[str, ...], tail: str = ""
) -> list[tuple[Any, ...]]:
    condition, values = where({"state": "published", "kind": kind, "unit": unit})
    text = f"SELECT {what} FROM {{publications}} p WHERE {condition} {tail}"
    return asked.api.reader.query(text, None, values, publications=PublicationsView)


def publications(asked: Asked) -> Publications:
    """Publications under the filters; a unit's roles see their own. Raises NotYours."""
    params: PublicationsParams = asked.params
    units = only_own(asked.who, params.unit)
    rows = asked.api.reader.rows(PublicationsView, asked.as_of, order=("-published_at", "publication"))
    if units:
        own = asked.api.reader.rows(CaseLedger, asked.as_of, where={"unit__in": units})
        cases = {row.case for row in own}
        rows = [row for row in rows if row.case in cases]
    found = [row for row in rows if not params.state or row.state in params.state]
    shown = found[params.offset : params.offset + params.limit]
    return Publications(
        items=[PublicationLine.model_validate(row) for row in shown],
        by_state=[Count(value=state, count=n) for state, n in sorted(Counter(row.state for row in rows).items())],
        total=len(found),
        limit=params.limit,
        offset=params.offset,
    )


QUESTIONS = (
    Question("/api/published", "published.read", "The public zone", PublishedParams, Published, published),
    Question(
        "/api/publications",
        "publications.read",
        "What is published, drafted or kept back",
        PublicationsParams,
        Publications,
        publications,
    ),
)
