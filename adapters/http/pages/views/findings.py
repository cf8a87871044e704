"""What was established, by a rule or a person, with its clause and evidence; and which units are called to account."""

from __future__ import annotations

from dataclasses import replace

from pydantic import Field

from adapters.http.api import accountability as api_accountability
from adapters.http.api import findings as api_findings
from adapters.http.api.accountability import AccountabilityFile, AccountabilityParams
from adapters.http.api.findings import FindingsParams
from adapters.http.pages.disputing import disputed
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.pages.paging import pages_of
from adapters.http.pages.places import places_of
from adapters.http.pages.titles import titles_of
from adapters.http.parameters import Timed, Words
from projections.case_ledger import CaseLedger

SHOWN, FILES = 50, 10


class FindingsPageParams(Timed):
    """Filters, and where the list begins."""

    kind: Words = ()
    status: Words = ()
    unit: Words = ()
    offset: int = Field(default=0, ge=0, le=100_000)


def view(sight: Sight) -> Shown:
    """Findings, newest first, and the files opened on them where nothing is picked out."""
    asked, params = sight.asked, sight.asked.params
    wanted = FindingsParams(kind=params.kind, status=params.status, unit=params.unit, limit=SHOWN, offset=params.offset)
    found = api_findings.findings(replace(asked, params=wanted))
    is_narrowed = bool(params.kind or params.status or params.offset)
    files = [] if is_narrowed else _files(sight)
    cases = list({*(line.case for line in found.items), *(file.case for file in files)})
    rows = asked.api.reader.rows(CaseLedger, asked.as_of, where={"case__in": cases}) if cases else []
    return {
        "found": found,
        "rows": disputed(sight, found.items),
        "files": files,
        "chosen": params,
        "pages": pages_of(sight, found),
        "titles": titles_of(sight, cases),
        "places": places_of(sight, cases),
        "numbers": {row.case: row.number for row in rows},
    }


def _files(sight: Sight) -> list[AccountabilityFile]:
    wanted = AccountabilityParams(unit=sight.asked.params.unit, limit=FILES)
    return api_accountability.accountability(replace(sight.asked, params=wanted)).items


PAGE = Page("/findings", "cases.read", "findings.html", view, FindingsPageParams, "findings")
