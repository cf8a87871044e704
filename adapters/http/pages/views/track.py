"""The citizen's page: where it is, the expected date and why, the history in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from pydantic import Field

from adapters.http.api.deadline import DeadlineLine, deadline_lines
from adapters.http.attempts import Attempt, keep
from adapters.http.needs import Api
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.pages.plain_words import PLAIN
from adapters.http.pages.strip import Strip, strip_of
from adapters.http.parameters import Timed, Typed
from adapters.http.refused import WrongCode
from application.ids import new_id
from application.tracking import is_code_of
from domain.aggregates.complaint import Complaint
from domain.aggregates.complaint.material import LIVE
from projections.case_history import CaseHistory
from projections.case_ledger import CaseLedger
from projections.erasures import Erasures
from projections.writings import Writings

ENDED = frozenset({"closed", "followed_up", "archived", "refused", "answered_directly", "transferred"})


ANSWERS = frozenset(
    {
        ("complaint.reply_submitted", "reply"),
        ("complaint.reply_imported", "reply"),
        ("complaint.answered_directly", "answer"),
        ("complaint.refused", "explanation"),
        ("escalation.final_no_decided", "reason"),
    }
)
"""Topic and field of what counts as an answer."""


class TrackParams(Timed):
    """The number and the code a citizen was given; what was just done."""

    number: Typed = Field(default="", max_length=40)
    code: Typed = Field(default="", max_length=40)
    done: str = Field(default="", max_length=20)


@dataclass(frozen=True)
class Told:
    """One thing that happened."""

    says: str
    at: datetime
    kind: str
    """done or back."""


def view(sight: Sight) -> Shown:
    """The case of a number and its code; the form where either is wrong, never saying which."""
    params: TrackParams = sight.asked.params
    row = row_of(sight, params)
    if row is None:
        return {"case": None, "chosen": params, "is_wrong": bool(params.number or params.code)}
    is_erased = bool(_erasures(sight, row))
    expected = _expected(deadline_lines(sight.asked, case=row.case))
    return {
        "case": row,
        "chosen": params,
        "is_wrong": False,
        "has_ended": row.status in ENDED,
        "expected": expected,
        "strip": _strip(expected, sight),
        "told": _told(sight, row),
        "answer": None if is_erased else _answer(sight, row),
        "is_erased": is_erased,
        "can_rate": row.status == "closed" and not is_erased and not sight.is_past,
        "can_add": row.status in LIVE and not is_erased and not sight.is_past,
        "command_id": new_id(),
        "said": "",
        "typed": {"deed": "", "rating": "", "note": ""},
    }


def row_of(sight: Sight, params: TrackParams) -> CaseLedger.Row | None:
    """The case, if the code fits it. A wrong code for a case there is stays on record."""
    asked = sight.asked
    found = (
        asked.api.reader.rows(CaseLedger, asked.as_of, number=params.number.strip().upper()) if params.number else []
    )
    secret = asked.api.house.desk.secret
    row = next((row for row in found if is_code_of(params.code, secret, row.case)), None)
    if found and row is None:
        tried = Attempt(asked.who, PAGE.action, found[0].number, found[0].case)
        keep(asked.api, tried, WrongCode("the code is not that of the case"))
    return row


def complaint_of(api: Api, case: UUID) -> Complaint:
    """The case as its facts make it. Raises NotFound."""
    return api.house.desk.store.get(Complaint, case)


def _erasures(sight: Sight, row: CaseLedger.Row) -> Sequence[Erasures.Row]:
    return sight.asked.api.reader.rows(Erasures, case=row.case, where={"state__in": ["confirmed", "carried_out"]})


def _answer(sight: Sight, row: CaseLedger.Row) -> str | None:
    """The last answer, once the citizen was told of it or the case was closed with it."""
    if row.status not in ENDED:
        return None
    written = sight.asked.api.reader.rows(Writings, sight.asked.as_of, order=("position",), case=row.case)
    handles = [each.handle for each in written if (each.topic, each.field) in ANSWERS]
    return sight.asked.api.house.desk.texts.read_many(handles[-1:]).get(handles[-1]) if handles else None


def _expected(lines: Sequence[DeadlineLine]) -> DeadlineLine | None:
    """The citizen's own clock; where a place sets none, the clock of whoever handles it."""
    waits = [line for line in lines if line.clock == "citizen"]
    handles = [line for line in lines if line.name in {"handle", "reply"}]
    return next(reversed(waits), None) or next(reversed(handles), None)


def _strip(expected: DeadlineLine | None, sight: Sight) -> Strip | None:
    return strip_of(expected, sight.asked.at, sight.tongue) if expected else None


def _told(sight: Sight, row: CaseLedger.Row) -> list[Told]:
    """What happened, oldest first, once each in a row."""
    told: list[Told] = []
    for fact in sight.asked.api.reader.rows(CaseHistory, sight.asked.as_of, order=("position",), case=row.case):
        if fact.topic not in PLAIN:
            continue
        zh, en, kind = PLAIN[fact.topic]
        unit = sight.named(fact.details.get("unit") or fact.unit)
        says = sight.tongue(zh, en).format(unit=unit)
        if told and told[-1].says == says:
            told[-1] = replace(told[-1], at=fact.occurred_at)
        else:
            told.append(Told(says, fact.occurred_at, kind))
    return told


PAGE = Page("/track", "cases.track", "track.html", view, TrackParams)
