"""Everybody's cards of a term, from what they rest on: a month's places need the cards of that month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from application.scores.material import Material, rules_of
from application.scores.sheet import ranked
from domain.calendar.terms import Term
from domain.regulations.score_rules import Streak
from domain.regulations.scoring import Scoring
from domain.rules.scorecard import Counts, Matter, Scorecard, Standing
from domain.rules.scoring import score, scoring_of
from domain.values import UnitId


def orders_from(scoring: Scoring, term: Term) -> datetime:
    """From when on orders move a card of a term: the quarters that end in it begin before it, and so may a streak."""
    in_quarters = (month for quarter in term.quarters for month in quarter.months)
    return min(month.begins for month in (*term.months, *in_quarters, *_of_a_streak(scoring, term)))


def scored(material: Material, term: Term, standings: Mapping[UnitId, tuple[Standing, ...]]) -> dict[UnitId, Scorecard]:
    """Everybody's card of a term."""
    scoring = scoring_of(material.edition)
    causes, matters = material.causes(term), material.matters(term)
    means, satisfaction = material.means(scoring, term), material.satisfaction(scoring, term)
    return {
        unit: score(
            material.edition,
            causes.get(unit, ()),
            Counts(
                unit_class=unit_class,
                days=tuple(means.get(unit, ())),
                satisfaction=tuple(satisfaction.get(unit, ())),
                standings=standings.get(unit, ()),
                matters=tuple(
                    Matter(each.levels, each.case, each.position, each.supervision) for each in matters.get(unit, ())
                ),
                term=term,
            ),
        )
        for unit, unit_class in material.classes.items()
    }


def standings_of(material: Material, scoring: Scoring, term: Term) -> dict[UnitId, tuple[Standing, ...]]:
    """Everybody's places in the months a streak may run over."""
    found: dict[UnitId, list[Standing]] = {unit: [] for unit in material.classes}
    for month in _of_a_streak(scoring, term):
        if material.is_silent(month):
            continue  # everybody stands first, and a streak ends here
        cards = scored(material, month, {})
        of_class = ranked(cards, material.classes, scoring.decimals)
        of_all = ranked(cards, dict.fromkeys(cards, ""), scoring.decimals)
        for unit, each in of_class.items():
            found[unit].append(Standing(month, each.place, each.of, of_all[unit].place, of_all[unit].of))
    return {unit: tuple(places) for unit, places in found.items() if places}


def if_contests_succeed(material: Material, term: Term, cards: Mapping[UnitId, Scorecard]) -> dict[UnitId, Decimal]:
    """The total of each unit that contests something, if all that is contested were overturned, where it is another."""
    contesting = {each.unit for each in material.findings if each.cause.is_contested}
    if not contesting:
        return {}
    without = replace(material, findings=[each for each in material.findings if not each.cause.is_contested])
    otherwise = scored(without, term, standings_of(without, scoring_of(material.edition), term))
    return {
        unit: otherwise[unit].total for unit in contesting & cards.keys() if otherwise[unit].total != cards[unit].total
    }


def _of_a_streak(scoring: Scoring, term: Term) -> Sequence[Term]:
    """The months a streak that ends in a term may run over."""
    rule = next(rules_of(scoring, Streak), None)
    if rule is None:
        return ()
    if rule.window == "calendar_quarter":
        return [month for quarter in term.quarters for month in quarter.months]
    return [month for month in term.year.months if month.ends <= term.ends]
