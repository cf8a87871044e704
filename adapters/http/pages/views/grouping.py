"""Cases sorted by what can be done about them, counted and cut off in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from adapters.http.api.cases import LIT, CasesParams, conditions_of
from adapters.http.filters import where
from adapters.http.lights import LIGHTS
from adapters.http.pages.page import Sight
from domain.calendar import beijing, midnight
from projections.case_ledger import CaseLedger
from projections.custody import Custody
from projections.timeliness import Timeliness

GROUPS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "to_follow_up": (
        ("待回访", "To follow up"),
        ("已办结，问诉求人满不满意", "closed; ask whether they are satisfied"),
    ),
    "instructed": (("领导批示", "Leaders’ instructions"), ("按批示的期限反馈", "answer by the day that was set")),
    "today": (("今天到期", "Due today"), ("按剩余时间", "by time left")),
    "one_step": (
        ("超期 · 一步就能结", "Overdue · one step away"),
        ("已有答复，只差这一步", "answered already; only this step is missing"),
    ),
    "in_hand": (("超期 · 等您办", "Overdue · yours to do"), ("最久的在前", "longest first")),
    "elsewhere": (("超期 · 等别人", "Overdue · with others"), ("下一步不在本席位", "the next step is not this seat’s")),
    "in_time": (("在时限内", "Within time"), ("按剩余时间", "by time left")),
    "off": (("不亮灯", "No light"), ("未设时限，或时限已了", "no limit set, or none runs any more")),
    "to_archive": (("待归档", "To be filed"), ("已回访，材料齐了就归档", "followed up; filed once complete")),
}
"""Group → title and rule, in the order they stand."""
ONE_DAY = timedelta(days=1)
ALMOST = ("answered", "verifying")
"""States one step from the end."""

GROUPING = """
, marked AS (
    SELECT l.*, EXISTS (
        SELECT 1 FROM {deadlines} i WHERE i."case" = l."case" AND i.name = 'instruction' AND i.state = 'running'
    ) AS is_instructed FROM listed l
), grouped AS (
    SELECT m.*, CASE
        WHEN status = 'closed' THEN 'to_follow_up' WHEN status = 'followed_up' THEN 'to_archive'
        WHEN is_instructed THEN 'instructed'
        WHEN light = 'late' AND NOT status = ANY(%s) THEN 'elsewhere'
        WHEN light = 'late' AND status = ANY(%s) THEN 'one_step'
        WHEN light = 'late' THEN 'in_hand'
        WHEN light = 'off' THEN 'off'
        WHEN next_due_at <= %s THEN 'today' ELSE 'in_time'
    END AS "group" FROM marked m
)"""

NUMBERED = """, numbered AS (
    SELECT g.*, row_number() OVER (
        PARTITION BY "group" ORDER BY worst_due_at NULLS LAST, registered_at, "case"
    ) AS place FROM grouped g WHERE """

COLUMNS = (
    "case",
    "number",
    "kind",
    "channel",
    "status",
    "unit",
    "registered_at",
    "sent_back",
    "is_instructed",
    "light",
)


@dataclass(frozen=True)
class Listed:
    """A case as a list shows it."""

    case: UUID
    number: str
    kind: str
    channel: str
    status: str
    unit: str | None
    registered_at: datetime
    sent_back: int
    is_instructed: bool
    light: str


@dataclass(frozen=True)
class Grouped:
    """One group: its first cases, and how many show each light."""

    lines: Sequence[Listed]
    counts: Sequence[tuple[str, int]]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(count for _, count in self.counts)


def grouped(
    sight: Sight, wanted: CasesParams, mine: frozenset[str], piece: tuple[str | None, int, int]
) -> dict[str, Grouped]:
    """Groups that are not empty. `mine` are the states whose next step is the caller's; `piece` cuts each group."""
    only, offset, limit = piece
    asked = sight.asked
    condition, values = where(conditions_of(asked, wanted))
    end_of_today = midnight(beijing(asked.at).date() + ONE_DAY)
    before = [asked.at, sorted(mine), list(ALMOST), end_of_today]
    counts: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for key, light, count in _ask(
        sight, f'SELECT "group", light, count(*) FROM grouped WHERE {condition} GROUP BY 1, 2', [*before, *values]
    ):
        counts[key].append((light, count))
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    tail = f'{NUMBERED}{condition}) SELECT "group", {names} FROM numbered WHERE place > %s AND place <= %s'
    given = [*before, *values, offset, offset + limit]
    lines: dict[str, list[Listed]] = defaultdict(list)
    for key, *row in _ask(sight, f'{tail} AND (%s::text IS NULL OR "group" = %s) ORDER BY place', [*given, only, only]):
        lines[key].append(Listed(*row))
    return {
        key: Grouped(lines[key], sorted(counts[key], key=lambda pair: LIGHTS.index(pair[0])))
        for key in counts
        if only in {None, key}
    }


def kinds_of(sight: Sight, wanted: CasesParams) -> Sequence[tuple[str, int]]:
    """Kinds under the other filters, most frequent first."""
    conditions = {name: value for name, value in conditions_of(sight.asked, wanted).items() if name != "kind"}
    condition, values = where(conditions)
    text = f"{LIT} SELECT kind, count(*) FROM listed WHERE {condition} GROUP BY 1 ORDER BY 2 DESC, 1"
    return sight.asked.api.reader.query(text, sight.asked.as_of, [sight.asked.at, *values], **VIEWS)


def _ask(sight: Sight, tail: str, values: Sequence[Any]) -> Sequence[tuple[Any, ...]]:
    return sight.asked.api.reader.query(f"{LIT}{GROUPING}{tail}", sight.asked.as_of, list(values), **VIEWS)


VIEWS = {"ledger": CaseLedger, "deadlines": Timeliness, "custody": Custody}
