"""指标: the rates of a term, for each unit and for all, each with what it was taken over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from application.ports import Closing, CountsOf, Ended, FindingsOf
from application.scores.orders import Order, is_silent, rated_as
from domain.calendar.terms import Term
from domain.regulations.model import Edition
from domain.regulations.rates import Rate
from domain.regulations.score_rules import BelowMean
from domain.rules.indicators import Measured
from domain.values import AuthorityId, UnitId

R = TypeVar("R")
ALL = UnitId("")
"""Every unit together."""


@dataclass(frozen=True)
class Indicator:
    """A rate as the text counts, and beside it the rate among those who answered."""

    rate: str
    measured: Measured
    of_answers: Measured | None = None


@dataclass(frozen=True)
class Counted:
    """What the rates of one unit are taken over."""

    edition: Edition
    dispatched: Sequence[Closing]
    """In the term, closed since or not."""
    closings: Sequence[Closing]
    """Closed in the term."""
    ended: Sequence[tuple[Ended, Closing]]
    """Deadlines that fell due in the term, each with its order."""
    second_bad: frozenset[UUID]
    left_out: frozenset[UUID]

    def over(self, rate: Rate) -> list[Order]:
        """The orders a rate is taken over, and those it leaves out."""
        match rate.counts:
            case "told_in_time" | "closed_in_time":
                due = ((each, order) for each, order in self.ended if each.name == rate.limit)
                return [Order(order, "kept" if each.is_kept else "missed", each.due_at) for each, order in due]
            case "solved":
                return [Order(each, "done" if each.outcome == "done" else "not_done") for each in self.closings]
            case "satisfied":
                bad, left_out = self.second_bad, self.left_out
                return [Order(each, rated_as(self.edition, each, bad, left_out)) for each in self.closings]
            case "replied" | "closed":
                return [Order(each, "open" if each.closed_at is None else "closed") for each in self.dispatched]

    def rate(self, code: str, rate: Rate) -> Indicator:
        """One rate: its orders, counted. Of those who answered satisfied is who said so."""
        orders = [each for each in self.over(rate) if each.counts_as != "left_out"]
        measured = Measured(len(orders), sum(each.is_counted for each in orders))
        if rate.counts != "satisfied":
            return Indicator(code, measured)
        said = [each.closing.rating for each in orders if not is_silent(self.edition, each.closing)]
        return Indicator(code, measured, Measured(len(said), sum(rating != "bad" for rating in said)))


def counted(
    found: FindingsOf,
    counts: CountsOf,
    edition: Edition,
    authority: AuthorityId,
    term: Term,
    at: datetime,
    as_of: int | None,
) -> dict[UnitId, Counted]:
    """What rates are taken over, for all units together (`ALL`) and each; what falls due after `at` is not yet."""
    units = counts.units(authority, as_of)
    touched = [each for each in counts.closings(authority, term.begins, term.ends, as_of) if each.unit in units]
    closings = [each for each in touched if each.closed_at is not None and term.holds(each.closed_at)]
    names = {rate.limit for rate in edition.rates.values() if rate.limit}
    order_of = {each.case: each for each in touched}
    fell_due = list(counts.ended(authority, names, term.begins, min(term.ends, at), as_of))
    earlier = {each.case for each in fell_due} - order_of.keys()
    order_of |= {each.case: each for each in counts.orders(authority, earlier, as_of) if each.unit in units}
    ended = [(each, order_of[each.case]) for each in fell_due if each.case in order_of]
    bad, left_out = rated_apart(found, edition, authority, term, as_of)
    cut = {ALL: Counted(edition, _in(term, touched), closings, ended, bad, left_out)}
    mine, done = _by_unit((each, each) for each in _in(term, touched)), _by_unit((each, each) for each in closings)
    theirs = _by_unit((each, each[1]) for each in ended)
    for unit in units:
        cut[unit] = Counted(edition, mine[unit], done[unit], theirs[unit], bad, left_out)
    return cut


def indicators(edition: Edition, cut: Mapping[UnitId, Counted]) -> dict[UnitId, list[Indicator]]:
    """Every rate of the edition, of all and of each, in the order of the text."""
    rates = sorted(edition.rates.items(), key=lambda each: each[1].place)
    return {unit: [of.rate(code, rate) for code, rate in rates] for unit, of in cut.items()}


def _by_unit(having: Iterable[tuple[R, Closing]]) -> defaultdict[UnitId, list[R]]:
    """Whatever belongs to an order, by the unit that had it."""
    found: defaultdict[UnitId, list[R]] = defaultdict(list)
    for each, order in having:
        found[order.unit].append(each)
    return found


def _in(term: Term, closings: Iterable[Closing]) -> list[Closing]:
    """Those dispatched in a term."""
    return [each for each in closings if each.dispatched_at is not None and term.holds(each.dispatched_at)]


def rated_apart(
    found: FindingsOf, edition: Edition, authority: AuthorityId, term: Term, as_of: int | None
) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """Cases rated bad twice, and cases the text leaves out of satisfaction."""
    items = edition.scoring.items.values() if edition.scoring else ()
    rule = next((rule for item in items for rule in item.rules.values() if isinstance(rule, BelowMean)), None)
    if rule is None:
        return frozenset(), frozenset()
    known = list(found.established(authority, term.begins, as_of, kinds=(rule.second_bad, rule.left_out)))

    def cases(kind: str) -> frozenset[UUID]:
        return frozenset(each.cause.case for each in known if each.cause.kind == kind and each.cause.case)

    return cases(rule.second_bad), cases(rule.left_out)
