"""Bulletins: scores as they were made known."""

from __future__ import annotations

from pydantic import Field

from adapters.http.parameters import Timed, Word
from adapters.http.question import Asked, Question
from adapters.http.shapes import Shape, Time, TimedShape
from projections.scores import PublishedScores


class PublishedParams(Timed):
    """Whose, and of which term."""

    term: Word | None = None
    authority: Word | None = None
    unit: Word | None = None


class PublishedLine(Shape):
    """A score as it was made known last."""

    authority: str
    term: str
    unit: str
    unit_class: str
    total: str
    place: int
    of: int
    sections: dict[str, str]
    published_at: Time
    reckoned_at: int = Field(description="Ask as of this position, and the same figures come.")
    position: int
    edition: str


class Published(TimedShape):
    """Scores that were made known."""

    items: list[PublishedLine]


def published(asked: Asked) -> Published:
    """Scores as they were made known, the newest term first."""
    params: PublishedParams = asked.params
    given = {"term": params.term, "authority": params.authority, "unit": params.unit}
    where = {name: value for name, value in given.items() if value}
    rows = asked.api.reader.rows(PublishedScores, asked.as_of, where=where, order=("-term", "unit"))
    return Published(items=[PublishedLine.model_validate(row) for row in rows])


QUESTIONS = (
    Question(
        "/api/scores/published", "scores.read", "Scores as they were made known", PublishedParams, Published, published
    ),
)
