"""The overview: today's four duties, open cases by light, where the overdue ones stand, every number a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from adapters.http.api import cases as api_cases
from adapters.http.api import timeliness as api_timeliness
from adapters.http.api.cases import CaseLine, CasesParams
from adapters.http.api.counting import tallied
from adapters.http.api.timeliness import CaseDeadline, TimelinessParams
from adapters.http.charts.trend import Day, Words, trend
from adapters.http.pages.dates import is_make_up
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.pages.titles import titles_of
from adapters.http.pages.views.figures import UnitRate, deadline_figures
from adapters.http.pages.views.worklist import OPEN
from adapters.http.visibility import own_unit
from domain.calendar import beijing, midnight
from projections.case_ledger import CaseLedger
from projections.timeliness import Timeliness

WEEKS = 5
"""Of the calendar of due days, this week included."""
TREND = 36
"""Days of the trend, today included."""
ONE_DAY = timedelta(days=1)
DUE_ON = "((due_at - INTERVAL '1 microsecond') AT TIME ZONE INTERVAL '8 hours')::date"
"""The day a deadline falls due; midnight belongs to the day it ends."""
OLDEST = 6
"""Cases overdue longest that are listed."""


@dataclass(frozen=True)
class DueDay:
    """One day of the calendar: how many open cases fall due."""

    day: date
    count: int
    heat: int
    is_working: bool
    is_today: bool
    is_make_up: bool


def view(sight: Sight) -> Shown:
    """The numbers of now, or of then."""
    asked = sight.asked
    own = own_unit(asked.who)
    mine = () if own is None else (own,)
    every = api_cases.crossed(asked, CasesParams(unit=mine))
    today = beijing(asked.at).date()
    figures = deadline_figures(sight)
    instructions = _instructions(sight)
    days = _days(sight)
    return {
        "open": (still := tallied(every, (), OPEN)),
        "lights": {count.value: count.count for count in still.by_light},
        "stuck": sorted(
            ((status, count) for (light, status), count in every.items() if light == "late" and status in OPEN),
            key=lambda pair: -pair[1],
        ),
        "figures": figures,
        "mine": {} if own is None else {"unit": own},
        "today": today,
        "oldest": _oldest(sight, mine),
        "returns": tallied(every, (), ("return_pending",)).total,
        "answers": tallied(every, (), ("answered",)).total,
        "weeks": _weeks(sight),
        "units": [rate for rate in figures.units if rate.unit],
        "rates": _rates(sight, figures.units),
        "days": days,
        "trend": trend(days, _words(sight, days), is_past=sight.is_past),
        "instructions": instructions,
        "numbers": _numbers(sight, instructions),
        "titles": titles_of(sight, [line.case for line in instructions]),
        "span": lambda day: (midnight(day).isoformat(), midnight(day + ONE_DAY).isoformat()),
    }


def _weeks(sight: Sight) -> list[list[DueDay]]:
    """Open deadlines by the day they fall due, Monday first."""
    asked = sight.asked
    calendar = asked.calendar
    today = beijing(asked.at).date()
    monday = today - ONE_DAY * today.weekday()
    days = [monday + ONE_DAY * n for n in range(7 * WEEKS)]
    own = own_unit(asked.who)
    text = f"""
        SELECT *, count(*) FROM (
            SELECT {DUE_ON} AS due_on FROM {{deadlines}} d WHERE state = 'running' AND breaches
            AND (%s::text IS NULL OR unit = %s)
        ) due WHERE due_on >= %s GROUP BY 1
    """
    found = dict(asked.api.reader.query(text, asked.as_of, [own, own, monday], deadlines=Timeliness))
    most = max(found.values(), default=0) or 1
    cells = [
        DueDay(
            day=day,
            count=found.get(day, 0),
            heat=0 if not found.get(day) else 1 + round(4 * found[day] / most),
            is_working=calendar.is_working(day),
            is_today=day == today,
            is_make_up=is_make_up(day, calendar),
        )
        for day in days
    ]
    return [cells[n : n + 7] for n in range(0, len(cells), 7)]


def _instructions(sight: Sight) -> list[CaseDeadline]:
    """Leaders' instructions that await an answer."""
    wanted = TimelinessParams(state=("running", "missed"), name=("instruction",), sort="due_at", limit=8)
    return api_timeliness.lines(sight.asked, wanted)


