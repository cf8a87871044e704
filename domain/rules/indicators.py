"""指标: shares in percent, each with what it was taken over; nothing to take it over gives no rate."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from domain.rules.scoring import rounded

Counted = Literal["satisfied_by_default", "satisfied", "unsatisfied"]
CountsAs = Counted | Literal["left_out", "kept", "missed", "done", "not_done", "closed", "open", "taken"]
"""What an order counts as in a figure; the text leaves some out, and a time taken is neither good nor bad."""
FOR_IT: frozenset[CountsAs] = frozenset({"satisfied_by_default", "satisfied", "kept", "done", "closed"})
"""What is counted above the line."""


class Measured(NamedTuple):
    """So many of so many."""

    of: int
    counted: int

    def percent(self, decimals: int) -> Decimal | None:
        """Half up; None where there is nothing to take it over."""
        return rounded(Fraction(100 * self.counted, self.of), decimals) if self.of else None


class Rated(NamedTuple):
    """How one order was rated: first, with a reason or none, and again; None where nobody said."""

    first: Literal["good", "bad"] | None = None
    has_reason: bool = False
    second: Literal["good", "bad"] | None = None


def counts_as(rated: Rated) -> Counted:
    """By the text: no rating, or a first bad one without a reason, is satisfied; only a second bad one is not."""
    if rated.first is None or (rated.first == "bad" and not rated.has_reason):
        return "satisfied_by_default"
    return "unsatisfied" if rated.first == "bad" and rated.second == "bad" else "satisfied"


def statutory(rated: list[Rated]) -> Measured:
    """Satisfied as the text counts, of every order."""
    return Measured(len(rated), sum(counts_as(each) != "unsatisfied" for each in rated))


def answered(rated: list[Rated]) -> Measured:
    """Satisfied the first time, of those who said anything."""
    said = [each for each in rated if each.first is not None]
    return Measured(len(said), sum(each.first == "good" for each in said))
