"""How rates went, month by month: a line each, its last value in words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import altair as alt
from markupsafe import Markup

from adapters.http.charts.drawn import svg, tokens

WIDE, NARROW, HEIGHT = 730, 330, 220
"""Pixels. Each chart is drawn twice rather than scaled until it cannot be read."""


class Point(NamedTuple):
    """One rate in one month."""

    month: str
    what: str
    percent: float


@lru_cache(maxsize=64)
def rates(points: tuple[Point, ...], label: str) -> Markup:
    """The chart in both sizes."""
    return Markup().join(svg(_chart(points, width), label, size) for width, size in ((WIDE, "w"), (NARROW, "n")))


def _chart(points: Sequence[Point], width: int) -> alt.LayerChart:
    colours = tokens()
    names = list(dict.fromkeys(point.what for point in points))
    hues = [colours[name] for name in ("series-1", "series-2", "series-3", "ink")]
    data = alt.InlineData(values=[point._asdict() for point in points])
    least = min((point.percent for point in points), default=0)
    low = max(0, int(least // 10) * 10)
    x = alt.X("month:O", title=None, axis=alt.Axis(labelAngle=0))
    y = alt.Y("percent:Q", title=None, scale=alt.Scale(domain=[low, 100]), axis=alt.Axis(tickCount=5, format="d"))
    legend: Any = alt.Legend(
        title=None,
        orient="top",
        columns=len(names) if width == WIDE else 2,
        labelColor=colours["ink"],
        labelFontSize=12,
        symbolDash=[1, 0],
    )
    hue = alt.Color("what:N", scale=alt.Scale(domain=names, range=hues[: len(names)]), legend=legend)
    dashes = [[1, 0], [5, 3], [2, 2], [8, 3, 2, 3]]
    dash = alt.StrokeDash("what:N", scale=alt.Scale(domain=names, range=dashes[: len(names)]), legend=None)
    layers: list[Any] = [
        alt.Chart(data).mark_line().encode(x=x, y=y, color=hue, strokeDash=dash),
        alt.Chart(data).mark_point(filled=True, opacity=1, size=36).encode(x=x, y=y, color=hue),
    ]
    return alt.LayerChart(layer=layers).properties(width=width, height=HEIGHT)
