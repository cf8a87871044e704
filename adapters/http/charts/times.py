"""How long kinds of orders took: a row each, a mark for every class of units, at the middle and the ninetieth."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import altair as alt
from markupsafe import Markup

from adapters.http.charts.drawn import svg, tokens

WIDE, NARROW, ROW = 730, 330, 26
"""Pixels. Each chart is drawn twice rather than scaled until it cannot be read."""
SHAPES = ["circle", "square", "triangle-up", "diamond"]


class Mark(NamedTuple):
    """One kind within one class."""

    kind: str
    group: str
    median: float
    ninetieth: float


@lru_cache(maxsize=64)
def times(marks: tuple[Mark, ...], axis: str, label: str) -> Markup:
    """The chart in both sizes."""
    return Markup().join(svg(_chart(marks, axis, width), label, size) for width, size in ((WIDE, "w"), (NARROW, "n")))


def _chart(marks: Sequence[Mark], axis: str, width: int) -> alt.LayerChart:
    colours = tokens()
    groups = list(dict.fromkeys(mark.group for mark in marks))
    kinds = list(dict.fromkeys(mark.kind for mark in marks))
    hues = [colours[name] for name in ("series-1", "series-2", "series-3", "ink")]
    data = alt.InlineData(values=[mark._asdict() for mark in marks])
    y = alt.Y("kind:N", title=None, sort=kinds, axis=alt.Axis(labelLimit=110))
    apart = alt.YOffset("group:N", sort=groups)
    legend: Any = alt.Legend(
        title=None,
        orient="top",
        columns=len(groups) if width == WIDE else 2,
        labelColor=colours["ink"],
        labelFontSize=12,
        symbolOpacity=1,
    )
    hue = alt.Color("group:N", scale=alt.Scale(domain=groups, range=hues[: len(groups)]), legend=legend)
    shape = alt.Shape("group:N", scale=alt.Scale(domain=groups, range=SHAPES[: len(groups)]), legend=legend)
    x = alt.X("median:Q", title=axis, scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=6, format="d"))
    layers: list[Any] = [
        alt.Chart(data)
        .mark_rule(strokeWidth=2, opacity=0.5)
        .encode(y=y, yOffset=apart, x=x, x2="ninetieth:Q", color=hue),
        alt.Chart(data)
        .mark_point(filled=True, opacity=1, size=46)
        .encode(y=y, yOffset=apart, x=x, color=hue, shape=shape),
    ]
    return alt.LayerChart(layer=layers).properties(width=width - 120, height=ROW * len(kinds))
