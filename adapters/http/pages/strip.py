"""The derivation strip: one cell a day, what counted and what did not, with the marks of Chinese calendars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from adapters.http.api.deadline import DeadlineLine
from adapters.http.pages.dates import WEEKDAYS, day_and_clock, say_day
from adapters.http.pages.language import Tongue
from domain.calendar import beijing
from domain.calendar.days import ONE_DAY

A_ROW = 28
"""Days that fit beside each other; more fold into weeks."""
SATURDAY = 6
STARTS = ("start_day", "start_moment", "window_opens")
PARTLY = ("counted", "make_up_workday")
"""Days that count by the hour, and have no number."""
BETWEEN = "between"

Days = Sequence[Mapping[str, Any]]
"""Steps of a derivation as they are answered."""


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


@dataclass(frozen=True)
class Marks:
    """Days of a strip that say something of their own."""

    due: date
    first_due: date
    today: date | None = None


def strip_of(line: DeadlineLine, at: datetime, tongue: Tongue) -> Strip | None:
    """The strip of a deadline; None where it runs by the clock and has no days."""
    marks = Marks(day_and_clock(line.due_at)[0], day_and_clock(line.first_due_at)[0], beijing(at).date())
    return _strip(line.derivation, marks, tongue) if line.derivation else None


def plain_strip(days: Days, due: date, tongue: Tongue) -> Strip:
    """The strip of an answer about a clause."""
    return _strip(days, Marks(due, due), tongue)


def _every_day(days: Days) -> Iterator[Mapping[str, Any]]:
    """The steps, and the days between two of them that no rule had to look at."""
    before: date | None = None
    for step in days:
        day = date.fromisoformat(step["day"])
        while before is not None and (before := before + ONE_DAY) < day:
            yield {"day": before.isoformat(), "why": BETWEEN}
        yield step
        before = day


def _strip(days: Days, marks: Marks, tongue: Tongue) -> Strip:
    at_first = max((step.get("number") or 0 for step in days if step["day"] <= marks.first_due.isoformat()), default=0)
    cells = [_cell(step, index, marks, at_first, tongue) for index, step in enumerate(_every_day(days))]
    label = tongue("逐日推算：", "Day by day: ") + f"{cells[0].aloud} → {cells[-1].aloud}"
    return Strip(cells, label, sorted({step["notice"] for step in days if step.get("notice")}))


def _cell(step: Mapping[str, Any], index: int, marks: Marks, at_first: int, tongue: Tongue) -> Cell:
    day = date.fromisoformat(step["day"])
    says, kind = _says(step, day, marks, at_first, tongue)
    classes = {
        kind: True,
        "first": index == 0,
        "now": day == marks.today,
        "old": day == marks.first_due != marks.due,
    }
    return Cell(
        classes=" ".join(name for name, holds in classes.items() if holds),
        weekday=WEEKDAYS[day.weekday()] if tongue.language == "zh" else f"{day:%a}",
        mark=_mark(step, day),
        month=day.month if index == 0 or day.day == 1 else None,
        day=day.day,
        says=says,
        lead=day.isoweekday(),
        aloud=f"{say_day(day, tongue.language)}：{says}",
    )


def _says(step: Mapping[str, Any], day: date, marks: Marks, at_first: int, tongue: Tongue) -> tuple[str, str]:
    """What a cell says, and its kind."""
    number = step.get("number")
    if day == marks.due:
        return tongue("到期", "due"), "due"
    if step["why"] in STARTS:
        return tongue("起", "start"), "start"
    if step["why"] == BETWEEN:
        return "·", ""
    if number is None:
        return ("·", "cnt") if step["why"] in PARTLY else (tongue("不计", "—"), "rest")
    if day > marks.first_due:
        return f"+{number - at_first}", "ext"
    return str(number), "cnt"


def _mark(step: Mapping[str, Any], day: date) -> str:
    """休 on a day off that a notice names, 班 on a weekend day that is worked by notice."""
    if step["why"] == "make_up_workday":
        return "班" if day.isoweekday() >= SATURDAY else ""
    return "休" if step["why"] == "holiday" or step.get("note") else ""
