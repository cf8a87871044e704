"""Rates of many months or units at once, from how many orders there were of each sort, by the rules of one term."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from application.ports import Closing
from application.scores.indicators import Indicator
from application.scores.orders import is_silent, rated_as
from domain.regulations.model import Edition
from domain.regulations.rates import Rate
from domain.rules.indicators import FOR_IT, Measured
from domain.values import UnitId

NOBODY: frozenset[UUID] = frozenset()


class Sort(NamedTuple):
    """Closed orders that no rule of a rate can tell apart."""

    outcome: str | None
    rating: str | None


@dataclass
class Tally:
    """How many orders of each sort there were: in a month, or of a unit in a term."""

    closed: dict[Sort, int] = field(default_factory=dict)
    dispatched: dict[bool, int] = field(default_factory=dict)
    """Closed since, or not."""
    ended: dict[tuple[str, bool], int] = field(default_factory=dict)
    """Deadlines that fell due, by limit, kept or not."""
    bad: list[Sort] = field(default_factory=list)
    """Of the closed ones: rated bad twice."""
    left_out: list[Sort] = field(default_factory=list)
    """Of the closed ones: those the text leaves out of satisfaction."""

    def rate(self, edition: Edition, code: str, rate: Rate) -> Indicator:
        """One rate; of those who answered satisfied is who said so."""
        match rate.counts:
            case "told_in_time" | "closed_in_time":
                kept, missed = (self.ended.get((rate.limit or "", is_kept), 0) for is_kept in (True, False))
                return Indicator(code, Measured(kept + missed, kept))
            case "solved":
                done = sum(count for sort, count in self.closed.items() if sort.outcome == "done")
                return Indicator(code, Measured(sum(self.closed.values()), done))
            case "satisfied":
                return self._satisfied(edition, code)
            case "replied" | "closed":
                closed, still_open = self.dispatched.get(True, 0), self.dispatched.get(False, 0)
                return Indicator(code, Measured(closed + still_open, closed))

    def _satisfied(self, edition: Edition, code: str) -> Indicator:
        counted = dict(self.closed)
        for sort in (*self.bad, *self.left_out):
            counted[sort] -= 1
        said = [
            (sort, count, rated_as(edition, _like(sort), NOBODY, NOBODY) in FOR_IT) for sort, count in counted.items()
        ]
        said += [(sort, 1, False) for sort in self.bad]
        answers = [(sort, count) for sort, count, _ in said if not is_silent(edition, _like(sort))]
        return Indicator(
            code,
            Measured(sum(count for _, count, _ in said), sum(count for _, count, is_for in said if is_for)),
            Measured(sum(count for _, count in answers), sum(n for sort, n in answers if sort.rating != "bad")),
        )


def together(tallies: Iterable[Tally]) -> Tally:
    """Everything of several."""
    closed: Counter[Sort] = Counter()
    dispatched: Counter[bool] = Counter()
    ended: Counter[tuple[str, bool]] = Counter()
    bad, left_out = [], []
    for each in tallies:
        closed.update(each.closed)
        dispatched.update(each.dispatched)
        ended.update(each.ended)
        bad += each.bad
        left_out += each.left_out
    return Tally(closed, dispatched, ended, bad, left_out)


def rates_of(edition: Edition, tally: Tally) -> list[Indicator]:
    """Every rate of the edition, in the order of the text."""
    known: Iterable[tuple[str, Rate]] = sorted(edition.rates.items(), key=lambda each: each[1].place)
    return [tally.rate(edition, code, rate) for code, rate in known]


def _like(sort: Sort) -> Closing:
    """An order of a sort."""
    return Closing(UUID(int=0), UnitId(""), "", None, None, sort.outcome, sort.rating)
