"""周会材料: what the weekly meeting has before it, as of any moment, ready to be printed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from adapters.http.api import cases as api_cases
from adapters.http.api import obligations as api_obligations
from adapters.http.api import timeliness as api_timeliness
from adapters.http.api.cases import CasesParams
from adapters.http.api.timeliness import TimelinessParams
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.pages.titles import titles_of
from adapters.http.parameters import Timed
from adapters.http.question import Asked
from adapters.http.visibility import own_unit
from domain.calendar import beijing, midnight
from domain.calendar.periods import ONE_WEEK, monday_of
from domain.values import UnitId
from projections.case_history import CaseHistory
from projections.case_ledger import CaseLedger
from projections.sentences import sentence
from projections.timeliness import Timeliness

MOST = 100
MORE_TIME = ("deadline.extended", "deadline.prolonged")
"""Facts that gave a deadline more time."""


@dataclass(frozen=True)
class Given:
    """More time that was given in the week."""

    case: UUID
    fact: CaseHistory.Row
    says: str


def view(sight: Sight) -> Shown:
    """The papers of the week that holds the moment: what came in since the Monday before, and what is open now."""
    asked = sight.asked
    monday = monday_of(beijing(asked.at).date())
    since = midnight(monday - ONE_WEEK)
    confirm = api_timeliness.timeliness(
        replace(asked, params=TimelinessParams(name=("confirm",), state=("running", "missed"), limit=MOST))
    )
    late = api_timeliness.timeliness(
        replace(asked, params=TimelinessParams(light=("late",), state=("running", "missed"), breaches=True, limit=MOST))
    )
    new = api_cases.cases(replace(asked, params=CasesParams(registered_from=since, limit=MOST)))
    given = _more_time(sight, since)
    cases = {line.case for found in (confirm, late) for line in found.items} | {each.case for each in given}
    rows = asked.api.reader.rows(CaseLedger, asked.as_of, where={"case__in": list(cases)}) if cases else []
    return {
        "monday": monday,
        "since": since,
        "confirm": confirm,
        "late": late,
        "new": new,
        "given": given,
        "papers": api_obligations.owed(asked),
        "ledger": {row.case: row for row in rows},
        "titles": titles_of(sight, _all(cases, [line.case for line in new.items])),
    }


def _more_time(sight: Sight, since: datetime) -> Sequence[Given]:
    asked, own = sight.asked, own_unit(sight.asked.who)
    where = {"topic__in": list(MORE_TIME), "occurred_at__gte": since}
    rows = asked.api.reader.rows(CaseHistory, asked.as_of, where=where, order=("position",))
    if own is not None:
        of_unit = _of_unit(asked, own, [row.case for row in rows])
        rows = [row for row in rows if (row.stream, row.details["key"]) in of_unit]
    return [Given(row.case, row, sentence(row, sight.tongue.language, sight.named)) for row in rows]


def _of_unit(asked: Asked, unit: UnitId, cases: Collection[UUID]) -> set[tuple[UUID, str]]:
    """The unit's own deadlines in some cases, whoever gave them more time."""
    where = {"case__in": list(cases), "unit": unit}
    rows = asked.api.reader.rows(Timeliness, asked.as_of, where=where) if cases else []
    return {(row.subject, row.deadline) for row in rows}


def _all(*several: Collection[UUID]) -> list[UUID]:
    return sorted({case for cases in several for case in cases})


PAGE = Page("/monday", "cases.read", "monday.html", view, Timed, "monday")
