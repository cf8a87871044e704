"""Notices: who was told what, when it arrived, who opened it; by seat, by unit, by case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from adapters.http.api.case import case_row
from adapters.http.api.counting import Count, counts_of
from adapters.http.filters import where
from adapters.http.parameters import OfCase, Paged, Words
from adapters.http.question import Asked, Question
from adapters.http.shapes import Page, Shape, Time, TimedShape
from adapters.http.visibility import only_own
from application.access import MAY
from application.identity import Identity
from domain.aggregates.notice import OFFICE
from projections.notices import Notices, as_at, inbox_of
from projections.wordings import wording

Language = Literal["zh", "en"]


class NoticesParams(Paged):
    """Filters."""

    mine: bool = Field(default=False, description="Only what stands in the list of who asks.")
    status: Words = ()
    template: Words = ()
    way: Words = ()
    recipient: Words = ()
    unit: Words = ()
    seat: Words = ()
    language: Language = "zh"


class CaseNoticesParams(OfCase):
    """In which language."""

    language: Language = "zh"


class NoticeLine(Shape):
    """One notice as it stood."""

    notice: UUID
    case: UUID
    says: str
    template: str
    way: str
    recipient: str
    unit: str | None
    seat: str | None
    role: str | None
    status: str = Field(description="waiting, delivered, opened, or failed: given up.")
    queued_at: Time
    delivered_at: Time | None
    opened_at: Time | None
    opened_by: list[str] = Field(description="Every seat that opened it, the first first.")
    failed_at: Time | None
    reason: str | None = Field(description="Of the last failure.")
    attempts: int
    retry_at: Time | None
    cause: int = Field(description="Position of the fact it is about.")


class NoticesOfCase(TimedShape):
    """Who was told what about a case, in the order it was queued."""

    items: list[NoticeLine]


class NoticesAnswer(Page):
    """A page of notices, newest first, and how many there are of each under the other filters."""

    items: list[NoticeLine]
    by_status: list[Count]
    by_template: list[Count]


TOLD = """
WITH asked AS (SELECT %s::timestamptz AS at),
told AS (
    SELECT n."case", n.notice, n.template, n.way, n.recipient, n.unit, n.seat, n.inbox, n.queued_at,
        CASE WHEN n.opened_at <= asked.at THEN 'opened' WHEN n.delivered_at <= asked.at THEN 'delivered'
        WHEN n.failed_at <= asked.at THEN 'failed' ELSE 'waiting' END AS status
    FROM {notices} n CROSS JOIN asked WHERE n.queued_at <= asked.at
)
"""


def of_case(asked: Asked) -> NoticesOfCase:
    """Who was told. Raises NotFound, NotYours."""
    rows = asked.api.reader.rows(
        Notices, asked.as_of, order=("queued_at", "cause", "notice"), case=case_row(asked).case
    )
    stood = [as_at(row, asked.at) for row in rows]
    return NoticesOfCase(items=[notice_line(row, asked.params.language) for row in stood if row is not None])


def notices(asked: Asked) -> NoticesAnswer:
    """Notices under the filters; a unit's roles see what its own seats were told. Raises NotYours."""
    params: NoticesParams = asked.params
    given = {
        "status": params.status,
        "template": params.template,
        "way": ("in_app",) if params.mine else params.way,
        "recipient": params.recipient,
        "unit": only_own(asked.who, params.unit),
        "seat": params.seat,
        "inbox = ANY(%s)": list(inboxes_of(asked.who)) if params.mine else None,
    }
    tail = f"ORDER BY queued_at DESC, notice LIMIT {params.limit:d} OFFSET {params.offset:d}"
    page = _select(asked, given, None, '"case", notice', tail)
    return NoticesAnswer(
        items=_lines(asked, page),
        by_status=counts_of(_select(asked, given, "status", "status, count(*)", "GROUP BY 1 ORDER BY 1")),
        by_template=counts_of(_select(asked, given, "template", "template, count(*)", "GROUP BY 1 ORDER BY 2 DESC, 1")),
        total=_select(asked, given, None, "count(*)")[0][0],
        limit=params.limit,
        offset=params.offset,
    )


def inboxes_of(who: Identity) -> tuple[str, ...]:
    """The lists whose notices are for a caller."""
    if "notices.open" not in MAY[who.role]:
        return ()
    of_unit = (inbox_of("unit", unit=who.unit),) if who.unit else ()
    of_office = (inbox_of("office"),) if who.role == OFFICE else ()
    return inbox_of("seat", seat=who.seat), *of_unit, *of_office


def unopened(asked: Asked) -> int:
    """How many notices for the caller nobody has opened yet."""
    inboxes = inboxes_of(asked.who)
    if not inboxes:
        return 0
    text = "SELECT count(*) FROM {notices} WHERE inbox = ANY(%s) AND status = 'delivered' AND way = 'in_app'"
    found: int = asked.api.reader.query(text, asked.as_of, [list(inboxes)], notices=Notices)[0][0]
    return found


def notice_line(row: Notices.Row, language: Language) -> NoticeLine:
    """A notice in words."""
    values = {name: getattr(row, name) for name in NoticeLine.model_fields if name != "says"}
    return NoticeLine.model_validate(values | {"says": wording(row.template, row.values, language)})


def _lines(asked: Asked, page: list[tuple[Any, ...]]) -> list[NoticeLine]:
    """The rows of a page of keys, in its order."""
    cases = list({case for case, _ in page})
    rows = asked.api.reader.rows(Notices, asked.as_of, where={"case__in": cases}) if cases else []
    stood = {row.notice: as_at(row, asked.at) for row in rows}
    found = [stood[notice] for _, notice in page]
    return [notice_line(row, asked.params.language) for row in found if row is not None]


def _select(
    asked: Asked, given: Mapping[str, Any], without: str | None, what: str, tail: str = ""
) -> list[tuple[Any, ...]]:
    condition, values = where({name: value for name, value in given.items() if name != without})
    text = f"{TOLD} SELECT {what} FROM told WHERE {condition} {tail}"
    return asked.api.reader.query(text, asked.as_of, [asked.at, *values], notices=Notices)


QUESTIONS = (
    Question("/api/cases/{case}/notices", "notices.read", "Who was told", CaseNoticesParams, NoticesOfCase, of_case),
    Question("/api/notices", "notices.read", "Notices, filtered and counted", NoticesParams, NoticesAnswer, notices),
)
