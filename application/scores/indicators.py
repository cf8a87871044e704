"""指标: the rates of a term, for each unit and for all, each with what it was taken over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.ports import Closing, CountsOf, Ended, FindingsOf
from domain.calendar.terms import Term
from domain.regulations.model import Edition
from domain.regulations.rates import Rate
from domain.regulations.score_rules import BelowMean
from domain.rules.indicators import Measured
from domain.values import AuthorityId, UnitId

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

    dispatched: Sequence[Closing]
    """In the term, closed since or not."""
    closings: Sequence[Closing]
    """Closed in the term."""
    ended: Sequence[Ended]
    second_bad: frozenset[UUID]
    left_out: frozenset[UUID]

    def rate(self, code: str, rate: Rate) -> Indicator:
        """One rate. Satisfied is whoever was not dissatisfied twice; of those who answered, who said so."""
        match rate.counts:
            case "told_in_time" | "closed_in_time":
                due = [each for each in self.ended if each.name == rate.limit]
                return Indicator(code, Measured(len(due), sum(each.is_kept for each in due)))
            case "solved":
                return Indicator(code, Measured(len(self.closings), sum(c.outcome == "done" for c in self.closings)))
            case "satisfied":
                asked = [each for each in self.closings if each.case not in self.left_out]
                said = [each for each in asked if each.rating is not None]
                bad = sum(each.case in self.second_bad for each in asked)
                good = Measured(len(said), sum(each.rating != "bad" for each in said))
                return Indicator(code, Measured(len(asked), len(asked) - bad), good)
            case "replied" | "closed":
                closed = sum(each.closed_at is not None for each in self.dispatched)
                return Indicator(code, Measured(len(self.dispatched), closed))


def indicators(
    found: FindingsOf,
    counts: CountsOf,
    edition: Edition,
    authority: AuthorityId,
    term: Term,
    at: datetime,
    as_of: int | None,
) -> dict[UnitId, list[Indicator]]:
    """Every rate of the edition, for all units together (`ALL`) and for each; what falls due after `at` is not yet."""
    units = counts.units(authority, as_of)
    touched = [each for each in counts.closings(authority, term.year.begins, term.ends, as_of) if each.unit in units]
    closings = [each for each in touched if each.closed_at is not None and term.holds(each.closed_at)]
    names = {rate.limit for rate in edition.rates.values() if rate.limit}
    unit_of = {each.case: each.unit for each in touched}
    ended = [
        each for each in counts.ended(authority, names, term.begins, min(term.ends, at), as_of) if each.case in unit_of
    ]
    second_bad, left_out = _satisfaction(found, edition, authority, term, as_of)
    cut = {ALL: Counted(_in(term, touched), closings, ended, second_bad, left_out)}
    for unit in units:
        mine = [each for each in touched if each.unit == unit]
        done = [each for each in closings if each.unit == unit]
        theirs = [each for each in ended if unit_of[each.case] == unit]
        cut[unit] = Counted(_in(term, mine), done, theirs, second_bad, left_out)
    rates = sorted(edition.rates.items(), key=lambda each: each[1].place)
    return {unit: [of.rate(code, rate) for code, rate in rates] for unit, of in cut.items()}


def _in(term: Term, closings: Iterable[Closing]) -> list[Closing]:
    """Those dispatched in a term."""
    return [each for each in closings if each.dispatched_at is not None and term.holds(each.dispatched_at)]


def _satisfaction(
    found: FindingsOf, edition: Edition, authority: AuthorityId, term: Term, as_of: int | None
) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """Cases rated bad twice, and cases the text leaves out."""
    items = edition.scoring.items.values() if edition.scoring else ()
    rule = next((rule for item in items for rule in item.rules.values() if isinstance(rule, BelowMean)), None)
    if rule is None:
        return frozenset(), frozenset()
    known = list(found.established(authority, term.begins, as_of))

    def cases(kind: str) -> frozenset[UUID]:
        return frozenset(each.cause.case for each in known if each.cause.kind == kind and each.cause.case)

    return cases(rule.second_bad), cases(rule.left_out)
