"""Accountability files: what was triggered against a unit, by which finding."""

from __future__ import annotations

from uuid import UUID

from adapters.http.parameters import Paged, Words
from adapters.http.question import Asked, Question
from adapters.http.shapes import Page, Shape, Time
from adapters.http.visibility import only_own
from projections.findings import AccountabilityFiles


class AccountabilityParams(Paged):
    """Filters."""

    unit: Words = ()
    status: Words = ()


class AccountabilityFile(Shape):
    """One file."""

    file: UUID
    number: str
    case: UUID
    unit: str
    status: str
    finding: str
    finding_key: str
    triggered_at: Time
    review_because: str | None
    clause: str
    edition: str


class AccountabilityAnswer(Page):
    """A page of files, newest first."""

    items: list[AccountabilityFile]


def accountability(asked: Asked) -> AccountabilityAnswer:
    """Files under the filters."""
    params: AccountabilityParams = asked.params
    filters = {"unit__in": only_own(asked.who, params.unit), "status__in": params.status}
    given = {name: value for name, value in filters.items() if value}
    rows = asked.api.reader.rows(AccountabilityFiles, asked.as_of, where=given, order=("-triggered_at",))
    shown = rows[params.offset : params.offset + params.limit]
    return AccountabilityAnswer(
        items=[AccountabilityFile.model_validate(row) for row in shown],
        total=len(rows),
        limit=params.limit,
        offset=params.offset,
    )


QUESTIONS = (
    Question(
        "/api/accountability",
        "accountability.read",
        "Accountability files",
        AccountabilityParams,
        AccountabilityAnswer,
        accountability,
    ),
)
