"""The worklist: grouped by what this seat can do, each case with its time left and its next step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from pydantic import Field

from adapters.http.api import cases as api_cases
from adapters.http.api import consultations as api_consultations
from adapters.http.api import obligations as api_obligations
from adapters.http.api import timeliness as api_timeliness
from adapters.http.api.cases import CasesParams
from adapters.http.api.consultations import TaskLine, TasksParams
from adapters.http.api.counting import tallied
from adapters.http.api.deadline import DeadlineLine, lines_of
from adapters.http.api.obligations import ObligationLine
from adapters.http.api.timeliness import Timelines, TimelinessParams
from adapters.http.pages.deeds import DEEDS, NEXT
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.pages.titles import titles_of
from adapters.http.pages.views.grouping import GROUPS, Grouped, Listed, grouped, kinds_of
from adapters.http.parameters import Lights, Timed, Word, Words
from adapters.http.visibility import own_unit
from application.access import MAY
from projections.case_ledger import CaseLedger
from projections.timeliness import Timeliness

SHOWN = 12
"""Cases of a group before "more"."""
A_PAGE = 100
"""Cases of a group that is opened alone."""
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
AFTERWARDS = {"closed": "follow_up", "followed_up": "archive"}
"""States after the answer → what is still to be done, by those who may."""


class WorklistParams(Timed):
    """Filters."""

    status: Words = ()
    kind: Words = ()
    unit: Words = ()
    light: Lights = ()
    group: Word | None = Field(default=None, description="Show all of one group.")
    offset: int = Field(default=0, ge=0, le=1_000_000, description="Of a group shown alone.")


@dataclass(frozen=True)
class Row:
    """A case in the list."""

    case: Listed
    title: str
    deadline: DeadlineLine | None
    """The one to look at first."""
    deed: str
    icon: str
    path: str


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
    units = params.unit or _held_now(sight)
    wanted = CasesParams(status=params.status or OPEN, kind=params.kind, unit=units, light=params.light)
    found = tallied(api_cases.crossed(asked, wanted), wanted.light, wanted.status)
    listed = grouped(sight, _everything(sight, wanted), mine_of(sight), _slice(params))
    titles = titles_of(sight, [line.case for group in listed.values() for line in group.lines])
    clocks = _clocks(sight, [line.case for group in listed.values() for line in group.lines])
    groups = [_group(sight, key, listed[key], titles, clocks) for key in GROUPS if key in listed]
    return {
        "cases": found,
        "groups": groups,
        "chosen": params,
        "beside": next((row for group in groups for row in group.rows), None),
        "owed": _owed(sight),
        "to_sign": (signs := _to_sign(sight, units)),
        "signs": _numbered(sight, signs),
        "tasks": _tasks(sight),
        "late": next((count.count for count in found.by_light if count.value == "late"), 0),
        "kinds": kinds_of(sight, wanted),
        "unit": own_unit(asked.who),
        "waited": lambda line: _waited(line.registered_at, asked.at),
    }


def mine_of(sight: Sight) -> frozenset[str]:
    """States whose next step is this seat's."""
    may = MAY[sight.asked.who.role]
    return frozenset(state for state, verbs in NEXT.items() if any(f"complaints.{verb}" in may for verb in verbs))


def _everything(sight: Sight, wanted: CasesParams) -> CasesParams:
    """The open ones; without a filter also what is still to be done after the answer, by those who may."""
    params, may = sight.asked.params, MAY[sight.asked.who.role]
    if params.status or params.kind or params.light:
        return wanted
    more = tuple(state for state, verb in AFTERWARDS.items() if f"complaints.{verb}" in may)
    return wanted.model_copy(update={"status": (*OPEN, *more)})


def _slice(params: WorklistParams) -> tuple[str | None, int, int]:
    """Which group alone, from where, how many."""
    return params.group, params.offset if params.group else 0, A_PAGE if params.group else SHOWN


def _held_now(sight: Sight) -> tuple[str, ...]:
    own = own_unit(sight.asked.who)
    return () if own is None else (own,)


