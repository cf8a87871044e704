"""值班: today's desk, the roster ahead, the days behind; and one day with its log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from adapters.http.api import shifts as api
from adapters.http.api.shifts import OfShift, ShiftAnswer, ShiftLine, ShiftsParams
from adapters.http.pages.began_under import text_of
from adapters.http.pages.deeds import DEEDS
from adapters.http.pages.disputing import found_about
from adapters.http.pages.page import Page, Shown, Sight, in_words_of
from adapters.http.parameters import Timed
from application.access import MAY
from application.verbs import BY_NAME
from domain.calendar import beijing
from projections.case_history import CaseHistory
from projections.sentences import sentence

BEFORE, AHEAD = timedelta(days=31), timedelta(days=14)
MOST = 500
"""Days at a desk: ten desks have so many from first to last."""
OPENS = {"rostered": ("open_shift",), "open": ("log_entry", "relieve_shift", "close_shift"), "closed": ()}
"""State → what those at the desk do next."""


@dataclass(frozen=True)
class Step:
    """Something the seat can do at the desk now."""

    says: str
    icon: str
    path: str


def listed(sight: Sight) -> Shown:
    """Today at every desk, the days ahead and a month behind."""
    asked = sight.asked
    today = beijing(asked.at).date()
    wanted = ShiftsParams(day_from=today - BEFORE, day_until=today + AHEAD, limit=MOST)
    found = api.shifts(replace(asked, params=wanted)).items
    return {
        "today": [line for line in found if line.day == today],
        "several": len({line.authority for line in found}) > 1,
        "ahead": [line for line in reversed(found) if line.day > today],
        "behind": [line for line in found if line.day < today],
        "may_roster": "shifts.roster" in MAY[asked.who.role] and not sight.is_past,
        "steps": lambda line: steps(sight, line),
    }


def one(sight: Sight) -> Shown:
    """One day at the desk. Raises NotFound."""
    asked = sight.asked
    answer = api.shift(asked).body
    assert isinstance(answer, ShiftAnswer)  # noqa: S101  (the question's own answer)
    sight = in_words_of(sight, answer.it.edition)
    rows = asked.api.reader.rows(CaseHistory, asked.as_of, order=("position",), case=answer.shift, stream=answer.shift)
    return {
        "named": sight.named,
        "answer": answer,
        "it": answer.it,
        "duty": text_of(asked.api, answer.shift).duty,
        "stated": dict(line.split(": ", 1) for line in (answer.log or "").splitlines() if ": " in line),
        "findings": found_about(sight, answer.shift),
        "facts": [(row, sentence(row, sight.tongue.language, sight.named)) for row in rows],
        "steps": steps(sight, answer.it),
    }


def steps(sight: Sight, line: ShiftLine) -> Sequence[Step]:
    """What the seat can do there now; only on the day itself."""
    who = sight.asked.who
    if sight.is_past or line.day != beijing(sight.asked.at).date():
        return ()
    at_desk = OPENS[line.state] if who.seat in line.officers else ()
    leads = ("check_shift",) if who.seat == line.leader else ()
    verbs = (*at_desk, *leads, "inspect_shift")
    return [_step(sight, line, verb) for verb in verbs if BY_NAME[verb].action in MAY[who.role]]


def _step(sight: Sight, line: ShiftLine, verb: str) -> Step:
    zh, en, icon = DEEDS[verb]
    return Step(sight.tongue(zh, en), icon, f"/duty/{line.shift}/do/{verb.replace('_', '-')}")


LIST = Page("/duty", "shifts.read", "duty.html", listed, Timed, "duty")
ONE = Page("/duty/{shift}", "shifts.read", "shift.html", one, OfShift, "duty")
