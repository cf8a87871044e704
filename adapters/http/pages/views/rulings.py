"""What awaits a ruling of the office: returns first, then extensions. The citizen's clock runs on meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from adapters.http.api import cases as api_cases
from adapters.http.api.cases import CaseLine, CasesParams
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.pages.titles import titles_of
from application.access import MAY
from projections.case_history import CaseHistory

STILL_OPEN = ("dispatched", "signed", "assigned", "handling")
"""States in which an extension may await its ruling."""


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


def view(sight: Sight) -> Shown:
    """Returns and extensions that nobody has ruled on."""
    asked = sight.asked
    returned = api_cases.cases(
        replace(asked, params=CasesParams(status=("return_pending",), limit=200, sort="registered_at"))
    )
    replies = api_cases.cases(replace(asked, params=CasesParams(status=("answered",), limit=200, sort="next_due_at")))
    extensions = _filed_extensions(sight)
    cases = [*returned.items, *replies.items, *extensions]
    titles = titles_of(sight, [line.case for line in cases])
    return {
        "returns": [
            _awaiting(sight, line, titles, "complaint.return_requested", "rule-on-return") for line in returned.items
        ],
        "extensions": [
            _awaiting(sight, line, titles, "deadline.extension_requested", "rule-on-extension") for line in extensions
        ],
        "replies": [
            _awaiting(sight, line, titles, "complaint.reply_submitted", "accept-reply") for line in replies.items
        ],
    }


def _filed_extensions(sight: Sight) -> Sequence[CaseLine]:
    """Cases whose newest extension fact is a request."""
    text = """
        SELECT DISTINCT ON ("case", details->>'key') "case", topic FROM {history}
        WHERE topic = ANY(%s) ORDER BY "case", details->>'key', position DESC
    """
    topics = ["deadline.extension_requested", "deadline.extended", "deadline.extension_refused"]
    found = sight.asked.api.reader.query(text, sight.asked.as_of, [topics], history=CaseHistory)
    open_cases = {case for case, topic in found if topic == "deadline.extension_requested"}
    listed = api_cases.cases(replace(sight.asked, params=CasesParams(status=STILL_OPEN, limit=500))).items
    return [line for line in listed if line.case in open_cases]


def _awaiting(sight: Sight, line: CaseLine, titles: dict[UUID, str], topic: str, deed: str) -> Awaiting:
    asked = sight.asked
    rows = asked.api.reader.rows(CaseHistory, asked.as_of, order=("-position",), limit=1, case=line.case, topic=topic)
    row = rows[0] if rows else None
    details = row.details if row else {}
    handles = [details[name] for name in ("reason", "basis_document") if details.get(name)]
    readable = "texts.read" in MAY[asked.who.role]
    texts = asked.api.house.desk.texts.read_many(handles) if readable and handles else {}
    return Awaiting(
        case=line,
        title=titles.get(line.case, ""),
        asked_at=row.occurred_at if row else line.registered_at,
        by=sight.named(row.unit) if row else "",
        reason=texts.get(details.get("reason", ""), ""),
        basis=texts.get(details.get("basis_document", ""), ""),
        path=f"/cases/{line.case}/do/{deed}",
        clause=row.clause if row else None,
        edition=row.edition if row else None,
    )


PAGE = Page("/rulings", "complaints.rule_on_return", "rulings.html", view, room="rulings")
