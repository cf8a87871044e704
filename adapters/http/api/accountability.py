"""Accountability files: what was triggered against a unit, by which finding."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from adapters.http.api.counting import Count
from adapters.http.api.versions import version_of
from adapters.http.parameters import Paged, Timed, Words
from adapters.http.question import Asked, Question, Said
from adapters.http.shapes import Page, Shape, Time, TimedShape
from adapters.http.visibility import only_own, own_unit, require_visible
from domain.errors import NotFound
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
    is_by_rule: bool
    grade: str | None
    measures: list[str]
    referred_to: list[str]
    is_published: bool
    clause: str
    edition: str


class AccountabilityAnswer(Page):
    """A page of files, newest first, and how many there are at each point."""

    items: list[AccountabilityFile]
    by_status: list[Count]


class OfFile(Timed):
    """Which file."""

    file: UUID


class FileAnswer(AccountabilityFile, TimedShape):
    """One file, and the version that If-Match takes."""

    version: int


def accountability(asked: Asked) -> AccountabilityAnswer:
    """Files under the filters."""
    params: AccountabilityParams = asked.params
    units = only_own(asked.who, params.unit)
    where = {"unit__in": units} if units else {}
    every = asked.api.reader.rows(AccountabilityFiles, asked.as_of, where=where, order=("-triggered_at",))
    rows = [row for row in every if not params.status or row.status in params.status]
    shown = rows[params.offset : params.offset + params.limit]
    counts = Counter(row.status for row in every)
    return AccountabilityAnswer(
        items=[AccountabilityFile.model_validate(row) for row in shown],
        by_status=[Count(value=status, count=counts[status]) for status in sorted(counts)],
        total=len(rows),
        limit=params.limit,
        offset=params.offset,
    )


def file(asked: Asked) -> Said:
    """One file. Raises NotFound, NotYours."""
    id = asked.params.file
    found = asked.api.reader.rows(AccountabilityFiles, asked.as_of, file=id)
    if not found:
        raise NotFound(
            f"no accountability file {id} was known then", remedy="check the id, or ask as of a later position"
        )
    row: AccountabilityFiles.Row = found[0]
    if own_unit(asked.who) is not None and own_unit(asked.who) != row.unit:
        require_visible(asked.api, asked.who, row.case)
    version = version_of(asked, row.case, id)
    return Said(FileAnswer(**dict(AccountabilityFile.model_validate(row)), version=version), version)


QUESTIONS = (
    Question(
        "/api/accountability",
        "accountability.read",
        "Accountability files",
        AccountabilityParams,
        AccountabilityAnswer,
        accountability,
    ),
    Question("/api/accountability/{file}", "accountability.read", "A file", OfFile, FileAnswer, file),
)