def _waited(since: datetime, at: datetime) -> int:
    """Whole days."""
    return max((at - since).days, 0)


def _to_sign(sight: Sight, units: tuple[str, ...]) -> Timelines | None:
    """What must be signed for before its time; nothing for who does not sign."""
    if sight.is_past or "complaints.sign" not in MAY[sight.asked.who.role]:
        return None
    wanted = TimelinessParams(state=("running",), name=("sign",), unit=units, limit=4)
    found = api_timeliness.timeliness(replace(sight.asked, params=wanted))
    return found if found.total else None


def _tasks(sight: Sight) -> Sequence[tuple[TaskLine, str]]:
    """What consultations gave the unit to do, the earliest due first, each in words."""
    if sight.is_past or own_unit(sight.asked.who) is None:
        return []
    found = api_consultations.tasks(replace(sight.asked, params=TasksParams(limit=A_PAGE))).items
    said = api_consultations.readable(sight.asked, [task.what for task in found])
    return [(task, said.get(task.what, task.task)) for task in found]


def _owed(sight: Sight) -> Sequence[ObligationLine]:
    """What this seat must file; nothing for who files nothing."""
    if sight.is_past or "obligations.file" not in MAY[sight.asked.who.role]:
        return []
    return api_obligations.owed(sight.asked)


def _numbered(sight: Sight, signs: Timelines | None) -> Sequence[tuple[CaseLedger.Row, str]]:
    """The cases to be signed for, with their titles."""
    cases = [line.case for line in signs.items] if signs else []
    rows = sight.asked.api.reader.rows(CaseLedger, sight.asked.as_of, where={"case__in": cases}) if cases else []
    titles = titles_of(sight, cases)
    return [(row, titles.get(row.case, "")) for row in sorted(rows, key=lambda row: cases.index(row.case))]


def _clocks(sight: Sight, cases: Sequence[UUID]) -> dict[UUID, DeadlineLine]:
    """The deadline to look at first of each case: a leader's instruction, else the earliest that binds."""
    asked = sight.asked
    where = {"case__in": list(cases), "state__in": ["running", "missed"], "lapsed_at": None}
    rows = asked.api.reader.rows(Timeliness, asked.as_of, where=where, order=("-due_at",)) if cases else []
    binding = {row.case: row for row in rows if row.breaches}
    first = binding | {row.case: row for row in rows if row.name == "instruction" and row.state == "running"}
    return dict(zip(first, lines_of(asked, list(first.values())), strict=True))


def _group(
    sight: Sight, key: str, found: Grouped, titles: Mapping[UUID, str], clocks: Mapping[UUID, DeadlineLine]
) -> Group:
    rows = [_row(sight, line, titles.get(line.case, ""), clocks.get(line.case)) for line in found.lines]
    title, rule = GROUPS[key]
    return Group(key, sight.tongue(*title), sight.tongue(*rule), rows, found.counts, found.total)


def _row(sight: Sight, line: Listed, title: str, deadline: DeadlineLine | None) -> Row:
    verb = None if sight.is_past else next(iter(_steps(sight, line, deadline)), None)
    if verb is None:
        return Row(line, title, deadline, sight.tongue("打开", "Open"), "right", f"/cases/{line.case}")
    zh, en, icon = DEEDS[verb]
    return Row(line, title, deadline, sight.tongue(zh, en), icon, f"/cases/{line.case}/do/{verb.replace('_', '-')}")


def _steps(sight: Sight, line: Listed, deadline: DeadlineLine | None) -> Iterable[str]:
    """What this seat could do next; an order counts as signed for where no clock waits for it."""
    may = MAY[sight.asked.who.role]
    wanted = ("answer_instruction",) if line.is_instructed else ()
    for verb in (*wanted, *NEXT.get(line.status, ())):
        is_signed = verb == "sign" and line.status != "dispatched" and (deadline is None or deadline.name != "sign")
        if f"complaints.{verb}" in may and not is_signed:
            yield verb


PAGE = Page("/worklist", "cases.read", "worklist.html", view, WorklistParams, "worklist")
