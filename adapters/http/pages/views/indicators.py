"""指标: the rates of a term as the text counts them and among those who answered; month by month in a chart."""

from __future__ import annotations

from adapters.http.api import indicators as api
from adapters.http.api.indicators import IndicatorsParams, line_of
from adapters.http.api.scored_term import authority_of, term_of
from adapters.http.api.times import times
from adapters.http.charts.rates import Point, rates
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.visibility import own_unit
from application.scores.indicators import ALL
from domain.calendar.terms import Term
from domain.errors import Refused

MONTHS = 6
"""Of the chart, the term's last one included."""


def view(sight: Sight) -> Shown:
    """The rates of all and of each unit."""
    asked = sight.asked
    term = term_of(asked)
    try:
        found = api.indicators(asked)
    except Refused as refused:
        return {"found": None, "refused": refused, "term": term}
    points = _points(sight, term.months[-1])
    label = sight.tongue("各月指标", "rates by month")
    month = Term.month_of(asked.at)
    quarter = Term(f"{month.begins:%Y}Q{(month.begins.month + 2) // 3}")
    return {
        "found": found,
        "times": times(asked),
        "own": own_unit(asked.who),
        "term": term,
        "terms": list(dict.fromkeys((term.before, term, month, quarter, term.year))),
        "chart": rates(tuple(points), label) if points else None,
        "whole": found.items[0],
        "units": found.items[1:],
    }


def _points(sight: Sight, last: Term) -> list[Point]:
    """The rates of all together in the months up to one; months in which nothing was counted are left out."""
    asked, scores = sight.asked, sight.asked.api.house.scores
    months = [last]
    while len(months) < MONTHS:
        months.append(months[-1].before)
    points: list[Point] = []
    for month in reversed(months):
        try:
            edition = scores.edition_of(authority_of(asked), month)
            found = scores.indicators(authority_of(asked), month, asked.at, asked.as_of)[ALL]
        except Refused:
            continue
        lines = (line_of(edition, each) for each in found)
        points += [
            Point(str(month), sight.tongue(line.words.zh, line.words.en), float(line.percent))
            for line in lines
            if line.percent is not None
        ]
    return points


PAGE = Page("/indicators", "scores.read", "indicators.html", view, IndicatorsParams, "indicators")
