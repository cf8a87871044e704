"""Scores: the league of an authority's units in a term, and one unit's card down to the facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from adapters.http.api.overturned import with_overturned
from adapters.http.parameters import Timed, Word, Words
from adapters.http.question import Asked, Question
from adapters.http.refused import NotYours
from adapters.http.shapes import Shape, Time, TimedShape
from adapters.http.visibility import own_unit
from application.scores.plain import Plain, plain_card, plain_difference, plain_head, plain_line
from application.scores.sheet import Sheet, differences
from domain.calendar.terms import Term
from domain.errors import NotFound, Refused
from domain.values import AuthorityId, UnitId
from projections.organisation import Authorities, Units
from projections.scores import PublishedScores


class ReadingUnreadable(Refused):
    """A reading is named with its choice: R26=sum."""

    code = "scores.reading_unreadable"


class ScoresParams(Timed):
    """Which term, and by which text."""

    term: Word | None = Field(default=None, description="2025-08, 2025Q3 or 2025; the month of the moment by default.")
    authority: Word | None = Field(default=None, description="The caller's, or the first that scores its units.")
    edition: Word | None = Field(default=None, description="Another text than the one in force.")
    reading: Words = Field(default=(), description="Another reading, R26=sum.")


class OfUnit(ScoresParams):
    """Whose card."""

    unit: Word


class Said(Shape):
    """The same words in both languages."""

    zh: str
    en: str


class EntryLine(Shape):
    """One movement of points, and what it points at."""

    rule: str
    form: str
    clause: str
    points: str = Field(description="What the rule says.")
    counted: str = Field(description="What of it moved the item before it was used up.")
    waived: bool
    kind: str | None
    finding: str | None = Field(description="Its key in its subject; it may be contested.")
    part: str | None
    amount: str | None
    is_contested: bool
    status: str | None = Field(description="Of the finding: recorded, contested, upheld, overturned.")
    case: str | None
    subject: str | None
    position: int | None = Field(description="Of the fact that established it.")
    reckoned: dict[str, str] = Field(description="What was compared, where no single finding shows it.")


class ItemLine(Shape):
    """An item."""

    item: str
    words: Said
    clause: str
    points: str | None = Field(description="The most it can lose or earn; None where only its part has a limit.")
    direction: Literal["deduct", "add", "minus"]
    is_task: bool = Field(description="Its points are there to be earned, task by task.")
    applies: bool
    raw: str
    moved: str
    score: str
    entries: list[EntryLine]
    overturned: list[EntryLine] = Field(default=[], description="Findings of the term that cost nothing any more.")


class PartLine(Shape):
    """A heading with its items."""

    part: str
    words: Said
    clause: str
    points: str
    printed: str | None = Field(description="What the text prints, where its items sum to something else.")
    score: str
    items: list[ItemLine]


class SectionLine(Shape):
    """One of the scores that make the total."""

    section: str
    words: Said
    clause: str
    points: str
    applies: bool
    extra: bool
    earned: str
    score: str = Field(description="What it gives to the total, scaled where something does not apply.")
    parts: list[PartLine]


class Talk(Shape):
    """A talk the text lets the office hold."""

    with_role: str
    because: str


class Moved(Shape):
    """What moved one item under another text."""

    unit: str
    item: str
    before: str
    after: str
    gone: list[EntryLine]
    come: list[EntryLine]


class Head(TimedShape):
    """Of which authority and term, by which text."""

    authority: str
    term: str
    edition: str
    edition_hash: str
    conduct_held_constant: bool = Field(
        description="Reckoned under another text than the one in force, from what people did under that one."
    )


class LeagueLine(Shape):
    """A unit in the league."""

    unit: str
    unit_class: str
    total: str
    place: int
    of: int
    mean: str = Field(description="Of its class.")
    sections: dict[str, str] = Field(description="What each gives to the total, scaled where something does not apply.")
    earned: dict[str, str] = Field(description="What each section's parts sum to, before anything is scaled.")
    contested: int = Field(description="Findings since the year began that wait to be ruled on.")
    if_contests_succeed: str | None = Field(description="The total if everything it contests were overturned.")


class League(Head):
    """Every unit of an authority."""

    units: list[LeagueLine]
    moved: list[Moved]


class Card(Head):
    """A unit's card."""

    unit: str
    unit_class: str
    total: str
    place: int
    of: int
    mean: str
    contested: int
    if_contests_succeed: str | None
    sections: list[SectionLine]
    talks: list[Talk]
    moved: list[Moved]


