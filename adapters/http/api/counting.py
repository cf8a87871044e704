"""Counts beside a list: how many there would be of each, under the other filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

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


def counted(values: Iterable[str]) -> list[Count]:
    """How many there are of each value, in the order of the values."""
    return counts_of(sorted(Counter(values).items()))


def counts_by_light(rows: Iterable[tuple[Any, ...]]) -> list[Count]:
    """One count a light, worst first, zeros too."""
    found = dict(rows)
    return [Count(value=light, count=found.get(light, 0)) for light in LIGHTS]


Crossed = Mapping[tuple[str, str], int]
"""How many there are of each light and each value of another column."""


class Tally(NamedTuple):
    """How many a list has, and how many it would have with one of its two filters chosen otherwise."""

    by_light: list[Count]
    by_other: list[Count]
    total: int


def tallied(crossed: Crossed, light: Collection[str], other: Collection[str]) -> Tally:
    """Count by light and by the other column, each under every filter but its own."""
    by_light, by_other, total = Counter[str](), Counter[str](), 0
    for (shown, value), count in crossed.items():
        is_lit, is_other = not light or shown in light, not other or value in other
        by_light[shown] += count * is_other
        by_other[value] += count * is_lit
        total += count * (is_lit and is_other)
    return Tally(counts_by_light(by_light.items()), counts_of(sorted((+by_other).items())), total)
