"""The answer of `tiji due` for people: until when, on what ground, what else is known, then day by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from rich.console import Console
from rich.table import Table
from rich.text import Text

from application.due import Answer

WIDEST = 500
"""Columns a line of a day may take: a narrow terminal breaks it, never cuts it."""
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WHY = {
    "start_day": "starts; not counted",
    "start_moment": "starts; counts from the moment",
    "counted": "counts",
    "make_up_workday": "make-up working day",
    "weekend": "weekend",
    "holiday": "holiday",
    "workday": "working day",
    "rolled": "moved here from a day off",
    "target": "the day to aim at",
    "corresponding_day": "corresponding day",
    "month_end": "end of the month",
    "window_opens": "may be done from here",
    "carried_over": "no meeting this week",
    "last_day": "last day",
}
REMARKS = {
    "provisional": "provisional: reckoned by weekdays where no schedule is announced yet",
    "hypothetical": "hypothetical: the start lies before the text is in force",
    "zone_assumed": "the start names no zone and is read as +08:00",
}
SAID_ELSEWHERE = {"edition", "clause", "due", "in_time", "last_day", "basis", "derivation", "stops", *REMARKS}


def show(found: Answer, console: Console) -> None:
    """Print an answer."""
    ground = found["basis"]
    in_time = str(found["in_time"]).replace("_", " ")
    due = in_words(str(found["due"]), ends_the_day=in_time == "before")
    lines = [
        Text.assemble("due ", (due, "bold"), f" (in time: {in_time})"),
        Text(f"by {ground['clause']} {ground['at']} of {ground['edition']}"),
        Text(f"   {ground['says']['zh']} · {ground['says']['en']}"),
        *(Text(f"   {remark}", style="yellow") for mark, remark in REMARKS.items() if found.get(mark)),
        *(Text(f"   {line}", style="dim") for line in _rest(found)),
    ]
    for line in lines:
        console.print(line, soft_wrap=True)
    days = _days(found.get("derivation", ()))
    whole = console.measure(days, options=console.options.update(width=WIDEST)).maximum
    console.width = max(console.width, whole)
    console.print(days)


def in_words(instant: str, *, ends_the_day: bool = False) -> str:
    """`2026-03-02 Mon 24:00`: an instant on the civil clock; midnight as the end of a day where that is meant."""
    at = datetime.fromisoformat(instant)
    if ends_the_day and (at.hour, at.minute, at.second) == (0, 0, 0):
        return f"{_day(at.date() - timedelta(days=1))} 24:00"
    clock = at.strftime("%H:%M:%S").removesuffix(":00")
    return f"{_day(at.date())} {clock}"


def _day(day: date) -> str:
    return f"{day} {WEEKDAYS[day.weekday()]}"


def _rest(found: Mapping[str, object]) -> Iterator[str]:
    """Whatever else an answer holds, one name a line."""
    for name, value in found.items():
        if name in SAID_ELSEWHERE:
            continue
        words = name.replace("_", " ")
        if isinstance(value, Mapping):
            yield f"{words}:"
            yield from (f"  {line}" for line in _rest(value))
        else:
            yield f"{words}: {_plain(value)}"


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "none"
    if isinstance(value, str) and len(value) > len("2026-03-02T") and value[10] == "T":
        return in_words(value)
    return str(value)


def _days(derivation: Iterable[Mapping[str, object]]) -> Table:
    """One day a line; a column that no day fills is left out."""
    rows = [
        (
            str(day["day"]),
            WEEKDAYS[date.fromisoformat(str(day["day"])).weekday()],
            str(day.get("number", "")),
            WHY[str(day["why"])] + (" (provisional)" if day.get("provisional") else ""),
            str(day.get("note", "")),
            str(day.get("notice", "")),
        )
        for day in derivation
    ]
    names = ("day", "", "no.", "why", "holiday", "notice")
    shown = [n for n in range(len(names)) if any(row[n] for row in rows)]
    table = Table(box=None, pad_edge=False, header_style="dim")
    for n in shown:
        table.add_column(names[n], no_wrap=True, justify="right" if names[n] == "no." else "left")
    for row in rows:
        table.add_row(*(row[n] for n in shown))
    return table
