"""Counts beside a list: how many there would be of each, under the other filters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import Field

from adapters.http.lights import LIGHTS
from adapters.http.shapes import Shape


class Count(Shape):
    """How many have one value."""

    value: str = Field(description="What a filter takes.")
    count: int


def counts_of(rows: Iterable[tuple[Any, ...]]) -> list[Count]:
    """Counts as they came."""
    return [Count(value=str(value), count=count) for value, count in rows]


def counts_by_light(rows: Iterable[tuple[Any, ...]]) -> list[Count]:
    """One count a light, worst first, zeros too."""
    found = dict(rows)
    return [Count(value=light, count=found.get(light, 0)) for light in LIGHTS]
