"""Texts behind the handles of a case, joined here and nowhere else, after asking who may read them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from adapters.http.api.case import case_row
from adapters.http.entitled import identity_is_open
from adapters.http.parameters import OfCase
from adapters.http.question import Asked, Question
from adapters.http.shapes import Shape, TimedShape
from adapters.http.visibility import is_shown
from projections.writings import Writings

IDENTITY = frozenset({"complainant", "contact", "address"})
"""Fields that say who complained."""


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
    """Texts the caller may read; who complained only while the office holds it. Raises NotFound, NotYours."""
    case = case_row(asked).case
    rows = asked.api.reader.rows(Writings, asked.as_of, order=("position", "field", "handle"), case=case)
    rows = [row for row in rows if is_shown(asked.who, row.topic)]
    may_identify = identity_is_open(asked.api, asked.who, case)
    wanted = {row.handle for row in rows if may_identify or row.field not in IDENTITY}
    readable = asked.api.house.desk.texts.read_many(wanted, person=case if may_identify else None)
    return Texts(
        items=[
            KeptText(
                position=row.position,
                topic=row.topic,
                field=row.field,
                handle=row.handle,
                text=readable.get(row.handle),
                withheld=None if row.handle in readable else "erased" if row.handle in wanted else "identity_protected",
            )
            for row in rows
        ]
    )


QUESTIONS = (
    Question("/api/cases/{case}/texts", "texts.read", "Its texts, for who may read them", OfCase, Texts, texts),
)
