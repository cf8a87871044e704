"""Who complained, for a purpose that is put on record; and who was shown it."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import Field

from adapters.http.api.case import case_row
from adapters.http.api.texts import IDENTITY
from adapters.http.disclosing import disclose
from adapters.http.entitled import require_entitled
from adapters.http.parameters import OfCase
from adapters.http.question import Asked, Question
from adapters.http.shapes import Shape, Time, TimedShape
from application.access import Purpose
from projections.writings import Writings


class IdentityParams(OfCase):
    """What for."""

    purpose: Purpose = Field(description="Put on record with your seat and the time.")


class IdentityText(Shape):
    """One thing that says who complained."""

    field: str
    text: str | None
    withheld: Literal["erased"] | None = None


class IdentityAnswer(TimedShape):
    """Who complained. That it was shown is on record."""

    items: list[IdentityText]


class Disclosure(Shape):
    """Somebody was shown who complained."""

    disclosed_at: Time = Field(description="By the real clock, also in a simulation.")
    who: str
    case: UUID
    purpose: str


class Disclosures(TimedShape):
    """To whom a case's complainant was shown, newest first."""

    items: list[Disclosure]


def identity(asked: Asked) -> IdentityAnswer:
    """Name, contact and address. It is on record before it is shown, maybe twice.

    Raises NotFound, NotYours, NeedsSecondPerson; NoGrant, OwnCase for whoever reviews.
    """
    case = case_row(asked).case
    request = require_entitled(asked.api, asked.who, case, asked.params.purpose)
    rows = asked.api.reader.rows(Writings, asked.as_of, order=("position", "field", "handle"), case=case)
    wanted = [row for row in rows if row.field in IDENTITY]
    disclose(asked.api, asked.who, case, asked.params.purpose, request)
    readable = asked.api.house.desk.texts.read_many({row.handle for row in wanted}, person=case)
    items = [
        IdentityText(
            field=row.field,
            text=readable.get(row.handle),
            withheld=None if row.handle in readable else "erased",
        )
        for row in wanted
    ]
    return IdentityAnswer(items=items)


def disclosures(asked: Asked) -> Disclosures:
    """Who was shown it. Raises NotFound, NotYours."""
    case = case_row(asked).case
    told = asked.api.disclosures.disclosures(case)
    return Disclosures(
        items=[Disclosure(disclosed_at=at, who=who, case=case, purpose=purpose) for at, who, purpose in told]
    )


QUESTIONS = (
    Question(
        "/api/cases/{case}/identity",
        "identity.read",
        "Who complained, for a purpose that is put on record",
        IdentityParams,
        IdentityAnswer,
        identity,
    ),
    Question(
        "/api/cases/{case}/disclosures",
        "disclosures.read",
        "Who was shown who complained, and what for",
        OfCase,
        Disclosures,
        disclosures,
    ),
)
