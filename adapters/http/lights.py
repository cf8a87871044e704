"""The lights of `projections.timeliness.light` as SQL, so that lists can filter and count by them.

`d` is a deadline, `asked.at` the instant. A test holds every condition to the function, row by row.
"""

from __future__ import annotations

from collections.abc import Sequence

RUNNING = "d.state = 'running' AND d.breaches"
PASSED = "(d.due_at < asked.at OR (d.due_at = asked.at AND d.in_time = 'before'))"

LATE = f"((d.state IN ('missed', 'met_late') AND d.breaches) OR ({RUNNING} AND {PASSED}))"
DRAFT = f"({RUNNING} AND NOT {PASSED} AND d.is_provisional)"
SOON = f"({RUNNING} AND NOT {PASSED} AND NOT d.is_provisional AND d.warn_at <= asked.at)"
OK = f"(d.state = 'met' OR ({RUNNING} AND NOT {PASSED} AND NOT d.is_provisional AND d.warn_at > asked.at))"

LIGHTS = ("late", "soon", "draft", "ok", "off")
"""Worst first: the light of several deadlines is the first that any of them shows."""

LIGHT = (
    f"CASE WHEN {LATE} THEN 'late' WHEN {SOON} THEN 'soon' WHEN {DRAFT} THEN 'draft' WHEN {OK} THEN 'ok' ELSE 'off' END"
)

CASES = f"""
lit AS (
    SELECT d."case", bool_or({LATE}) AS late, bool_or({SOON}) AS soon, bool_or({DRAFT}) AS draft, bool_or({OK}) AS ok,
        min(d.due_at) FILTER (WHERE {RUNNING}) AS next_due_at, min(d.due_at) FILTER (WHERE d.breaches) AS worst_due_at
    FROM {{deadlines}} d CROSS JOIN asked WHERE d.state IN ('running', 'missed') AND d.lapsed_at IS NULL
    GROUP BY d."case"
)"""
"""The light of a case: the worst of its deadlines that still run or were missed and bind on; else off."""

LIGHT_OF_CASE = (
    "CASE WHEN lit.late THEN 'late' WHEN lit.soon THEN 'soon' WHEN lit.draft THEN 'draft'"
    " WHEN lit.ok THEN 'ok' ELSE 'off' END"
)


def columns(names: Sequence[str], alias: str) -> str:
    """Columns of a view under an alias, quoted."""
    return ", ".join(f'{alias}."{name}"' for name in names)


def counted_by_light() -> str:
    """One count a light, in the order of LIGHTS; `light` is a column."""
    return ", ".join(f"count(*) FILTER (WHERE light = '{light}')" for light in LIGHTS)
