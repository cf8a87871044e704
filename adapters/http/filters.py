"""Conditions of a list, put together from its filters; values are always parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def where(filters: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """SQL after WHERE for the filters that are given: condition → value.

    A condition is a column (a tuple means any of several values) or a whole one with its `%s`.
    """
    parts, values = ["true"], []
    for condition, value in filters.items():
        if value is None or value == ():
            continue
        if "%s" in condition:
            parts.append(condition)
            values.append(value)
        else:
            parts.append(f'"{condition}" = ANY(%s)')
            values.append(list(value) if isinstance(value, tuple) else [value])
    return " AND ".join(parts), values


def ordered(sort: str) -> str:
    """SQL of a sort key, descending with a leading minus; what has no value comes last."""
    return f'"{sort.removeprefix("-")}" {"DESC" if sort.startswith("-") else "ASC"} NULLS LAST'
