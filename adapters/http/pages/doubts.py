"""Places of a text that can be read in several ways, in words."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.http.pages.page import Sight
from adapters.http.pages.reading_words import asked_by, choice_words
from domain.regulations.clauses import Reading
from domain.regulations.parts import Words


@dataclass(frozen=True)
class Doubt:
    """What is asked, how it is read, how else it may be."""

    id: str
    asked: str
    chosen: str
    why: Words
    others: tuple[tuple[str, str], ...]
    """Each with what a question calls it."""


def doubt_of(sight: Sight, reading: Reading) -> Doubt:
    """A reading in the page's words."""
    return Doubt(
        reading.id,
        sight.tongue(*asked_by(reading)),
        sight.tongue(*choice_words(reading, reading.chosen)),
        reading.why,
        tuple((choice.id, sight.tongue(*choice_words(reading, choice.id))) for choice in reading.alternatives),
    )
