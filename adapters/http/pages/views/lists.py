"""What stands behind a number: the cases, or the deadlines, that it counts; never one more or less."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from pydantic import BaseModel

from adapters.http.api import cases as api_cases
from adapters.http.api import timeliness as api_timeliness
from adapters.http.api.cases import CasesParams
from adapters.http.api.timeliness import TimelinessParams
from adapters.http.pages.dates import Saying, day_and_clock
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.pages.paging import pages_of
from adapters.http.pages.places import places_of
from adapters.http.pages.titles import titles_of
from domain.calendar import beijing
from projections.case_ledger import CaseLedger

PLACES = frozenset({"as_of", "at", "after", "limit", "offset", "sort"})
"""Parameters that say where in a list one is, or when; not which list it is."""
SCOPES = {"kind": "kind", "channel": "channel", "rating": "rating"}
FROM_UNTIL = {
    "registered_from": ("登记", "Registered"),
    "registered_until": ("登记", "Registered"),
    "closed_from": ("办结", "Closed"),
    "closed_until": ("办结", "Closed"),
    "due_from": ("到期", "Due"),
    "due_until": ("到期", "Due"),
    "due_on": ("到期", "Due"),
}
YES = {
    "replied": (("已有答复", "Answered"), ("还没有答复", "Not answered")),
    "breaches": (("有约束力的时限", "Binding deadlines"), ("只作提醒的时限", "Deadlines that only remind")),
    "imported": (("导入", "Imported"), ("未导入", "Not imported")),
}


def cases(sight: Sight) -> Shown:
    """Cases under the filters of the address."""
    found = api_cases.cases(sight.asked)
    return {
        "found": found,
        "titles": titles_of(sight, [line.case for line in found.items]),
        "chosen": sight.asked.params,
        "filters": list(_said(sight, sight.asked.params)),
        "pages": pages_of(sight, found),
    }


def deadlines(sight: Sight) -> Shown:
    """Deadlines under the filters of the address."""
    asked = sight.asked
    found = api_timeliness.timeliness(asked)
    cases = list({line.case for line in found.items})
    rows = asked.api.reader.rows(CaseLedger, asked.as_of, where={"case__in": cases}) if cases else []
    return {
        "found": found,
        "titles": titles_of(sight, cases),
        "places": places_of(sight, cases),
        "ledger": {row.case: row for row in rows},
        "chosen": asked.params,
        "filters": list(_said(sight, asked.params)),
        "pages": pages_of(sight, found),
    }


def _said(sight: Sight, params: BaseModel) -> Iterator[str]:
    """The filters in words."""
    days = Saying(sight.tongue.language, sight.asked.calendar)
    for name, value in params.model_dump(exclude_defaults=True).items():
        if name in PLACES or value in (None, ()):
            continue
        if name in YES:
            yield sight.tongue(*YES[name][0 if value else 1])
        elif isinstance(value, datetime):
            day = day_and_clock(value)[0] if name.endswith("until") else beijing(value).date()
            until = name.endswith("until")
            yield f"{sight.tongue(*FROM_UNTIL[name])} {'≤' if until else '≥'} {days.day(day)}"
        elif isinstance(value, date):
            yield f"{sight.tongue(*FROM_UNTIL[name])} {days.day(value)}"
        else:
            words = value if isinstance(value, tuple | list) else (value,)
            yield sight.tongue("、", ", ").join(sight.named(str(word), SCOPES.get(name, "")) for word in words)


def whole_days(since: datetime, until: datetime) -> float:
    """Days and tenths between two instants."""
    return round((until - since) / timedelta(days=1), 1)


CASES = Page(
    "/cases", "cases.read", "cases.html", lambda sight: {**cases(sight), "days": whole_days}, CasesParams, "worklist"
)
DEADLINES = Page("/deadlines", "timeliness.read", "deadlines.html", deadlines, TimelinessParams, "worklist")
