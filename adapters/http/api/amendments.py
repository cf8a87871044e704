"""What was amended in mid-case: a text or a reading that took effect after a deadline began, which keeps its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Literal

from pydantic import Field

from adapters.http.api.deadline import DeadlineLine
from adapters.http.question import Asked
from adapters.http.shapes import Shape, Time
from domain.calendar import beijing
from domain.regulations.model import Edition
from domain.values import AuthorityId
from projections.organisation import Authorities
from projections.reading_revisions import ReadingRevisions


class Revision(Shape):
    """A reading that an office revised."""

    edition: str
    reading: str
    clause: str
    choice: str
    instead_of: str
    effective_from: str
    reason: str | None = Field(description="In the office's words.")
    revised_at: Time
    actor: str
    role: str


class Amendment(Shape):
    """Something that took effect while a case was under way."""

    what: Literal["edition", "reading"]
    effective_from: str
    edition: str = Field(description="The edition that came into force, or whose reading was revised.")
    reading: str | None = Field(description="Which reading, where one was revised.")
    choice: str | None
    instead_of: str | None
    kept_by: list[str] = Field(description="Running deadlines that keep what they began under.")


def revisions(asked: Asked, edition: str) -> list[Revision]:
    """Every revision of an edition's readings, as known then, in order."""
    rows = asked.api.reader.rows(ReadingRevisions, asked.as_of, order=("number",), edition=edition)
    texts = asked.api.house.desk.texts.read_many({row.reason for row in rows}) if rows else {}
    return [
        Revision(
            edition=row.edition,
            reading=row.reading,
            clause=row.clause,
            choice=row.choice,
            instead_of=row.instead_of,
            effective_from=row.effective_from.isoformat(),
            reason=texts.get(row.reason),
            revised_at=row.revised_at,
            actor=row.actor,
            role=row.role,
        )
        for row in rows
    ]


def as_read(asked: Asked, edition: Edition) -> Edition:
    """The edition as it was read on the day asked about: under the revisions that had taken effect."""
    rows = asked.api.reader.rows(ReadingRevisions, asked.as_of, order=("effective_from", "number"), edition=edition.id)
    begun = (row for row in rows if row.effective_from <= beijing(asked.at).date())
    return edition.with_readings({row.reading: row.choice for row in begun})


def amendments(asked: Asked, authority: AuthorityId, lines: Sequence[DeadlineLine]) -> list[Amendment]:
    """What took effect since running deadlines began, the earliest first."""
    running = [line for line in lines if line.state == "running"]
    if not running:
        return []
    found = [*_adopted(asked, authority, running), *_revised(asked, running)]
    return sorted(found, key=lambda amendment: amendment.effective_from)


def _adopted(asked: Asked, authority: AuthorityId, running: Sequence[DeadlineLine]) -> Iterator[Amendment]:
    for row in asked.api.reader.rows(Authorities, asked.as_of, authority=authority):
        if row.effective_from is None:
            continue
        kept = [
            line.deadline
            for line in running
            if line.edition != row.edition and _between(line.started_at, row.effective_from, asked.at)
        ]
        if kept:
            yield Amendment(
                what="edition",
                effective_from=row.effective_from.isoformat(),
                edition=row.edition,
                reading=None,
                choice=None,
                instead_of=None,
                kept_by=kept,
            )


def _revised(asked: Asked, running: Sequence[DeadlineLine]) -> Iterator[Amendment]:
    for edition in {line.edition for line in running}:
        for row in asked.api.reader.rows(ReadingRevisions, asked.as_of, order=("number",), edition=edition):
            about = _clauses_touched(asked, row)
            kept = [
                line.deadline
                for line in running
                if line.edition == edition
                and line.clause in about
                and _between(line.started_at, row.effective_from, asked.at)
            ]
            if kept:
                yield Amendment(
                    what="reading",
                    effective_from=row.effective_from.isoformat(),
                    edition=edition,
                    reading=row.reading,
                    choice=row.choice,
                    instead_of=row.instead_of,
                    kept_by=kept,
                )


def _clauses_touched(asked: Asked, row: ReadingRevisions.Row) -> set[str]:
    """The reading's own clause, and those of the limits it sets something in."""
    for edition in asked.api.editions:
        if edition.id == row.edition:
            reading = edition.reading(row.reading)
            limits = (limit for limit in edition.limits if reading.touches(f"limits.{limit.id}"))
            return {row.clause, *(limit.clause for limit in limits)}
    return {row.clause}


def _between(began: datetime, day: date, at: datetime) -> bool:
    return beijing(began).date() < day <= beijing(at).date()
