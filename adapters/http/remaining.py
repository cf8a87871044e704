"""How much time is left, in the deadline's own unit, in words and in numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal

from pydantic import Field

from adapters.http.shapes import Shape
from domain.calendar import Calendar, beijing
from projections.timeliness import Timeliness

Days = Sequence[Mapping[str, Any]]
"""The days of a due time, one by one."""
Unit = Literal["working_day", "day", "hour", "minute"]
WORDS: dict[str, tuple[str, str]] = {
    "working_day": ("个工作日", "working day"),
    "day": ("天", "day"),
    "hour": ("小时", "hour"),
    "minute": ("分钟", "minute"),
}
WEEKDAYS = "一二三四五六日"
AN_HOUR = timedelta(hours=1)
"""Nobody is a working day over in the first hour."""
BY_THE_CLOCK = timedelta(hours=48)
"""Below this, hours are said instead of calendar days."""


class Remaining(Shape):
    """Time left, or time over: 剩1个工作日，至周一17:30."""

    unit: Unit
    amount: int = Field(description="Whole units left, or over.")
    is_over: bool
    zh: str
    en: str


def remaining(row: Timeliness.Row, days: Days, at: datetime, calendar: Calendar) -> Remaining | None:
    """The time left of a running deadline, or the time over of one missed; None where it has ended.

    `days` are those its due time was reckoned by; `calendar` counts the working days that passed since.
    """
    if not row.is_open:
        return None
    unit, amount, is_over = _measured(row, days, at, calendar)
    until = beijing(row.due_at)
    ends_a_day = (until.hour, until.minute) == (0, 0)
    day = until - timedelta(days=1) if ends_a_day else until
    clock = "24:00" if ends_a_day else f"{until:%H:%M}"
    zh, en = WORDS[unit]
    plural = "" if amount == 1 else "s"
    return Remaining(
        unit=unit,
        amount=amount,
        is_over=is_over,
        zh=f"{'超' if is_over else '剩'}{amount}{zh}，至{day.month}月{day.day}日周{WEEKDAYS[day.weekday()]}{clock}",
        en=f"{amount} {en}{plural} {'over' if is_over else 'left'}, until {day:%a} {day.day} {day:%b} {clock}",
    )


def _measured(row: Timeliness.Row, days: Days, at: datetime, calendar: Calendar) -> tuple[Unit, int, bool]:
    left = row.due_at - at
    if left < timedelta():
        over = calendar.working_days_between(row.last_day, beijing(at).date())
        if over and -left >= AN_HOUR and days and _skips_rest_days(days):
            return "working_day", over, True
        return (*_by_the_clock(-left), True)
    to_come = [step for step in days if _counts(step) and step["day"] > beijing(at).date().isoformat()]
    if to_come and _skips_rest_days(days):
        return "working_day", len(to_come), False
    return (*_by_the_clock(left), False)


def _counts(step: Mapping[str, Any]) -> bool:
    return step.get("number") is not None


def _skips_rest_days(days: Days) -> bool:
    """Whether working days are counted: the derivation says of the days it counted that they are worked."""
    steps = [step for step in days if step.get("why") != "start_day"]
    return any(not _counts(step) and step["why"] in {"weekend", "holiday"} for step in steps) or all(
        datetime.fromisoformat(step["day"]).isoweekday() <= 5 or step["why"] == "make_up_workday"  # noqa: PLR2004  (Friday)
        for step in steps
        if _counts(step)
    )


def _by_the_clock(span: timedelta) -> tuple[Unit, int]:
    if span >= BY_THE_CLOCK:
        return "day", span.days
    minutes = int(span.total_seconds()) // 60
    return ("hour", minutes // 60) if minutes >= 60 else ("minute", minutes)  # noqa: PLR2004  (an hour)
