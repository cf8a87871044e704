"""Answers about rates and rankings, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from application.points.question import PointsUnanswerable, number
from domain.regulations.model import Edition
from domain.rules.indicators import Measured, Rated, answered, counts_as, statutory
from domain.rules.ranking import grouped

Answer = dict[str, Any]


def rate_answer(edition: Edition, name: str, facts: Mapping[str, object]) -> Answer:
    """A rate: so many of so many, or of orders as they were rated. Raises PointsUnanswerable."""
    if name not in edition.rates:
        known = ", ".join(edition.rates) or "none"
        raise PointsUnanswerable(f"{edition.id} has no rate {name!r}", remedy=f"its rates are: {known}")
    rate = edition.rates[name]
    found: Answer = {"edition": edition.id, "rate": name, "clause": rate.clause}
    if isinstance(facts.get("rated"), list):
        rated = [Rated(**each) for each in cast("list[Any]", facts["rated"])]
        measured, of_answers = statutory(rated), answered(rated)
        found["counted"] = [counts_as(each) for each in rated]
    else:
        count = {key: int(number(told, key)) for key, told in facts.items()}
        of = count.get("of", 0) - count.get("left_out", 0)
        measured = Measured(of, count["counted"] if "counted" in count else of - count.get("bad_twice", 0))
        said = of - count.get("unrated", 0)
        of_answers = Measured(said, said - count.get("bad_once", 0))
    found |= {"rate_percent": _percent(measured, rate.decimals), "n": measured.of}
    if rate.counts == "satisfied":
        found |= {"of_answers_percent": _percent(of_answers, rate.decimals), "n_of_answers": of_answers.of}
    return found


def _percent(measured: Measured, decimals: int) -> str | None:
    percent = measured.percent(decimals)
    return None if percent is None else f"{percent:f}"


def ranking_answer(edition: Edition, name: str, facts: Mapping[str, object]) -> Answer:
    """Who stands in which group. Raises PointsUnanswerable, FieldTooSmall."""
    if name not in edition.rankings:
        known = ", ".join(edition.rankings) or "none"
        raise PointsUnanswerable(f"{edition.id} ranks no {name!r}", remedy=f"its rankings are: {known}")
    ranking, scores = edition.rankings[name], _scores(facts)
    unfit = cast("list[str]", facts.get("unfit", []))
    groups = {
        group.code: {
            "clause": group.clause,
            "decided": list(group.decided),
            "n": len(group.decided),
            "undecided": list(group.undecided),
            "seats_left": group.seats_left,
            "not_met": list(group.not_met),
        }
        for group in grouped(ranking, scores, unfit)
    }
    return {"edition": edition.id, "ranking": name, "clause": ranking.clause, "groups": groups, "proposed_only": True}


def _scores(facts: Mapping[str, object]) -> dict[str, Decimal]:
    """Scores as given, or a field of `n` made up in steps, some of them tied."""
    if isinstance(facts.get("scores"), Mapping):
        return {who: number(told, who) for who, told in cast("Mapping[str, object]", facts["scores"]).items()}
    scores = {f"c{no:03}": 100 - Decimal("0.3") * no for no in range(1, int(number(facts.get("n", 0), "n")) + 1)}
    tied = cast("list[str]", facts.get("tie", []))
    return {who: scores[tied[0]] if who in tied else score for who, score in scores.items()}
