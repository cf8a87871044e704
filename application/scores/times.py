"""办理用时: how long orders took, kind by kind within classes or channels, and how many were done when due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from application.ports import Closing
from application.scores.orders import Order
from domain.rules.indicators import Measured

Group = tuple[str, str]
"""A class of units or a channel, and a kind."""


@dataclass(frozen=True)
class Days:
    """Working days each of some orders took, the shortest first."""

    known: Sequence[int]

    @property
    def mean(self) -> Fraction | None:
        """Of all; None where there are none."""
        return Fraction(sum(self.known), len(self.known)) if self.known else None

    @property
    def median(self) -> Fraction | None:
        """The middle one, or between the two in the middle."""
        count = len(self.known)
        return Fraction(self.known[(count - 1) // 2] + self.known[count // 2], 2) if count else None

    @property
    def ninetieth(self) -> int | None:
        """The shortest time within which nine of ten were done."""
        return self.known[-(-len(self.known) * 9 // 10) - 1] if self.known else None


@dataclass(frozen=True)
class Times:
    """Orders of one kind within one class of units, or one channel."""

    group: str
    kind: str
    days: Days
    """Of those closed in the term."""
    on_time: Measured
    """Of those that were to be closed in the term."""


def taken(orders: Iterable[Order]) -> Days:
    """How long orders took."""
    return Days(sorted(order.days for order in orders if order.days is not None))


def times_of(handled: Iterable[Order], due: Iterable[Order], group: Callable[[Closing], str]) -> list[Times]:
    """Every group and kind that has an order closed or due."""
    done, owed = _grouped(handled, group), _grouped(due, group)
    return [
        Times(*key, taken(done[key]), Measured(len(owed[key]), sum(order.is_counted for order in owed[key])))
        for key in sorted(done.keys() | owed.keys())
    ]


def _grouped(orders: Iterable[Order], group: Callable[[Closing], str]) -> defaultdict[Group, list[Order]]:
    found: defaultdict[Group, list[Order]] = defaultdict(list)
    for order in orders:
        found[group(order.closing), order.closing.kind].append(order)
    return found
