"""What is opened on a scorecard: a part, an item of it, an entry of that; where nothing is named, what cost most."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from adapters.http.api.score_shapes import Card, EntryLine, ItemLine, PartLine, SectionLine
from adapters.http.api.scores import OfUnit
from adapters.http.parameters import Word


class CardParams(OfUnit):
    """Whose card, and what is opened on it."""

    part: Word | None = None
    item: Word | None = None
    entry: int = 0


@dataclass(frozen=True)
class Lost:
    """What something gives, and what it could have given."""

    score: Decimal
    of: Decimal | None

    @property
    def lost(self) -> Decimal:
        """What is missing."""
        return Decimal(0) if self.of is None else self.of - self.score


@dataclass(frozen=True)
class Opened:
    """One thing in each column."""

    part: PartLine
    item: ItemLine
    lines: tuple[EntryLine, ...]
    """The item's entries, then what was overturned of it."""
    number: int
    """Of the entry among them."""

    @property
    def entry(self) -> EntryLine | None:
        """None where nothing moved the item."""
        return self.lines[self.number] if self.lines else None


def opened(card: Card, params: CardParams) -> Opened:
    """What the address names."""
    parts = [part for section in card.sections if section.applies for part in section.parts]
    named = next((part for part in parts if part.part == params.part), None)
    part = named or max(parts, key=lambda part: max(map(_weight, part.items)))
    item = next((each for each in part.items if each.item == params.item), None) or max(part.items, key=_weight)
    lines = (*item.entries, *item.overturned)
    return Opened(part, item, lines, min(max(params.entry, 0), max(len(lines) - 1, 0)))


def moved_items(card: Card) -> list[tuple[PartLine, ItemLine]]:
    """Items that moved the total, or did until something was overturned; where most was lost, first."""
    parts = (part for section in card.sections if section.applies for part in section.parts)
    known = [(part, item) for part in parts for item in part.items]
    moved = [each for each in known if any(_weight(each[1])) or (each[1].entries and lost(each[1]).of is None)]
    return sorted(moved, key=lambda each: _weight(each[1]), reverse=True)


def lost(of: SectionLine | PartLine | ItemLine) -> Lost:
    """What a line of a card is short of."""
    if isinstance(of, SectionLine):
        return Lost(Decimal(of.score), None if of.extra else Decimal(of.points))
    if isinstance(of, PartLine):
        items = [lost(item) for item in of.items]
        known = [each.of for each in items if each.of is not None]
        return Lost(Decimal(of.score), sum(known, Decimal(0)) if known else None)
    counts_full = of.applies and (of.is_task or of.direction == "deduct")
    return Lost(Decimal(of.score), Decimal(of.points or 0) if counts_full else None)


def _weight(item: ItemLine) -> tuple[Decimal, int]:
    """What opens first: where most was lost, or else where something was given back."""
    return lost(item).lost, len(item.overturned)
