"""指标: the rates of a term as the text counts them and among those who answered; month by month in a chart."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from markupsafe import Markup

from adapters.http.api import indicators as api
from adapters.http.api.indicators import IndicatorsParams, line_of
from adapters.http.api.months import charted
from adapters.http.api.scored_term import authority_of, term_of
from adapters.http.api.times import TimesLine, TimesTaken, times, times_by_limit
from adapters.http.charts.rates import Point, rates
from adapters.http.charts.times import Mark
from adapters.http.charts.times import times as drawn
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.pages.score_terms import opened_on, terms_around
from adapters.http.visibility import own_unit
from application.scores.tallies import rates_of
from domain.calendar.terms import Term
from domain.errors import Refused
from domain.regulations.model import Edition
from domain.values import AuthorityId

MONTHS = 6
"""Of the chart, the term's last one included."""


def view(sight: Sight) -> Shown:
    """The rates of all and of each unit."""
    asked = sight.asked
    try:
        asked = opened_on(asked, is_about_points=False)
        found = api.indicators(asked)
    except Refused as refused:
        return {"found": None, "refused": refused, "term": term_of(asked), "chosen": asked.params}
    sight, term = replace(sight, asked=asked), term_of(asked)
    took, points = times(asked), _points(sight, term.months[-1])
    label = sight.tongue("各月指标", "rates by month")
    return {
        "found": found,
        "chosen": asked.params,
        "times": took,
        "times_chart": _times_chart(sight, took),
        "channels": list(dict.fromkeys(line.group for line in took.by_channel)),
        "crossed": _crossed(took),
        "own": own_unit(asked.who),
        "term": term,
        "terms": terms_around(asked, AuthorityId(found.authority), term),
        "chart": rates(tuple(points), label) if points else None,
        "whole": found.items[0],
        "units": found.items[1:],
    }


def _times_chart(sight: Sight, took: TimesTaken) -> Markup | None:
    """Each kind's middle and ninetieth percentile, class by class; those told in hours are in the table alone."""
    marks = tuple(
        Mark(
            sight.named(line.kind, "kind"),
            sight.named(line.group, "class") if line.group else sight.tongue("未分类", "no class"),
            float(line.median),
            float(line.ninetieth),
        )
        for line in sorted(took.by_class, key=lambda line: (line.kind, line.group))
        if line.median and line.ninetieth and line.measured_in == "working_day"
    )
    axis = sight.tongue(
        "工作日：点为中位数，线到九成", "working days: the mark is the median, the line goes to the 90th"
    )
    label = sight.tongue("各类诉求用时", "time taken, by kind")
    return drawn(marks, axis, label) if marks else None


def _crossed(took: TimesTaken) -> dict[str, dict[str, dict[str, TimesLine]]]:
    """Class → kind → channel → how long it took."""
    found: dict[str, dict[str, dict[str, TimesLine]]] = {}
    for line in took.by_class_and_channel:
        found.setdefault(line.group, {}).setdefault(line.kind, {})[line.channel or ""] = line
    return found


def _points(sight: Sight, last: Term) -> list[Point]:
    """The rates of all together in the months up to one; months in which nothing was counted are left out."""
    asked, authority = sight.asked, authority_of(sight.asked)
    months = [last]
    while len(months) < MONTHS:
        months.append(months[-1].before)
    points: list[Point] = []
    months.reverse()
    for edition, those in groupby(months, lambda month: _edition(sight, authority, month)):
        if edition is None:
            continue
        for name, month in charted(asked, edition, authority, list(those)).items():
            lines = (line_of(edition, each) for each in rates_of(edition, month))
            points += [
                Point(name, sight.tongue(line.words.zh, line.words.en), float(line.percent))
                for line in lines
                if line.percent is not None
            ]
    return points


def _edition(sight: Sight, authority: AuthorityId, month: Term) -> Edition | None:
    try:
        return sight.asked.api.house.scores.edition_of(authority, month)
    except Refused:
        return None


def limits(sight: Sight) -> Shown:
    """How long each step with a limit took."""
    asked = sight.asked
    try:
        asked = opened_on(asked, is_about_points=False)
        found = times_by_limit(asked)
    except Refused as refused:
        return {"found": None, "refused": refused, "term": term_of(asked), "chosen": asked.params}
    term = term_of(asked)
    terms = terms_around(asked, AuthorityId(found.authority), term)
    return {"found": found, "chosen": asked.params, "term": term, "terms": terms}


LIMITS = Page("/indicators/limits", "scores.read", "limits.html", limits, IndicatorsParams, "indicators")
PAGE = Page("/indicators", "scores.read", "indicators.html", view, IndicatorsParams, "indicators")
