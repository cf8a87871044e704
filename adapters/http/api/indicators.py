"""Indicators: the rates of a term, as the text counts and among those who answered, each with what it is taken over."""

from __future__ import annotations

from pydantic import Field

from adapters.http.api.score_shapes import Said
from adapters.http.api.scored_term import authority_of, term_of
from adapters.http.api.tallies import BY_UNIT, tallied
from adapters.http.parameters import Timed, Word
from adapters.http.question import Asked, Question
from adapters.http.shapes import Shape, TimedShape
from adapters.http.visibility import own_unit
from application.scores.indicators import Indicator, rated_apart
from application.scores.tallies import Tally, rates_of, together
from domain.regulations.model import Edition


class IndicatorsParams(Timed):
    """Which term, and whose."""

    term: Word | None = Field(default=None, description="2025-08, 2025Q3 or 2025; the month of the moment by default.")
    authority: Word | None = None


class RateLine(Shape):
    """One rate."""

    rate: str
    words: Said
    clause: str
    percent: str | None = Field(description="As the text counts; None where there is nothing to take it over.")
    of: int
    counted: int
    percent_of_answers: str | None = Field(description="Among those who answered, where that is another figure.")
    answers: int | None


class UnitRates(Shape):
    """The rates of a unit; of all together where it names none."""

    unit: str | None
    rates: list[RateLine]


class Indicators(TimedShape):
    """The rates of an authority and of its units; a unit sees its own beside those of all."""

    authority: str
    term: str
    edition: str
    items: list[UnitRates]


def indicators(asked: Asked) -> Indicators:
    """Every rate of the text. Raises Refused."""
    authority, term, own = authority_of(asked), term_of(asked), own_unit(asked.who)
    scores = asked.api.house.scores
    edition = scores.edition_of(authority, term)
    units = scores.counted.units(authority, asked.as_of)
    apart = rated_apart(scores.found, edition, authority, term, asked.as_of)
    of_units = tallied(asked, edition, authority, (term.begins, term.ends), BY_UNIT, dict.fromkeys(units, apart))
    found = {None: together(of_units.values())} | {unit: of_units.get(unit, Tally()) for unit in units}
    items = [
        UnitRates(unit=unit, rates=[line_of(edition, each) for each in rates_of(edition, tally)])
        for unit, tally in found.items()
        if own is None or unit in {None, own}
    ]
    return Indicators(authority=authority, term=str(term), edition=edition.id, items=items)


def line_of(edition: Edition, indicator: Indicator) -> RateLine:
    """A rate in figures."""
    rate, measured, answers = edition.rates[indicator.rate], indicator.measured, indicator.of_answers
    percent = measured.percent(rate.decimals)
    among = answers.percent(rate.decimals) if answers is not None else None
    return RateLine(
        rate=indicator.rate,
        words=Said.model_validate(rate.words),
        clause=rate.clause,
        percent=None if percent is None else f"{percent:f}",
        of=measured.of,
        counted=measured.counted,
        percent_of_answers=None if among is None else f"{among:f}",
        answers=None if answers is None else answers.of,
    )


QUESTIONS = (
    Question("/api/indicators", "scores.read", "The rates of a term", IndicatorsParams, Indicators, indicators),
)