def term_of(asked: Asked) -> Term:
    """The term asked about; the month of the moment by default. Raises TermUnreadable."""
    return Term(asked.params.term) if asked.params.term else Term.month_of(asked.at)


def authority_of(asked: Asked, unit: str | None = None) -> AuthorityId:
    """Whose league. Raises NotFound."""
    if asked.params.authority:
        return AuthorityId(asked.params.authority)
    of = unit or own_unit(asked.who)
    if of is not None:
        rows = asked.api.reader.rows(Units, asked.as_of, unit=of)
        if not rows:
            raise NotFound(f"no unit {of} was known then", remedy="check the code, or ask as of later")
        return AuthorityId(rows[0].authority)
    scoring = {edition.id for edition in asked.api.editions if edition.scoring is not None}
    rows = asked.api.reader.rows(Authorities, asked.as_of, order=("authority",))
    known = [row.authority for row in rows if row.edition in scoring] or [row.authority for row in rows]
    if not known:
        raise NotFound("no authority was known then", remedy="establish one, or ask as of later")
    return AuthorityId(known[0])


def readings_of(asked: Asked) -> Mapping[str, str]:
    """Readings by their ids. Raises ReadingUnreadable."""
    told = [text.partition("=") for text in asked.params.reading]
    for name, _, choice in told:
        if not (name and choice):
            raise ReadingUnreadable(f"{name!r} names no choice", remedy="write reading=R26=sum")
    return {name: choice for name, _, choice in told}


def sheets_of(asked: Asked, authority: AuthorityId) -> tuple[Sheet, Sheet | None]:
    """The sheet asked for, and the one in force where that is another. Raises Refused."""
    scores, term = asked.api.house.scores, term_of(asked)
    sheet = scores.sheet(authority, term, asked.as_of, edition=asked.params.edition or "", readings=readings_of(asked))
    return sheet, scores.sheet(authority, term, asked.as_of) if sheet.conduct_held_constant else None


def moved(sheet: Sheet, before: Sheet | None, unit: str | None = None) -> list[Plain]:
    """What moved, of one unit or of all."""
    found = [] if before is None else [plain_difference(each) for each in differences(before, sheet)]
    return [each for each in found if unit in {None, each["unit"]}]


def league(asked: Asked) -> League:
    """Every unit's total and place; a unit sees what moved of its own only. Raises Refused."""
    sheet, before = sheets_of(asked, authority_of(asked))
    lines = sorted(sheet.units.values(), key=lambda each: (each.unit_class, each.place, each.unit))
    told = [plain_line(sheet, scored) for scored in lines]
    return League.model_validate(
        {**plain_head(sheet), "units": told, "moved": moved(sheet, before, own_unit(asked.who))}
    )


def card(asked: Asked) -> Card:
    """One unit's card. Raises NotFound, NotYours."""
    unit, own = asked.params.unit, own_unit(asked.who)
    if own is not None and own != unit:
        raise NotYours(f"this is not {own}'s card", remedy="the league shows everybody's total")
    sheet, before = sheets_of(asked, authority_of(asked, unit))
    scored = sheet.units.get(UnitId(unit))
    if scored is None:
        raise NotFound(f"{sheet.authority} has no unit {unit}", remedy=f"one of: {', '.join(sheet.units)}")
    told = {**plain_card(sheet, scored), "moved": moved(sheet, before, unit)}
    with_overturned(asked, sheet, UnitId(unit), told)
    return Card.model_validate(told)


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
    Question("/api/scores", "scores.read", "Everybody's scores in a term", ScoresParams, League, league),
    Question("/api/scores/{unit}", "scores.read", "A unit's scorecard, down to the facts", OfUnit, Card, card),
)
