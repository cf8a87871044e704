"""What each rule of an item takes or gives, entry by entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, assert_never

from domain.regulations.score_rules import (
    BelowMean,
    ByLevel,
    Done,
    Each,
    Rule,
    Shortfall,
    Slower,
    Streak,
    Tiers,
    Zero,
)
from domain.regulations.scoring import Item
from domain.rules.fractions import exactly, shown, steps_in
from domain.rules.scorecard import Cause, Counts, Entry, Share, Standing


def entries_of(item: Item, findings: Mapping[str, Sequence[Cause]], counts: Counts) -> list[Entry]:
    """Every entry of an item, rule by rule; findings come by their kinds."""
    return [
        Entry(name, rule.form, rule.clause, points, **why)
        for name, rule in item.rules.items()
        for points, why in _moves(item, rule, findings, counts)
    ]


Move = tuple[Decimal, dict[str, Any]]
"""Points, and what shows them."""


def _moves(item: Item, rule: Rule, findings: Mapping[str, Sequence[Cause]], counts: Counts) -> Iterator[Move]:
    mine = [cause for kind in rule.kinds for cause in findings.get(kind, ())]
    mine.sort(key=lambda cause: cause.position)
    match rule:
        case Each():
            yield from _each(rule, mine)
        case Zero():
            yield from ((item.points or Decimal(0), {"cause": cause}) for cause in _that_lose_all(rule, mine))
        case Tiers():
            yield from _tiers(item, rule, mine)
        case Shortfall():
            yield from _shortfall(rule, mine, counts.unit_class)
        case Done():
            yield from _done(rule, mine)
        case ByLevel():
            yield from _by_level(rule, counts)
        case Slower():
            yield from _slower(rule, counts)
        case BelowMean():
            yield from _below_mean(rule, counts)
        case Streak():
            yield from _streaks(rule, counts)
        case _:
            assert_never(rule)


def _each(rule: Each, causes: Iterable[Cause]) -> Iterator[Move]:
    seen: set[object] = set()
    for cause in causes:
        if cause.part in rule.unless:
            continue
        once = {"finding": None, "case": cause.case, "part": cause.part}[rule.once_per]
        if once is not None and once in seen:
            continue
        seen.add(once)
        times = Decimal(1) if cause.amount is None else cause.amount
        if rule.first_day == "only_full" and cause.amount is not None:
            times -= 1
        if times > 0:
            yield rule.by_part.get(cause.part or "", rule.points) * times, {"cause": cause}


def _that_lose_all(rule: Zero, causes: Iterable[Cause]) -> Iterator[Cause]:
    causes = list(causes)
    if not causes:
        return
    beside = Counter(cause.case for cause in causes if cause.kind == rule.with_twice)
    for cause in causes:
        if cause.kind in rule.of and (rule.with_twice is None or beside[cause.case] > 1):
            yield cause


def _tiers(item: Item, rule: Tiers, causes: Iterable[Cause]) -> Iterator[Move]:
    for cause in causes:
        reached = [tier for tier in rule.tiers if (cause.amount or Decimal(0)) >= tier.at_least]
        if reached:
            points = max(reached, key=lambda tier: tier.at_least).points
            yield item.points or Decimal(0) if points is None else points, {"cause": cause}


def _shortfall(rule: Shortfall, causes: Sequence[Cause], unit_class: str) -> Iterator[Move]:
    """By the rate that was recorded last."""
    if not causes or unit_class not in rule.required:
        return
    cause = causes[-1]
    required = Fraction(rule.required[unit_class])
    told = Fraction(cause.amount or Decimal(0))
    steps = steps_in(required - told, Fraction(rule.step), rule.steps, required)
    if steps:
        reckoned = (("rate", shown(told)), ("required", shown(required)))
        yield exactly(steps * Fraction(rule.points)), {"cause": cause, "reckoned": reckoned}


def _done(rule: Done, causes: Iterable[Cause]) -> Iterator[Move]:
    done: set[str] = set()
    for cause in causes:
        if cause.part in rule.tasks and cause.part not in done:
            done.add(cause.part)
            yield rule.tasks[cause.part], {"cause": cause}


def _by_level(rule: ByLevel, counts: Counts) -> Iterator[Move]:
    for matter in counts.matters:
        known = [rule.points[str(level)] for level in matter.levels if str(level) in rule.points]
        if known:
            points = max(known) if rule.accumulate == "highest" else sum(known, Decimal(0))
            yield points, {"matter": matter, "reckoned": (("levels", " → ".join(map(str, matter.levels))),)}


def _slower(rule: Slower, counts: Counts) -> Iterator[Move]:
    for means in counts.days:
        mean = means.of_class if rule.group_by == "class_and_kind" else means.of_all
        base = max(mean, means.limit)
        steps = steps_in(means.unit - base, Fraction(1), rule.steps, base)
        if steps:
            reckoned = (
                ("month", str(means.month)),
                ("kind", means.kind),
                ("unit_mean", shown(means.unit)),
                ("mean", shown(mean)),
                ("limit", shown(means.limit)),
                ("orders", str(means.orders)),
            )
            yield exactly(steps * Fraction(rule.points)), {"reckoned": reckoned}


def class_mean(rule: BelowMean, peers: Iterable[Share]) -> Fraction | None:
    """The mean of a class: of its units' rates, or of all their cases; None where nothing is counted."""
    return _mean_of(rule.mean, tuple(peers))


