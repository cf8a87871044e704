"""Texts behind the handles of a case, joined here and nowhere else, after asking who may read them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import Field

from adapters.http.api.case import case_row
from adapters.http.parameters import OfCase
from adapters.http.question import Asked, Question
from adapters.http.shapes import Shape, TimedShape
from application.access import OF_IDENTITY
from projections.case_history import CaseHistory

HANDLE = 43
"""Characters of a handle."""
IDENTITY = frozenset({"complainant", "contact", "address"})
"""Fields that say who complained."""
WRITTEN = frozenset(
    {
        "title",
        "content",
        "answer",
        "basis_document",
        "call_record",
        "explanation",
        "grounds",
        "how",
        "how_it_could_be_done",
        "media",
        "note",
        "opinion",
        "reason",
        "reply",
        "skipped_because",
        "yes_suggestion",
    }
)
"""Fields that hold what was written about the matter."""


class KeptText(Shape):
    """One text of a case."""

    position: int = Field(description="The fact that holds its handle.")
    topic: str
    field: str
    handle: str
    text: str | None
    withheld: Literal["identity_protected", "erased"] | None = None


class Texts(TimedShape):
    """The texts of a case, in the order they were given."""

    items: list[KeptText]


def texts(asked: Asked) -> Texts:
    """Texts the caller may read; who complained only for roles that must know. Raises NotFound, NotYours."""
    case = case_row(asked).case
    rows = asked.api.reader.rows(CaseHistory, asked.as_of, order=("position",), case=case)
    found = [(row, field, handle) for row in rows for field, handle in _handles(row.details)]
    may_identify = asked.who.role in OF_IDENTITY
    wanted = {handle for _, field, handle in found if may_identify or field not in IDENTITY}
    readable = asked.api.house.desk.texts.read_many(wanted)
    return Texts(
        items=[
            KeptText(
                position=row.position,
                topic=row.topic,
                field=field,
                handle=handle,
                text=readable.get(handle),
                withheld=None if handle in readable else "erased" if handle in wanted else "identity_protected",
            )
            for row, field, handle in found
        ]
    )


def _handles(details: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Fields of a fact that hold handles. Codes may share a field's name; a handle is known by its length."""
    for field, value in details.items():
        if field in IDENTITY | WRITTEN:
            several = value if isinstance(value, list | tuple) else [value]
            yield from ((field, each) for each in several if isinstance(each, str) and len(each) == HANDLE)


QUESTIONS = (
    Question("/api/cases/{case}/texts", "texts.read", "Its texts, for who may read them", OfCase, Texts, texts),
)
