"""Files of a case: which there are, who added them, which were erased. Their content is a path of its own."""

from __future__ import annotations

from pydantic import Field

from adapters.http.api.case import case_row
from adapters.http.parameters import OfCase
from adapters.http.question import Asked, Question
from adapters.http.shapes import Shape, Time, TimedShape
from projections.attachments import Attachments


class FileLine(Shape):
    """One file."""

    file: str = Field(description="GET it at /api/cases/{case}/files/{file}.")
    media_type: str
    size: int = Field(description="Bytes.")
    added_at: Time
    role: str = Field(description="Of who added it.")
    position: int
    erased_at: Time | None


class Files(TimedShape):
    """The files of a case, in the order they were added."""

    items: list[FileLine]


def files(asked: Asked) -> Files:
    """Its files. Raises NotFound, NotYours."""
    case = case_row(asked).case
    rows = asked.api.reader.rows(Attachments, asked.as_of, order=("position", "file"), case=case)
    return Files(items=[FileLine.model_validate(row) for row in rows])


QUESTIONS = (Question("/api/cases/{case}/files", "cases.read", "Its files", OfCase, Files, files),)
