"""Lists of cases: filtered, counted by status and by light, each with its worst light and next due time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from adapters.http.api.counting import Count, Crossed, tallied
from adapters.http.filters import ordered, where
from adapters.http.lights import CASES, LIGHT_OF_CASE
from adapters.http.parameters import Instant, Light, Lights, Paged, Word, Words
from adapters.http.question import Asked, Question
from adapters.http.shapes import Page, Shape, Time
from adapters.http.visibility import only_own, own_unit
from projections.case_ledger import CaseLedger
from projections.custody import Custody
from projections.timeliness import Timeliness

Sort = Literal[
    "registered_at", "-registered_at", "next_due_at", "-next_due_at", "worst_due_at", "-replied_at", "number", "-number"
]


class CasesParams(Paged):
    """Filters; several values of one filter widen it, several filters narrow."""

    authority: Words = ()
    unit: Words = Field(default=(), description="Units that hold the case now.")
    status: Words = ()
    kind: Words = ()
    channel: Words = ()
    light: Lights = ()
    number: Word | None = None
    registered_from: Instant | None = None
    registered_until: Instant | None = None
    closed_from: Instant | None = None
    closed_until: Instant | None = None
    rating: Words = ()
    replied: bool | None = Field(default=None, description="Whether an answer was ever given and not sent back.")
    imported: bool | None = None
    sort: Sort = "-registered_at"


class Standing(Shape):
    """How a case was known to stand."""

    case: UUID
    number: str
    authority: str
    kind: str
    channel: str
    origin: str | None
    status: str
    unit: str | None
    registered_at: Time
    dispatched_at: Time | None
    replied_at: Time | None
    closed_at: Time | None
    outcome: str | None
    sent_back: int = Field(description="Replies sent back.")
    rating: str | None
    is_imported: bool
    is_hypothetical: bool


class CaseLine(Standing):
    """A case in a list."""

    light: Light = Field(description="The worst light of what still runs or was missed.")
    next_due_at: Time | None = Field(description="The earliest due time that binds a unit.")


class Cases(Page):
    """A page of cases, and how many there are of each status and light under the other filters."""

    items: list[CaseLine]
    by_status: list[Count]
    by_light: list[Count]


COLUMNS = tuple(name for name in CaseLine.model_fields if name not in {"light", "next_due_at"})

LIT = f"""
WITH asked AS (SELECT %s::timestamptz AS at), {CASES},
listed AS (
    SELECT c.*, lit.next_due_at, lit.worst_due_at, {LIGHT_OF_CASE} AS light
    FROM {{ledger}} c LEFT JOIN lit ON lit."case" = c."case"
)
"""

EVER_HELD = '"case" IN (SELECT held."case" FROM {custody} held WHERE held.unit = %s)'
"""A unit's own cases: those it holds or ever held."""


def cases(asked: Asked, among: Sequence[UUID] | None = None) -> Cases:
    """Cases under the filters; only `among` some, where a page has found them by other means."""
    params: CasesParams = asked.params
    tally = tallied(crossed(asked, params, among), params.light, params.status)
    return Cases(
        items=lines(asked, params, among),
        by_status=tally.by_other,
        by_light=tally.by_light,
        total=tally.total,
        limit=params.limit,
        offset=params.offset,
    )


def crossed(asked: Asked, params: CasesParams, among: Sequence[UUID] | None = None) -> Crossed:
    """How many cases there are of each light and status, under the other filters."""
    conditions = conditions_of(asked, params.model_copy(update={"light": (), "status": ()})) | _only(among)
    found = _select(asked, conditions, "light, status, count(*)", "GROUP BY 1, 2")
    return {(light, status): count for light, status, count in found}


def lines(asked: Asked, params: CasesParams, among: Sequence[UUID] | None = None) -> list[CaseLine]:
    """The cases of a page of the list."""
    names = (*COLUMNS, "light", "next_due_at")
    tail = f'ORDER BY {ordered(params.sort)}, "case" LIMIT {params.limit:d} OFFSET {params.offset:d}'
    rows = _select(asked, conditions_of(asked, params) | _only(among), ", ".join(f'"{name}"' for name in names), tail)
    return [CaseLine.model_validate(dict(zip(names, row, strict=True))) for row in rows]


def _only(cases: Sequence[UUID] | None) -> dict[str, Any]:
    return {} if cases is None else {'"case" = ANY(%s)': list(cases)}


def _select(asked: Asked, conditions: Mapping[str, Any], what: str, tail: str = "") -> list[tuple[Any, ...]]:
    """Columns of the listed cases."""
    condition, values = where(conditions)
    text = f"{LIT} SELECT {what} FROM listed WHERE {condition} {tail}"
    views = {"ledger": CaseLedger, "deadlines": Timeliness, "custody": Custody}
    return asked.api.reader.query(text, asked.as_of, [asked.at, *values], **views)


def conditions_of(asked: Asked, params: CasesParams) -> dict[str, Any]:
    """The conditions of a list, by column or whole; a unit's own cases only, for those of a unit. Raises NotYours."""
    only_own(asked.who, params.unit)
    return {
        "authority": params.authority,
        "unit": params.unit,
        "status": params.status,
        "kind": params.kind,
        "channel": params.channel,
        "light": params.light,
        "number": params.number,
        "registered_at >= %s": params.registered_from,
        "registered_at < %s": params.registered_until,
        "closed_at >= %s": params.closed_from,
        "closed_at < %s": params.closed_until,
        "rating": params.rating,
        "(replied_at IS NOT NULL) = %s": params.replied,
        "is_imported": params.imported,
        EVER_HELD: own_unit(asked.who),
    }


QUESTIONS = (Question("/api/cases", "cases.read", "Cases, filtered and counted", CasesParams, Cases, cases),)