@lru_cache(maxsize=256)
def _mean_of(mean: str, peers: tuple[Share, ...]) -> Fraction | None:
    """Remembered, since every unit of a class is held against the same one."""
    if mean == "pooled":
        return Share(sum(peer.counted for peer in peers), sum(peer.bad for peer in peers)).rate
    rates = [peer.rate for peer in peers if peer.rate is not None]
    return sum(rates, Fraction(0)) / len(rates) if rates else None


def _below_mean(rule: BelowMean, counts: Counts) -> Iterator[Move]:
    for quarter in counts.satisfaction:
        rate, mean = quarter.unit.rate, class_mean(rule, quarter.peers)
        if rate is None or mean is None:
            continue
        steps = steps_in(mean - rate, Fraction(1), rule.steps, mean)
        if steps:
            reckoned = (
                ("quarter", str(quarter.quarter)),
                ("rate", shown(rate)),
                ("mean", shown(mean)),
                ("orders", str(quarter.unit.counted)),
            )
            yield exactly(steps * Fraction(rule.points)), {"reckoned": reckoned}


def _streaks(rule: Streak, counts: Counts) -> Iterator[Move]:
    """Months one after the other; with quarters, those of one quarter. No month counts twice."""
    run: list[Standing] = []
    for standing in sorted(counts.standings, key=lambda each: each.month):
        follows = bool(run) and standing.month.before == run[-1].month
        begins_anew = rule.window == "calendar_quarter" and standing.month.begins.month % rule.months == 1
        if not _is_last(rule, standing):
            run = []
            continue
        run = [*run, standing] if follows and not begins_anew else [standing]
        if rule.window == "calendar_quarter" and run[0].month.begins.month % rule.months != 1:
            continue
        if len(run) == rule.months:
            ended, run = run, []
            if counts.term is not None and standing.month not in counts.term.months:
                continue
            reckoned = (
                ("months", ", ".join(str(each.month) for each in ended)),
                ("places", ", ".join(_place(rule, each) for each in ended)),
            )
            yield rule.points, {"reckoned": reckoned}


def _place(rule: Streak, standing: Standing) -> str:
    """`8/8`, in the class or among all."""
    return f"{standing.place}/{standing.of}" if rule.within == "class" else f"{standing.place_of_all}/{standing.of_all}"


def _is_last(rule: Streak, standing: Standing) -> bool:
    place, of = (standing.place, standing.of) if rule.within == "class" else (standing.place_of_all, standing.of_all)
    return of > rule.last and place > of - rule.last
