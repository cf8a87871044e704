"""What a year of scoring rests on, read once and cut into terms: findings, closings, supervised matters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cached_property
from typing import TypeVar
from uuid import UUID

from application.ports import Closing, Established, Supervised
from application.scores.orders import Order, rated_as
from domain.calendar import Calendar, beijing
from domain.calendar.terms import Term
from domain.regulations.model import Edition
from domain.regulations.score_rules import BelowMean, Slower
from domain.regulations.scoring import Scoring
from domain.rules.scorecard import Cause, Means, Quarter, Share
from domain.values import BEIJING, UnitId

R = TypeVar("R")
A_MOMENT = timedelta(microseconds=1)
"""Midnight belongs to the day it ends: a limit until 24:00 of a month's last day is missed in that month."""


@dataclass
class Material:
    """Of every unit of an authority."""

    edition: Edition
    calendar: Calendar
    classes: Mapping[UnitId, str]
    findings: Sequence[Established]
    closings: Sequence[Closing]
    supervised: Sequence[Supervised]
    _days: dict[tuple[date, date], int] = field(default_factory=dict)

    def is_silent(self, term: Term) -> bool:
        """Whether nothing happened in a term that could move a point."""
        happened = (*self._of_months(term, self._findings), *self._of_months(term, self._closed), *self._about_units)
        return not happened and not any(self.matters(term).values())

    def causes(self, term: Term) -> dict[UnitId, list[Cause]]:
        """The findings of a term, unit by unit: by the term they are about, or else by their day."""
        found: dict[UnitId, list[Cause]] = defaultdict(list)
        for each in self._of_months(term, self._findings):
            found[each.unit].append(each.cause)
        for each in self._about_units:
            if set(Term(each.term or "").months) <= set(term.months):
                found[each.unit].append(each.cause)
        return found

    def matters(self, term: Term) -> dict[UnitId, list[Supervised]]:
        """The matters put under supervision in a term, unit by unit."""
        found: dict[UnitId, list[Supervised]] = defaultdict(list)
        for each in self._of_months(term, self._supervised):
            found[each.unit].append(each)
        return found

    def means(self, scoring: Scoring, term: Term) -> dict[UnitId, list[Means]]:
        """How long each kind of order took, month by month, of units, their classes, and all together."""
        rule = next(rules_of(scoring, Slower), None)
        limits = {} if rule is None else _limits(self.edition, rule.limit)
        taken: dict[tuple[Term, str], dict[UnitId, list[int]]] = defaultdict(lambda: defaultdict(list))
        for month in term.months:
            for order in self.handled(month):
                if order.closing.kind in limits:
                    taken[month, order.closing.kind][order.closing.unit].append(order.days or 0)
        found: dict[UnitId, list[Means]] = defaultdict(list)
        for (month, kind), by_unit in sorted(taken.items()):
            of_all = _mean(day for days in by_unit.values() for day in days)
            of_class = {
                each: _mean(day for unit, days in by_unit.items() if self.classes.get(unit) == each for day in days)
                for each in {self.classes.get(unit, "") for unit in by_unit}
            }
            for unit, days in by_unit.items():
                mean = of_class[self.classes.get(unit, "")]
                found[unit].append(Means(month, kind, limits[kind], _mean(days), mean, of_all, len(days)))
        return found

    def satisfaction(self, scoring: Scoring, term: Term) -> dict[UnitId, list[Quarter]]:
        """Satisfaction in the quarters that end in a term."""
        rule = next(rules_of(scoring, BelowMean), None)
        found: dict[UnitId, list[Quarter]] = defaultdict(list)
        if rule is None:
            return found
        for quarter in term.quarters:
            shares = {unit: [0, 0] for unit in self.classes}
            for closing, said, *_ in self.asked(rule, quarter):
                if said != "left_out" and closing.unit in shares:
                    shares[closing.unit][0] += 1
                    shares[closing.unit][1] += said == "unsatisfied"
            known = {unit: Share(*counted) for unit, counted in shares.items()}
            peers: dict[str, tuple[Share, ...]] = defaultdict(tuple)
            for unit, share in known.items():
                peers[self.classes[unit]] += (share,)
            for unit, share in known.items():
                found[unit].append(Quarter(quarter, share, peers[self.classes[unit]]))
        return found

    def handled(self, term: Term) -> Iterator[Order]:
        """Orders closed in a term, each with the working days it took."""
        for closing in self._of_months(term, self._closed):
            if closing.dispatched_at is not None:
                yield Order(closing, "taken", days=self._working_days(closing))

    def asked(self, rule: BelowMean, term: Term) -> Iterator[Order]:
        """Orders a term's satisfaction looks at, those left out among them."""
        bad, left_out = self._cases(rule.second_bad), self._cases(rule.left_out)
        for closing in self._of_months(term, self._closed if rule.counted == "closed" else self._dispatched):
            yield Order(closing, rated_as(self.edition, closing, bad, left_out))

    @staticmethod
    def _of_months(term: Term, by_month: Mapping[str, Sequence[R]]) -> Iterator[R]:
        return (each for month in term.months for each in by_month.get(month.text, ()))

    @cached_property
    def _findings(self) -> dict[str, list[Established]]:
        """Those about cases, by the month they were established in."""
        return _by_month((each, each.established_at - A_MOMENT) for each in self.findings if each.term is None)

    @cached_property
    def _supervised(self) -> dict[str, list[Supervised]]:
        return _by_month((each, each.issued_at - A_MOMENT) for each in self.supervised)

    @cached_property
    def _about_units(self) -> list[Established]:
        """Those about a unit, which name the term they are about."""
        return [each for each in self.findings if each.term is not None]

    @cached_property
    def _closed(self) -> dict[str, list[Closing]]:
        return _by_month((each, each.closed_at) for each in self.closings)

    @cached_property
    def _dispatched(self) -> dict[str, list[Closing]]:
        return _by_month((each, each.dispatched_at) for each in self.closings)

    def _cases(self, kind: str) -> set[UUID]:
        return {each.cause.case for each in self.findings if each.cause.kind == kind and each.cause.case is not None}

    def _working_days(self, closing: Closing) -> int:
        assert closing.dispatched_at is not None  # noqa: S101  (what was not dispatched took no time)
        assert closing.closed_at is not None  # noqa: S101  (asked of closed ones)
        span = beijing(closing.dispatched_at).date(), beijing(closing.closed_at).date()
        if span not in self._days:
            self._days[span] = self.calendar.working_days_between(*span)
        return self._days[span]


def _by_month(dated: Iterable[tuple[R, datetime | None]]) -> dict[str, list[R]]:
    found: dict[str, list[R]] = defaultdict(list)
    for each, instant in dated:
        if instant is not None:
            found[f"{instant.astimezone(BEIJING):%Y-%m}"].append(each)
    return found


def _mean(days: Iterable[int]) -> Fraction:
    days = list(days)
    return Fraction(sum(days), len(days))


def rules_of(scoring: Scoring, form: type[R]) -> Iterator[R]:
    """Every rule of a form."""
    return (rule for item in scoring.items.values() for rule in item.rules.values() if isinstance(rule, form))


def _limits(edition: Edition, name: str) -> dict[str, Fraction]:
    """The limit of each kind of order, in working days, where the text gives it so."""
    return {
        kind: Fraction(limit.span.n)
        for limit in edition.limits
        if limit.name == name and limit.span.form == "working_days"
        for kind in limit.when.get("kind", ())
    }
