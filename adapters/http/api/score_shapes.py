"""What is told about scores: the league, a card down to its entries, and what moved under another text."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from adapters.http.shapes import Shape, Time, TimedShape


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


class GroundLine(Shape):
    """The deadline under the other text that makes a finding come or go."""

    finding: str
    limit: str
    started_at: Time
    due_at: Time
    done_at: Time | None = Field(description="None where it is not done yet.")
    shown_by: list[int] = Field(description="Positions of the facts that began it, gave it more time, and ended it.")


class DerivationLine(Shape):
    """A sort of derived facts under another text: derived again, or held constant, and why."""

    what: str
    words: Said
    because: Said
    derived: int
    held: int
    dropped: int = Field(description="Nothing that this text knows.")


class Moved(Shape):
    """What moved one item under another text."""

    unit: str
    item: str
    before: str
    after: str
    gone: list[EntryLine]
    come: list[EntryLine]
    grounds: list[GroundLine]


class Head(TimedShape):
    """Of which authority and term, by which text."""

    authority: str
    term: str
    edition: str
    edition_hash: str
    conduct_held_constant: bool = Field(
        description="Reckoned under another text than the one in force, from what people did under that one."
    )
    derivation: list[DerivationLine] = Field(description="What was derived again, and what was held constant and why.")


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
