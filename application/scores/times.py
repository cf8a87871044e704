"""用时: how long orders and their steps took, in the unit of their limit, and how many were done when due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple
from uuid import UUID

from application.ports import Closing, Ended
from application.scores.orders import Order
from domain.calendar import Calendar, beijing
from domain.regulations.model import Edition
from domain.rules.indicators import Measured

Unit = Literal["working_day", "hour"]
Group = tuple[str, ...]
"""A class of units, a channel, or both; or a limit."""

IN_HOURS = frozenset({"minutes", "hours", "working_hours", "clock_time", "same_day"})
"""Forms of a limit that ends within a day or so."""
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Taken:
    """How long each of some orders took, the shortest first."""

    known: Sequence[Fraction]

    @property
    def mean(self) -> Fraction | None:
        """Of all; None where there are none."""
        return sum(self.known, Fraction(0)) / len(self.known) if self.known else None

    @property
    def median(self) -> Fraction | None:
        """The middle one, or between the two in the middle."""
        count = len(self.known)
        return (self.known[(count - 1) // 2] + self.known[count // 2]) / 2 if count else None

    @property
    def ninetieth(self) -> Fraction | None:
        """The shortest time within which nine of ten were done."""
        return self.known[-(-len(self.known) * 9 // 10) - 1] if self.known else None


class Due(NamedTuple):
    """Orders of one sort that were due in the term."""

    like: Closing
    """One of them."""
    is_kept: bool
    orders: int


@dataclass(frozen=True)
class Times:
    """Orders of one kind within one class of units, one channel, both, or under one limit."""

    group: Group
    kind: str
    taken: Taken
    """Of those done in the term."""
    on_time: Measured
    """Of those that were due in the term."""
    unit: Unit = "working_day"


@dataclass(frozen=True)
class TermTimes:
    """A term's times, cut in three ways."""

    by_class: Sequence[Times]
    by_channel: Sequence[Times]
    crossed: Sequence[Times]
    """By class of unit, then channel."""


def taken(orders: Iterable[Order]) -> Taken:
    """How many working days orders took."""
    return Taken([_whole(days) for days in sorted(order.days for order in orders if order.days is not None)])


@cache
def _whole(days: int) -> Fraction:
    """Made once: thousands of orders take a few days each."""
    return Fraction(days)


def times_of(
    handled: Iterable[Order], due: Iterable[Due], group: Callable[[Closing], Group], in_hours: frozenset[str]
) -> list[Times]:
    """Every group and kind that has an order closed or due; `in_hours` are kinds whose limit is in hours."""
    done: defaultdict[Group, list[Order]] = defaultdict(list)
    owed: defaultdict[Group, list[Due]] = defaultdict(list)
    for order in handled:
        done[(*group(order.closing), order.closing.kind)].append(order)
    for each in due:
        owed[(*group(each.like), each.like.kind)].append(each)
    return [
        Times(
            key[:-1],
            key[-1],
            _hours_taken(done[key]) if key[-1] in in_hours else taken(done[key]),
            Measured(sum(each.orders for each in owed[key]), sum(each.orders for each in owed[key] if each.is_kept)),
            "hour" if key[-1] in in_hours else "working_day",
        )
        for key in sorted(done.keys() | owed.keys())
    ]


def times_by_limit(
    edition: Edition, calendar: Calendar, ended: Iterable[Ended], kinds: Mapping[UUID, str]
) -> list[Times]:
    """Every limit that fell due for a kind: from its start to its end, of those that were done."""
    found: defaultdict[tuple[str, str], list[Ended]] = defaultdict(list)
    for each in ended:
        if each.case in kinds:
            found[each.name, kinds[each.case]].append(each)
    times = []
    for (name, kind), those in sorted(found.items()):
        unit: Unit = "hour" if kind in kinds_in_hours(edition, name, {kind}) else "working_day"
        spans = [_span(each, calendar, unit) for each in those if each.met_at is not None]
        on_time = Measured(len(those), sum(each.is_kept for each in those))
        times.append(Times((name,), kind, Taken(sorted(spans)), on_time, unit))
    return times


def kinds_in_hours(edition: Edition, name: str, kinds: Iterable[str]) -> frozenset[str]:
    """Kinds whose limit of a name is given in hours, or ends at a time of day."""
    limits = [each for each in edition.limits if each.name == name]

    def first(kind: str) -> str | None:
        speaking = (each for each in limits if kind in each.when.get("kind", (kind,)))
        return next((each.span.form for each in speaking), None)

    return frozenset(kind for kind in kinds if first(kind) in IN_HOURS)


def _span(each: Ended, calendar: Calendar, unit: Unit) -> Fraction:
    assert each.met_at is not None  # noqa: S101  (asked of those that were done)
    if unit == "hour":
        return _hours(each.met_at - each.started_at)
    return Fraction(calendar.working_days_between(beijing(each.started_at).date(), beijing(each.met_at).date()))


def _hours_taken(orders: Iterable[Order]) -> Taken:
    spans = ((order.closing.dispatched_at, order.closing.closed_at) for order in orders)
    return Taken(sorted(_hours(closed - began) for began, closed in spans if began is not None and closed is not None))


def _hours(span: timedelta) -> Fraction:
    return Fraction(span // timedelta(microseconds=1), HOUR // timedelta(microseconds=1))
