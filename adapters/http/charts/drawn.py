"""Draws a specification. Its colours become the page's own tokens, so that one drawing serves light, dark and print."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert
from markupsafe import Markup

HERE = Path(__file__).parent
TOKENS = HERE.parent / "pages" / "static" / "tokens.css"


@cache
def tokens() -> dict[str, str]:
    """Name → hex of every light colour. No two share one, or a drawing could not tell them apart."""
    light = TOKENS.read_text("utf-8").partition("}")[0]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})\b", light))


@cache
def _theme() -> dict[str, Any]:
    theme: dict[str, Any] = json.loads((HERE / "theme.json").read_text("utf-8"))["config"]
    return theme


def svg(chart: alt.LayerChart, label: str, size: str) -> Markup:
    """A chart as it stands in a page: a picture with one sentence. `size` is w(ide) or n(arrow)."""
    drawn: str = vl_convert.vegalite_to_svg({**chart.to_dict(), "config": _theme()})
    for name, colour in tokens().items():
        drawn = re.sub(re.escape(colour), f"var(--{name})", drawn, flags=re.IGNORECASE)
    drawn = re.sub(r' (?:font-family|role|aria-roledescription|aria-label)="[^"]*"', "", drawn)
    drawn = re.sub(
        r'(<svg[^>]*?) width="([\d.]+)" height="[\d.]+"', r'\1 style="width:100%;max-width:\2px"', drawn, count=1
    )
    drawn = re.sub(r"(\d+\.\d{2})\d+", r"\1", drawn)
    drawn = drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
    around = Markup('<div class="chart {}" role="img" aria-label="{}">{}</div>')
    return around.format(size, label, Markup(drawn))  # noqa: S704  (drawn by us; the renderer escapes its texts)
