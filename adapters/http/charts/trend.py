"""How many cases came in and how many were closed, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

import altair as alt
from markupsafe import Markup

from adapters.http.charts.drawn import svg, tokens

WIDE, NARROW, HEIGHT = 730, 330, 188
"""Pixels. Each chart is drawn twice rather than scaled until it cannot be read."""
AHEAD = {WIDE: 4, NARROW: 7}
"""Days kept free at the right, for the last values' words."""
CLOSE = 0.12
"""Share of the height within which two words would touch."""


class Day(NamedTuple):
    """One day's figures. The last one may still be going on."""

    day: date
    came: int
    closed: int
    is_working: bool


class Words(NamedTuple):
    """What the chart says."""

    label: str
    came: str
    closed: str
    later: str


@lru_cache(maxsize=64)
def trend(days: tuple[Day, ...], words: Words, *, is_past: bool) -> Markup:
    """The chart in both sizes. `is_past` marks where the moment asked about ends it."""
    drawn = ((WIDE, "w"), (NARROW, "n"))
    return Markup().join(svg(_chart(days, words, width, is_past=is_past), words.label, size) for width, size in drawn)


def _chart(days: Sequence[Day], words: Words, width: int, *, is_past: bool) -> alt.LayerChart:
    colours = tokens()
    *whole, last = days
    until = last.day + timedelta(days=AHEAD[width])
    scale = alt.Scale(domain=[f"{days[0].day}T00:00:00", f"{until}T12:00:00"])
    ticks: Any = {"interval": "week", "step": 1 if width == WIDE else 2}
    x = alt.X("day:T", title=None, scale=scale, axis=alt.Axis(format="%-m/%-d", tickCount=ticks, labelOverlap=True))
    y = alt.Y("count:Q", title=None, axis=alt.Axis(tickCount=4, format="d"))
    both = [words.came, words.closed]
    hue = alt.Color("what:N", scale=alt.Scale(domain=both, range=[colours["series-1"], colours["series-2"]]))
    dash = alt.StrokeDash("what:N", scale=alt.Scale(domain=both, range=[[1, 0], [5, 3]]))
    shape = alt.Shape("what:N", scale=alt.Scale(domain=both, range=["circle", "square"]))
    now = _values([last], words)
    layers: list[Any] = [
        alt.Chart(_bands(days)).mark_rect(color=colours["rest"], clip=True).encode(x=alt.X("from:T"), x2="until:T"),
        alt.Chart(_values(whole, words)).mark_line().encode(x=x, y=y, color=hue, strokeDash=dash),
        alt.Chart(now).mark_point(filled=True, opacity=1, size=44).encode(x=x, y=y, color=hue, shape=shape),
    ]
    if is_past:
        layers += _end(last.day, until, words, colours)
    else:
        layers += _said(last, words, max(count for day in days for count in (day.came, day.closed)), x, y)
    return alt.LayerChart(layer=layers).properties(width=width, height=HEIGHT)


def _said(last: Day, words: Words, most: int, x: alt.X, y: alt.Y) -> list[Any]:
    """The last values in words, apart where their points stand close together."""
    is_close = abs(last.came - last.closed) <= most * CLOSE
    up = 8 if is_close else 0
    higher = last.came >= last.closed
    shifts = {words.came: -up if higher else up, words.closed: up if higher else -up}
    return [
        alt.Chart(alt.InlineData(values=[value]))
        .mark_text(align="left", dx=8, dy=shifts[value["what"]], fontSize=12, fontWeight=600, color=tokens()["ink"])
        .encode(x=x, y=y, text="says:N")
        for value in _values([last], words).values
    ]


def _values(days: Sequence[Day], words: Words) -> alt.InlineData:
    return alt.InlineData(
        values=[
            {"day": f"{each.day}T00:00:00", "count": count, "what": what, "says": f"{what} {count}"}
            for each in days
            for what, count in ((words.came, each.came), (words.closed, each.closed))
        ]
    )


def _bands(days: Sequence[Day]) -> alt.InlineData:
    """Days off, each from the noon before to its noon, so that its point stands in the middle."""
    return alt.InlineData(
        values=[
            {"from": f"{each.day - timedelta(days=1)}T12:00:00", "until": f"{each.day}T12:00:00"}
            for each in days
            if not each.is_working
        ]
    )


def _end(last: date, until: date, words: Words, colours: dict[str, str]) -> list[Any]:
    """The violet end: what came later had not happened."""
    rest = alt.InlineData(values=[{"from": f"{last}T12:00:00", "until": f"{until}T12:00:00", "says": words.later}])
    return [
        alt.Chart(rest).mark_rect(color=colours["past-soft"], opacity=1).encode(x="from:T", x2="until:T"),
        alt.Chart(rest).mark_rule(color=colours["past"], strokeWidth=2).encode(x="from:T"),
    ]
