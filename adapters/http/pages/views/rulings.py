"""What awaits a ruling of the office: returns, extensions, contests, replies. The citizen's clock runs on meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from adapters.http.api import cases as api_cases
from adapters.http.api import findings as api_findings
from adapters.http.api.cases import CaseLine, CasesParams
from adapters.http.api.findings import FindingsParams
from adapters.http.pages.disputing import disputed
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.pages.places import places_of
from adapters.http.pages.titles import titles_of
from application.access import MAY
from domain.values import Handle
from projections.base import Projection
from projections.case_history import CaseHistory
from projections.timeliness import Timeliness

MOST = 200
"""Rulings a list shows; what it leaves out it counts."""
EXTENSIONS = ("deadline.extension_requested", "deadline.extended", "deadline.extension_refused")
REQUESTED = EXTENSIONS[0]


@dataclass(frozen=True)
class Awaiting:
    """One ruling that is awaited."""

    case: CaseLine
    title: str
    asked_at: datetime
    by: str
    reason: str
    basis: str
    path: str
    clause: str | None
    edition: str | None


@dataclass(frozen=True)
class Queue:
    """Those that wait for one kind of ruling, who waits longest first, and how many there are in all."""

    rows: list[Awaiting]
    total: int


def view(sight: Sight) -> Shown:
    """Returns, extensions, contests and replies that nobody has ruled on."""
    returned = CasesParams(status=("return_pending",), limit=MOST, sort="registered_at")
    extended = CasesParams(limit=MOST, sort="worst_due_at")
    answered = CasesParams(status=("answered",), limit=MOST, sort="worst_due_at")
    return {
        "returns": _queue(sight, returned, "complaint.return_requested", "rule-on-return"),
        "extensions": _queue(sight, extended, REQUESTED, "rule-on-extension", _extensions_requested(sight)),
        "replies": _queue(sight, answered, "complaint.reply_submitted", "accept-reply"),
        **_contests(sight),
    }


def _contests(sight: Sight) -> Shown:
    """Findings that units hold to be wrong, the longest waiting first, each with where it is shown."""
    params = FindingsParams(status=("contested",), limit=MOST)
    found = api_findings.findings(replace(sight.asked, params=params))
    lines = sorted(found.items, key=lambda line: line.position)
    cases = [line.case for line in lines]
    return {
        "contests": disputed(sight, lines),
        "contests_total": found.total,
        "titles": titles_of(sight, cases),
        "places": places_of(sight, cases),
    }


def _queue(sight: Sight, params: CasesParams, topic: str, deed: str, among: Sequence[UUID] | None = None) -> Queue:
    """The cases under the filters, each with the fact that asks for the ruling."""
    found = api_cases.cases(replace(sight.asked, params=params), among)
    ids = [line.case for line in found.items]
    facts, titles = _newest(sight, ids, topic), titles_of(sight, ids)
    said = _read(sight, facts.values())
    return Queue(
        [_awaiting(sight, line, titles.get(line.case, ""), facts.get(line.case), said, deed) for line in found.items],
        found.total,
    )


def _extensions_requested(sight: Sight) -> list[UUID]:
    """Cases with a deadline that still binds and whose newest fact about more time is a request."""
    text = """
        SELECT DISTINCT asked."case" FROM (
            SELECT DISTINCT ON ("case", details->>'key') "case", details->>'key' AS deadline, topic FROM {history}
            WHERE topic = ANY(%s) ORDER BY "case", details->>'key', position DESC
        ) asked JOIN {deadlines} d USING ("case", deadline)
        WHERE asked.topic = %s AND d.state IN ('running', 'missed') AND d.lapsed_at IS NULL
    """
    views: dict[str, type[Projection]] = {"history": CaseHistory, "deadlines": Timeliness}
    found = sight.asked.api.reader.query(text, sight.asked.as_of, [list(EXTENSIONS), REQUESTED], **views)
    return [case for (case,) in found]


def _newest(sight: Sight, cases: Sequence[UUID], topic: str) -> dict[UUID, CaseHistory.Row]:
    """The last fact of a topic of each case."""
    where, reader = {"case__in": list(cases), "topic": topic}, sight.asked.api.reader
    rows = reader.rows(CaseHistory, sight.asked.as_of, where=where, order=("position",)) if cases else []
    return {row.case: row for row in rows}


def _read(sight: Sight, facts: Iterable[CaseHistory.Row]) -> Mapping[Handle, str]:
    """What was said in the facts, for who may read texts."""
    handles = {row.details[name] for row in facts for name in ("reason", "basis_document") if row.details.get(name)}
    readable = "texts.read" in MAY[sight.asked.who.role]
    return sight.asked.api.house.desk.texts.read_many(handles) if readable and handles else {}


def _awaiting(
    sight: Sight, line: CaseLine, title: str, row: CaseHistory.Row | None, said: Mapping[Handle, str], deed: str
) -> Awaiting:
    details = row.details if row else {}
    return Awaiting(
        case=line,
        title=title,
        asked_at=row.occurred_at if row else line.registered_at,
        by=sight.named(row.unit) if row else "",
        reason=said.get(details.get("reason", ""), ""),
        basis=said.get(details.get("basis_document", ""), ""),
        path=f"/cases/{line.case}/do/{deed}",
        clause=row.clause if row else None,
        edition=row.edition if row else None,
    )


PAGE = Page("/rulings", "complaints.rule_on_return", "rulings.html", view, room="rulings")
