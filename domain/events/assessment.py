"""Facts of an assessment: opened for a unit and a year, and scores as they were published."""

from __future__ import annotations

from msgspec import field

from domain.events.base import Event
from domain.values import AuthorityId, UnitId, Value


class AssessmentOpened(Event, frozen=True, tag="assessment.opened"):
    """考核建档: what people establish about a unit in a year is kept here, as findings."""

    unit: UnitId
    authority: AuthorityId
    year: str


class PublishedScore(Value, frozen=True):
    """One unit's score as it was made known; points as text, so that no digit is lost."""

    unit: UnitId
    unit_class: str
    total: str
    place: int
    of: int
    sections: dict[str, str] = field(default_factory=dict)


class ScoresPublished(Event, frozen=True, tag="scores.published"):
    """公布得分: everybody's scores in a term, reckoned from what was known at a position. Another may follow."""

    authority: AuthorityId
    term: str
    reckoned_at: int
    """Position up to which facts were counted: ask as of it, and the same figures come."""
    scores: tuple[PublishedScore, ...]
