"""The overview: today's four duties, open cases by light, where the overdue ones stand, every number a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from adapters.http.api import cases as api_cases
from adapters.http.api import timeliness as api_timeliness
from adapters.http.api.cases import CaseLine, Cases, CasesParams
from adapters.http.api.timeliness import DUE_ON, Timelines, TimelinessParams
from adapters.http.charts.trend import Day, Words, trend
from adapters.http.pages.dates import is_make_up
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.pages.titles import titles_of
from adapters.http.pages.views.worklist import OPEN
from adapters.http.visibility import own_unit
from domain.calendar import beijing, midnight
from projections.case_ledger import CaseLedger
from projections.timeliness import Timeliness

WEEKS = 5
"""Of the calendar of due days, this week included."""
ENDED = ("met", "met_late", "missed")
"""States of a deadline that came to its end."""
TREND = 36
"""Days of the trend, today included."""
ONE_DAY = timedelta(days=1)
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


@dataclass(frozen=True)
class UnitRate:
    """How many of a unit's binding deadlines that ended were kept."""

    unit: str
    kept: int
    ended: int

    @property
    def share(self) -> float:
        """Of those that ended."""
        return self.kept / self.ended


def view(sight: Sight) -> Shown:
    """The numbers of now, or of then."""
    asked = sight.asked
    open_cases = _cases(sight, CasesParams(status=OPEN, limit=1))
    late = _cases(sight, CasesParams(status=OPEN, light=("late",), limit=1))
    today = beijing(asked.at).date()
    due_today = _deadlines(sight, TimelinessParams(breaches=True, due_on=today, limit=1))
    to_sign = _deadlines(sight, TimelinessParams(state=("running",), name=("sign",), limit=1))
    return {
        "open": open_cases,
        "lights": {count.value: count.count for count in open_cases.by_light},
        "stuck": sorted(
            ((count.value, count.count) for count in late.by_status if count.value in OPEN), key=lambda pair: -pair[1]
        ),
        "to_sign": to_sign,
        "due_today": due_today,
        "mine": {} if (own := own_unit(asked.who)) is None else {"unit": own},
        "today": today,
        "oldest": _oldest(sight),
        "returns": _cases(sight, CasesParams(status=("return_pending",), limit=1)).total,
        "answers": _cases(sight, CasesParams(status=("answered",), limit=1)).total,
        "weeks": _weeks(sight),
        "units": _units(sight),
        "rates": _rates(sight),
        "days": (days := _days(sight)),
        "trend": trend(days, _words(sight, days), is_past=sight.is_past),
        "instructions": (instructions := _instructions(sight)),
        "numbers": _numbers(sight, instructions),
        "titles": titles_of(sight, [line.case for line in instructions.items]),
        "span": lambda day: (midnight(day).isoformat(), midnight(day + ONE_DAY).isoformat()),
    }


def _cases(sight: Sight, params: CasesParams) -> Cases:
    own = own_unit(sight.asked.who)
    narrowed = params if own is None else params.model_copy(update={"unit": (own,)})
    return api_cases.cases(replace(sight.asked, params=narrowed))


def _deadlines(sight: Sight, params: TimelinessParams) -> Timelines:
    return api_timeliness.timeliness(replace(sight.asked, params=params))


def _weeks(sight: Sight) -> list[list[DueDay]]:
    """Open deadlines by the day they fall due, Monday first."""
    asked = sight.asked
    calendar = asked.api.house.desk.calendars.known()
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


def _instructions(sight: Sight) -> Timelines:
    """Leaders' instructions that await an answer."""
    wanted = TimelinessParams(state=("running", "missed"), name=("instruction",), sort="due_at", limit=8)
    return _deadlines(sight, wanted)


def _oldest(sight: Sight) -> list[tuple[CaseLine, str]]:
    """Open cases that are overdue longest, with their titles."""
    found = _cases(sight, CasesParams(status=OPEN, light=("late",), sort="worst_due_at", limit=OLDEST)).items
    titles = titles_of(sight, [line.case for line in found])
    return [(line, titles.get(line.case, "")) for line in found]


def _numbers(sight: Sight, listed: Timelines) -> dict[UUID, str]:
    """The numbers of listed cases."""
    cases = [line.case for line in listed.items]
    rows = sight.asked.api.reader.rows(CaseLedger, sight.asked.as_of, where={"case__in": cases}) if cases else []
    return {row.case: row.number for row in rows}


def _days(sight: Sight) -> tuple[Day, ...]:
    """Cases that came in and were closed on each of the last days."""
    calendar = sight.asked.api.house.desk.calendars.known()
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


def _units(sight: Sight) -> list[UnitRate]:
    """Units by the share of their binding deadlines kept, lowest first."""
    own = own_unit(sight.asked.who)
    text = """
        SELECT unit, count(*) FILTER (WHERE state = 'met'), count(*) FROM {deadlines} d
        WHERE breaches AND unit IS NOT NULL AND state IN ('met', 'met_late', 'missed')
        AND (%s::text IS NULL OR unit = %s) GROUP BY 1
    """
    rows = sight.asked.api.reader.query(text, sight.asked.as_of, [own, own], deadlines=Timeliness)
    return sorted((UnitRate(*row) for row in rows), key=lambda rate: (rate.share, rate.unit))


def _rates(sight: Sight) -> dict[str, Any]:
    """Rates with their numbers: kept in time, satisfied by statute, satisfied of those who answered, median wait."""
    ended = _deadlines(sight, TimelinessParams(breaches=True, state=ENDED, limit=1))
    kept = next((count.count for count in ended.by_state if count.value == "met"), 0)
    text = """
        SELECT rating, count(*) FROM {ledger} c
        WHERE rating IS NOT NULL AND (%s::text IS NULL OR unit = %s) GROUP BY 1
    """
    own = own_unit(sight.asked.who)
    found = dict(sight.asked.api.reader.query(text, sight.asked.as_of, [own, own], ledger=CaseLedger))
    ratings = {rating: int(found.get(rating, 0)) for rating in ("good", "bad", "default")}
    asked, answered = sum(ratings.values()), ratings["good"] + ratings["bad"]
    return {
        "kept": kept,
        "ended": ended.total,
        "asked": asked,
        "answered": answered,
        "good": ratings["good"],
        "satisfied": asked - ratings["bad"],
        "wait": _median_wait(sight),
        "replied": _cases(sight, CasesParams(replied=True, limit=1)).total,
    }


def _median_wait(sight: Sight) -> float | None:
    """Days from registration until the reply, half of the cases below."""
    text = """
        SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM replied_at - registered_at) / 86400)
        FROM {ledger} c WHERE replied_at IS NOT NULL AND (%s::text IS NULL OR unit = %s)
    """
    own = own_unit(sight.asked.who)
    found = sight.asked.api.reader.query(text, sight.asked.as_of, [own, own], ledger=CaseLedger)[0][0]
    return None if found is None else float(found)


PAGE = Page("/overview", "timeliness.read", "overview.html", view, room="overview")
