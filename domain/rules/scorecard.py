"""What scoring is told, and the card it answers with: every point down to the finding that moved it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple
from uuid import UUID

from domain.calendar.terms import Term


@dataclass(frozen=True)
class Cause:
    """A finding that stands, as scoring sees it."""

    kind: str
    finding: str = ""
    """Its key in its subject, `signed_late:1`."""
    case: UUID | None = None
    subject: UUID | None = None
    position: int = 0
    part: str | None = None
    amount: Decimal | None = None
    status: str = "recorded"
    """recorded, contested, upheld, or overturned, which moves nothing."""

    @property
    def is_contested(self) -> bool:
        """Whether it counts for the time being."""
        return self.status == "contested"


class Means(NamedTuple):
    """How long one kind of order took in a month, in working days."""

    month: Term
    kind: str
    limit: Fraction
    unit: Fraction
    of_class: Fraction
    of_all: Fraction
    orders: int = 1


class Share(NamedTuple):
    """So many counted, so many of them rated bad twice."""

    counted: int
    bad: int

    @property
    def rate(self) -> Fraction | None:
        """Percent that are not; None where nothing is counted."""
        return Fraction(100 * (self.counted - self.bad), self.counted) if self.counted else None


class Quarter(NamedTuple):
    """Satisfaction in a quarter: the unit, and every unit of its class, itself among them."""

    quarter: Term
    unit: Share
    peers: tuple[Share, ...]


class Standing(NamedTuple):
    """A unit's place in a month, in its class and among all; the best is 1."""

    month: Term
    place: int
    of: int
    place_of_all: int = 0
    of_all: int = 0


class Matter(NamedTuple):
    """A matter under supervision, and the levels it came to."""

    levels: tuple[int, ...]
    case: UUID | None = None
    position: int = 0
    supervision: UUID | None = None


@dataclass(frozen=True)
class Counts:
    """What is counted of a unit in a term, beside its findings."""

    unit_class: str = ""
    days: tuple[Means, ...] = ()
    satisfaction: tuple[Quarter, ...] = ()
    standings: tuple[Standing, ...] = ()
    matters: tuple[Matter, ...] = ()
    term: Term | None = None
    """A streak counts in the term it ends in."""


@dataclass(frozen=True)
class Entry:
    """One movement of points: by which rule and clause, because of what."""

    rule: str
    form: str
    clause: str
    points: Decimal
    """What the rule says, before the item is used up."""
    cause: Cause | None = None
    matter: Matter | None = None
    reckoned: tuple[tuple[str, str], ...] = ()
    """What was compared, in words and figures, for what no single finding shows."""
    counted: Decimal = Decimal(0)
    """What of it moved the item."""
    waived: bool = False
    """The same cause costs more elsewhere, and this text counts it once."""

    @property
    def case(self) -> UUID | None:
        """The case it is about, where it is about one."""
        return self.cause.case if self.cause else self.matter.case if self.matter else None

    @property
    def subject(self) -> UUID | None:
        """The stream of the finding, or the supervision, where one of them shows it."""
        return self.cause.subject if self.cause else self.matter.supervision if self.matter else None


@dataclass(frozen=True)
class ItemScore:
    """An item: what it could be, what it lost or earned, and why."""

    item: str
    clause: str
    points: Decimal | None
    direction: str
    applies: bool = True
    raw: Decimal = Decimal(0)
    """What all rules say together."""
    moved: Decimal = Decimal(0)
    """What of it counts."""
    score: Decimal = Decimal(0)
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class PartScore:
    """A heading: the sum of its items, within its own limit."""

    part: str
    points: Decimal
    printed: Decimal | None
    score: Decimal
    raw: Decimal
    items: tuple[ItemScore, ...]


@dataclass(frozen=True)
class SectionScore:
    """One of the scores that make the total."""

    section: str
    points: Decimal
    applies: bool
    earned: Decimal
    """What its parts sum to."""
    score: Decimal
    """What it gives to the total, scaled where something does not apply."""
    parts: tuple[PartScore, ...] = ()


@dataclass(frozen=True)
class Scorecard:
    """考核得分: a unit's total in a term under one edition, open down to each entry."""

    total: Decimal
    sections: tuple[SectionScore, ...]
    talks: tuple[tuple[str, str], ...] = field(default=())
    """Talks the text lets the office hold: with whom, because of which months."""

    def section(self, code: str) -> SectionScore:
        """One section."""
        return next(section for section in self.sections if section.section == code)

    @property
    def items(self) -> dict[str, ItemScore]:
        """Every item, by its code."""
        return {item.item: item for section in self.sections for part in section.parts for item in part.items}
