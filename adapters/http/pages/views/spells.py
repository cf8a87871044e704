"""Where a review begins: whose spells, in which period; each leads to the reconstruction of its case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import model_validator

from adapters.http.api import spells as api_spells
from adapters.http.api.spells import SpellsParams
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.pages.paging import pages_of
from adapters.http.pages.titles import titles_of
from projections.custody import OFFICE, Custody
from projections.organisation import Units


class PageParams(SpellsParams):
    """As the page's form asks it: a field that was not filled in asks nothing."""

    @model_validator(mode="before")
    @classmethod
    def filled_in(cls, given: Mapping[str, Any]) -> Mapping[str, Any]:
        """What was filled in."""
        return {name: value for name, value in given.items() if value != ""}


def view(sight: Sight) -> Shown:
    """Spells under the filters of the address."""
    found = api_spells.spells(sight.asked)
    return {
        "found": found,
        "titles": titles_of(sight, [line.case for line in found.items]),
        "holders": list(_holders(sight)),
        "chosen": sight.asked.params,
        "pages": pages_of(sight, found),
    }


def _holders(sight: Sight) -> Iterator[tuple[str, str]]:
    """Who may be asked about, in words: the office, each unit, and those of its seats that ever held a case."""
    yield OFFICE, sight.named(OFFICE)
    reader, as_of = sight.asked.api.reader, sight.asked.as_of
    text = "SELECT DISTINCT seat FROM {custody} held WHERE seat IS NOT NULL"
    held = {seat for (seat,) in reader.query(text, as_of, custody=Custody)}
    rows = reader.rows(Units, as_of, order=("unit", "seat"))
    for unit in dict.fromkeys(row.unit for row in rows):
        yield unit, sight.named(unit)
        yield from ((row.seat, sight.named(row.seat)) for row in rows if row.unit == unit and row.seat in held)


PAGE = Page("/review", "cases.review", "spells.html", view, PageParams, "review")
