"""The public zone: masked questions and answers that a person confirmed; and what waits for one."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from pydantic import Field

from adapters.http.api.counting import Count
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
    rows = asked.api.reader.rows(PublicationsView, state="published", order=("-published_at", "publication"))
    found = [
        row
        for row in rows
        if (not params.kind or row.kind in params.kind) and (not params.unit or row.unit in params.unit)
    ]
    shown = found[params.offset : params.offset + params.limit]
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
        by_kind=[Count(value=kind, count=count) for kind, count in sorted(Counter(row.kind for row in rows).items())],
        total=len(found),
        limit=params.limit,
        offset=params.offset,
    )


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
