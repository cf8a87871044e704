"""What the seat was told, newest first; for those who are never told, what everyone was."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from pydantic import Field

from adapters.http.api import notices as api_notices
from adapters.http.api.notices import NoticeLine, NoticesParams
from adapters.http.pages.opening import about
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.pages.paging import pages_of
from adapters.http.pages.places import Place, places_of
from adapters.http.pages.titles import titles_of
from adapters.http.parameters import Timed, Words
from application.access import MAY
from projections.case_ledger import CaseLedger
from projections.notices import Notices
from projections.wordings import wording

SHOWN = 50


class NoticesPageParams(Timed):
    """Filters, and where the list begins."""

    status: Words = ()
    template: Words = ()
    offset: int = Field(default=0, ge=0, le=100_000)


@dataclass(frozen=True)
class Told:
    """One notice with whom it is for and what it says, in the page's words."""

    line: NoticeLine
    whom: str
    says: str
    opened_by: str
    path: str
    """Of what it is about."""

    @property
    def is_shared(self) -> bool:
        """Whether it is about what several units share, and not the case of one."""
        return self.path.startswith("/consultations/")

    place: Place | None = None
    """What it is about, where that belongs to no case."""


def view(sight: Sight) -> Shown:
    """The list."""
    asked, params = sight.asked, sight.asked.params
    is_mine = "notices.open" in MAY[asked.who.role]
    wanted = NoticesParams(
        mine=is_mine, status=params.status, template=params.template, limit=SHOWN, offset=params.offset
    )
    found = api_notices.notices(replace(asked, params=wanted))
    cases = list({line.case for line in found.items})
    rows = asked.api.reader.rows(CaseLedger, asked.as_of, where={"case__in": cases}) if cases else []
    return {
        "found": found,
        "told": told(sight, found.items),
        "chosen": params,
        "pages": pages_of(sight, found),
        "is_mine": is_mine,
        "titles": titles_of(sight, cases),
        "numbers": {row.case: row.number for row in rows},
    }


def told(sight: Sight, lines: list[NoticeLine]) -> list[Told]:
    """Notices in the page's words."""
    if not lines:
        return []
    asked = sight.asked
    rows = asked.api.reader.rows(Notices, asked.as_of, where={"case__in": list({line.case for line in lines})})
    values = {row.notice: row.values for row in rows}
    places = places_of(sight, [UUID(each["subject"]) for each in values.values() if "subject" in each])
    return [
        Told(
            line,
            _whom(sight, line),
            wording(line.template, values[line.notice], sight.tongue.language, sight.named),
            sight.tongue("、", ", ").join(sight.named(seat, "role") for seat in line.opened_by),
            about(line.case, values[line.notice]),
            places.get(UUID(values[line.notice].get("subject", str(line.case)))),
        )
        for line in lines
    ]


def _whom(sight: Sight, line: NoticeLine) -> str:
    if line.seat is not None:
        role = sight.named(line.role, "role") if line.role else line.seat
        return f"{sight.named(line.unit)} · {role}" if line.unit else role
    return sight.named(line.unit) if line.unit else sight.named(line.recipient, "recipient")


PAGE = Page("/notices", "notices.read", "notices.html", view, NoticesPageParams, "notices")
