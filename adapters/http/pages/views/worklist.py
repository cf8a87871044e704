"""The worklist: grouped by what can be done, each case with its time left and its next step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from pydantic import Field

from adapters.http.api import cases as api_cases
from adapters.http.api.cases import CaseLine, CasesParams
from adapters.http.lights import LIGHTS
from adapters.http.pages.deeds import DEEDS, NEXT
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.pages.titles import titles_of
from adapters.http.parameters import Lights, Timed, Word, Words
from adapters.http.remaining import Remaining, remaining
from adapters.http.visibility import own_unit
from application.access import MAY
from projections.timeliness import Timeliness

SHOWN = 12
"""Cases of a group before "more"."""
LISTED = 500
OPEN = (
    "registered",
    "accepted",
    "dispatched",
    "signed",
    "assigned",
    "handling",
    "return_pending",
    "answered",
    "verifying",
)
"""States in which somebody must still act."""
ONE_STEP = frozenset({"answered", "verifying", "closed", "followed_up"})
WAITING = frozenset({"return_pending"})


class WorklistParams(Timed):
    """Filters."""

    status: Words = ()
    kind: Words = ()
    unit: Words = ()
    light: Lights = ()
    group: Word | None = Field(default=None, description="Show all of one group.")


@dataclass(frozen=True)
class Row:
    """A case in the list."""

    case: CaseLine
    title: str
    deadline: Timeliness.Row | None
    """The earliest that binds."""
    deed: str
    path: str

    def left(self, sight: Sight) -> Remaining | None:
        """What is left until then."""
        calendar = sight.asked.api.house.desk.calendars.known()
        return remaining(self.deadline, sight.asked.at, calendar) if self.deadline else None


@dataclass(frozen=True)
class Group:
    """Cases that ask for the same kind of work."""

    key: str
    title: str
    rule: str
    rows: Sequence[Row]
    counts: Sequence[tuple[str, int]]
    total: int


def view(sight: Sight) -> Shown:
    """Cases still open, grouped."""
    asked, params = sight.asked, sight.asked.params
    wanted = CasesParams(
        status=params.status or OPEN,
        kind=params.kind,
        unit=params.unit or _held_now(sight),
        light=params.light,
        limit=LISTED,
        sort="next_due_at",
    )
    found = api_cases.cases(replace(asked, params=wanted))
    titles = titles_of(sight, [line.case for line in found.items])
    clocks = _clocks(sight, found.items)
    rows = [_row(sight, line, titles.get(line.case, ""), clocks.get(line.case)) for line in found.items]
    groups = _grouped(sight, rows, params.group)
    return {
        "cases": found,
        "groups": groups,
        "chosen": params,
        "to_sign": [
            row
            for row in rows
            if row.case.status == "dispatched" and row.deadline and "complaints.sign" in MAY[asked.who.role]
        ],
        "late": next((count.count for count in found.by_light if count.value == "late"), 0),
        "kinds": sorted(Counter(row.case.kind for row in rows).items(), key=lambda pair: -pair[1]),
        "unit": own_unit(asked.who),
        "left": lambda row: row.left(sight),
    }


def _held_now(sight: Sight) -> tuple[str, ...]:
    own = own_unit(sight.asked.who)
    return () if own is None else (own,)


def _clocks(sight: Sight, lines: Sequence[CaseLine]) -> dict[UUID, Timeliness.Row]:
    """The earliest binding deadline of each case."""
    asked = sight.asked
    where = {"case__in": [line.case for line in lines], "state__in": ["running", "missed"], "breaches": True}
    rows = asked.api.reader.rows(Timeliness, asked.as_of, where=where, order=("-due_at",)) if lines else []
    return {row.case: row for row in rows}


def _row(sight: Sight, line: CaseLine, title: str, deadline: Timeliness.Row | None) -> Row:
    may = MAY[sight.asked.who.role]
    steps = NEXT.get(line.status, ())
    if deadline is None or deadline.name != "sign":
        steps = tuple(verb for verb in steps if verb != "sign" or line.status == "dispatched")
    verb = next((verb for verb in steps if f"complaints.{verb}" in may), None)
    if verb is None:
        return Row(line, title, deadline, sight.tongue("打开", "Open"), f"/cases/{line.case}")
    zh, en, _ = DEEDS[verb]
    return Row(line, title, deadline, sight.tongue(zh, en), f"/cases/{line.case}/do/{verb.replace('_', '-')}")


def _grouped(sight: Sight, rows: Sequence[Row], only: str | None) -> list[Group]:
    _ = sight.tongue
    ways = {
        "today": (_("今天到期", "Due today"), _("按剩余时间", "by time left")),
        "one_step": (
            _("超期 · 一步就能结", "Overdue · one step away"),
            _("已有答复，只差审核或告知", "answered already"),
        ),
        "in_hand": (_("超期 · 承办中", "Overdue · in hand"), _("单位还没有答复", "not answered yet")),
        "waiting": (_("超期 · 等裁定", "Overdue · waiting for a ruling"), _("退单或延期待裁定", "a ruling is awaited")),
        "in_time": (_("在时限内", "Within time"), _("按剩余时间", "by time left")),
        "off": (_("不亮灯", "No light"), _("未设时限或依法中止", "no limit set, or suspended")),
    }
    groups = []
    for key, (title, rule) in ways.items():
        within = [row for row in rows if _group_of(row, sight) == key]
        lights: Counter[str] = Counter(row.case.light for row in within)
        counts = [(light, lights[light]) for light in LIGHTS if lights[light]]
        shown = within if only == key else within[:SHOWN]
        groups.append(Group(key, title, rule, shown, counts, len(within)))
    return groups


def _group_of(row: Row, sight: Sight) -> str:
    match row.case.light:
        case "late" if row.case.status in ONE_STEP:
            return "one_step"
        case "late" if row.case.status in WAITING:
            return "waiting"
        case "late":
            return "in_hand"
        case "off":
            return "off"
    due = row.deadline.due_at if row.deadline else None
    return "today" if due is not None and (due - sight.asked.at).total_seconds() < 24 * 3600 else "in_time"


PAGE = Page("/worklist", "cases.read", "worklist.html", view, WorklistParams, "worklist")