def _oldest(sight: Sight, mine: tuple[str, ...]) -> list[tuple[CaseLine, str]]:
    """Open cases that are overdue longest, with their titles."""
    found = api_cases.lines(
        sight.asked, CasesParams(status=OPEN, light=("late",), unit=mine, sort="worst_due_at", limit=OLDEST)
    )
    titles = titles_of(sight, [line.case for line in found])
    return [(line, titles.get(line.case, "")) for line in found]


def _numbers(sight: Sight, listed: Sequence[CaseDeadline]) -> dict[UUID, str]:
    """The numbers of listed cases."""
    cases = [line.case for line in listed]
    rows = sight.asked.api.reader.rows(CaseLedger, sight.asked.as_of, where={"case__in": cases}) if cases else []
    return {row.case: row.number for row in rows}


def _days(sight: Sight) -> tuple[Day, ...]:
    """Cases that came in and were closed on each of the last days."""
    calendar = sight.asked.calendar
    today = beijing(sight.asked.at).date()
    first = today - ONE_DAY * (TREND - 1)
    own = own_unit(sight.asked.who)
    text = """
        SELECT happened, count(*) FILTER (WHERE came), count(*) FILTER (WHERE NOT came) FROM (
            SELECT (registered_at AT TIME ZONE INTERVAL '8 hours')::date AS happened, true AS came, unit FROM {ledger} r
            WHERE registered_at >= %s AND registered_at <= %s
            UNION ALL
            SELECT (closed_at AT TIME ZONE INTERVAL '8 hours')::date, false, unit FROM {ledger} c
            WHERE closed_at >= %s AND closed_at <= %s
        ) days WHERE %s::text IS NULL OR unit = %s GROUP BY 1
    """
    within = [midnight(first), sight.asked.at]
    rows = sight.asked.api.reader.query(text, sight.asked.as_of, [*within, *within, own, own], ledger=CaseLedger)
    found = {day: (came, closed) for day, came, closed in rows}
    days = [first + ONE_DAY * n for n in range(TREND)]
    return tuple(Day(day, *found.get(day, (0, 0)), calendar.is_working(day)) for day in days)


def _words(sight: Sight, days: Sequence[Day]) -> Words:
    came, closed = sum(day.came for day in days), sum(day.closed for day in days)
    label = sight.tongue(
        f"近{TREND}天每天登记和办结的件数：共登记{came}件，办结{closed}件",
        f"Cases registered and closed on each of the last {TREND} days: {came} registered, {closed} closed",
    )
    return Words(
        label,
        sight.tongue("登记", "Registered"),
        sight.tongue("办结", "Closed"),
        sight.tongue("此后尚未发生", "not yet"),
    )


def _rates(sight: Sight, units: Sequence[UnitRate]) -> dict[str, Any]:
    """Rates with their numbers: kept in time, satisfied by statute, satisfied of those who answered, median wait."""
    text = """
        SELECT count(*) FILTER (WHERE rating = 'good'), count(*) FILTER (WHERE rating = 'bad'),
            count(*) FILTER (WHERE rating = 'default'), count(replied_at),
            percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM replied_at - registered_at) / 86400)
        FROM {ledger} c WHERE %s::text IS NULL OR unit = %s
    """
    own = own_unit(sight.asked.who)
    found = sight.asked.api.reader.query(text, sight.asked.as_of, [own, own], ledger=CaseLedger)
    good, bad, silent, replied, wait = found[0]
    return {
        "kept": sum(unit.kept for unit in units),
        "ended": sum(unit.ended for unit in units),
        "asked": good + bad + silent,
        "answered": good + bad,
        "good": good,
        "satisfied": good + silent,
        "wait": None if wait is None else float(wait),
        "replied": replied,
    }


PAGE = Page("/overview", "timeliness.read", "overview.html", view, room="overview")
