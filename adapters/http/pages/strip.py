"""The derivation strip: one cell a day, what counted and what did not, with the marks of Chinese calendars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from adapters.http.api.deadline import DeadlineLine
from adapters.http.pages.dates import WEEKDAYS, day_and_clock, say_day
from adapters.http.pages.language import Tongue
from domain.calendar import beijing

A_ROW = 28
"""Days that fit beside each other; more fold into weeks."""
SATURDAY = 6


@dataclass(frozen=True)
class Cell:
    """One day."""

    classes: str
    weekday: str
    mark: str
    """休, 班 or nothing."""
    month: int | None
    """Where a month begins."""
    day: int
    says: str
    lead: int
    """Column of the weekday, Monday 1."""
    aloud: str
    """The whole day for those who listen."""


@dataclass(frozen=True)
class Strip:
    """The days of one deadline."""

    cells: Sequence[Cell]
    label: str
    notices: Sequence[str]
    """Holiday notices it rests on."""

    @property
    def is_long(self) -> bool:
        """Whether it folds into weeks."""
        return len(self.cells) > A_ROW


def strip_of(line: DeadlineLine, at: datetime, tongue: Tongue) -> Strip | None:
    """The strip of a deadline; None where it runs by the clock and has no days."""
    steps = line.derivation
    if not steps:
        return None
    first_due, _ = day_and_clock(line.first_due_at)
    due, _ = day_and_clock(line.due_at)
    today = beijing(at).date()
    cells = []
    for index, step in enumerate(steps):
        day = date.fromisoformat(step["day"])
        says, kind = _says(step, day, due, first_due, line, tongue)
        marks = [kind, "first" if index == 0 else "", "now" if day == today else ""]
        marks.append("old" if day == first_due != due else "")
        cells.append(
            Cell(
                classes=" ".join(mark for mark in marks if mark),
                weekday=WEEKDAYS[day.weekday()] if tongue.language == "zh" else f"{day:%a}",
                mark=_mark(step, day),
                month=day.month if index == 0 or day.day == 1 else None,
                day=day.day,
                says=says,
                lead=day.isoweekday(),
                aloud=f"{say_day(day, tongue.language)}：{says}",
            )
        )
    label = tongue("逐日推算：", "Day by day: ") + f"{cells[0].aloud} → {cells[-1].aloud}"
    return Strip(cells, label, sorted({step["notice"] for step in steps if step.get("notice")}))


def _says(
    step: dict[str, object], day: date, due: date, first_due: date, line: DeadlineLine, tongue: Tongue
) -> tuple[str, str]:
    """What a cell says, and its kind."""
    number = step.get("number")
    if day == due:
        return tongue("到期", "due"), "due"
    if step.get("why") == "start_day":
        return tongue("起", "start"), "start"
    if number is None:
        return tongue("不计", "—"), "rest"
    if line.extended_by and day > first_due:
        return f"+{int(str(number)) - _counted_until(line, first_due)}", "ext"
    return str(number), "cnt"


def _counted_until(line: DeadlineLine, day: date) -> int:
    """How many days counted up to a day."""
    return max(
        (step["number"] for step in line.derivation if step.get("number") and step["day"] <= day.isoformat()), default=0
    )


def _mark(step: dict[str, object], day: date) -> str:
    is_weekend = day.isoweekday() >= SATURDAY
    if step.get("why") == "holiday" or (step.get("note") and step.get("number") is None and not is_weekend):
        return "休"
    if is_weekend and (step.get("why") == "make_up_workday" or (step.get("number") is not None and step.get("notice"))):
        return "班"
    return "休" if step.get("note") and step.get("number") is None else ""
