"""Editions: what a place's text says, clause by clause, how it was read, where it contradicts itself or is silent."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from adapters.http.api.amendments import Revision, as_read, revisions
from adapters.http.needs import Api
from adapters.http.parameters import Params, Timed, Word
from adapters.http.question import Asked, Question
from adapters.http.shapes import Shape, TimedShape
from domain.errors import NotFound
from domain.regulations.model import Clause, Edition


class InBoth(Shape):
    """The same in both languages."""

    zh: str
    en: str


class EditionLine(Shape):
    """An edition in a list."""

    id: str
    hash: str = Field(description="SHA-256 of its content; every decision cites it.")
    place: str
    title: InBoth
    document: str
    authority_kind: str
    effective_from: str
    effective_from_source: str
    clauses: int
    steps: list[str]


class EditionsAnswer(Shape):
    """Every edition that is known."""

    items: list[EditionLine]


class ClauseLine(Shape):
    """A clause, restated in our words, and what runs because of it."""

    id: str
    section: str = Field(description="Where it stands in the text.")
    kind: str
    says: InBoth
    governs: list[str]
    not_modelled: str = Field(description="Why nothing runs for it yet; empty where something does.")


class EditionAnswer(EditionLine, TimedShape):
    """An edition whole."""

    text: list[ClauseLine]
    limits: list[dict[str, Any]]
    readings: list[dict[str, Any]]
    gaps: list[dict[str, Any]]
    contradictions: list[dict[str, Any]]
    revisions: list[Revision] = Field(description="Who revised a reading, from which day on, and why.")


class ClauseAnswer(ClauseLine, TimedShape):
    """A clause with its limits and the readings that touch it."""

    edition: str
    edition_hash: str
    limits: list[dict[str, Any]]
    readings: list[dict[str, Any]]


class OfEdition(Params):
    """Which edition."""

    edition: Word


class EditionThen(Timed):
    """Which edition, as it was read at an instant."""

    edition: Word


class OfClause(EditionThen):
    """Which clause of it."""

    clause: Word


def editions(asked: Asked) -> EditionsAnswer:
    """All of them."""
    return EditionsAnswer(items=[EditionLine(**_line(edition)) for edition in asked.api.editions])


def edition(asked: Asked) -> EditionAnswer:
    """One, whole. Raises NotFound."""
    found = as_read(asked, edition_named(asked.api, asked.params.edition))
    return EditionAnswer(
        **_line(found),
        text=[_clause(clause) for clause in found.clauses.values()],
        limits=[limit.model_dump(mode="json") for limit in found.limits],
        readings=[reading.model_dump(mode="json") for reading in found.readings],
        gaps=[gap.model_dump(mode="json") for gap in found.gaps],
        contradictions=[each.model_dump(mode="json") for each in found.contradictions],
        revisions=revisions(asked, found.id),
    )


def clause(asked: Asked) -> ClauseAnswer:
    """One clause. Raises NotFound."""
    found = as_read(asked, edition_named(asked.api, asked.params.edition))
    id = asked.params.clause
    if id not in found.clauses:
        raise NotFound(f"{found.id} has no clause {id!r}", remedy=f"GET /api/editions/{found.id} lists them")
    return ClauseAnswer(
        **dict(_clause(found.clauses[id])),
        edition=found.id,
        edition_hash=found.hash,
        limits=[limit.model_dump(mode="json") for limit in found.limits if limit.clause == id],
        readings=[reading.model_dump(mode="json") for reading in found.readings if reading.clause == id],
    )


def edition_named(api: Api, id: str) -> Edition:
    """The edition of an id. Raises NotFound."""
    for known in api.editions:
        if known.id == id:
            return known
    raise NotFound(f"there is no edition {id!r}", remedy="GET /api/editions lists them")


def _line(found: Edition) -> dict[str, Any]:
    return {
        "id": found.id,
        "hash": found.hash,
        "place": found.place,
        "title": InBoth.model_validate(found.title),
        "document": found.document,
        "authority_kind": found.authority_kind,
        "effective_from": found.effective_from.isoformat(),
        "effective_from_source": found.effective_from_source,
        "clauses": len(found.clauses),
        "steps": [str(step) for step in found.steps],
    }


def _clause(found: Clause) -> ClauseLine:
    return ClauseLine(
        id=found.id,
        section=found.at,
        kind=found.kind,
        says=InBoth.model_validate(found.says),
        governs=list(found.governs),
        not_modelled=found.not_modelled,
    )


QUESTIONS = (
    Question("/api/editions", "editions.read", "Editions", Params, EditionsAnswer, editions),
    Question(
        "/api/editions/{edition}", "editions.read", "An edition, clause by clause", EditionThen, EditionAnswer, edition
    ),
    Question("/api/editions/{edition}/clauses/{clause}", "editions.read", "A clause", OfClause, ClauseAnswer, clause),
)
