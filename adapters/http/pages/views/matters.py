"""事项清单: which units publish one; and one unit's, with what it put up."""

from __future__ import annotations

from adapters.http.api import matters as api
from adapters.http.api.matters import MattersParams, OfList
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.visibility import own_unit
from application.access import MAY
from domain.calendar import beijing
from domain.errors import NotFound, Refused
from domain.regulations.matter_list import MatterList
from domain.values import AuthorityId
from projections.organisation import Units


def listed(sight: Sight) -> Shown:
    """What holds on the day, unit by unit."""
    found = api.matters(sight.asked)
    units = dict.fromkeys([*(line.unit for line in found.items), *(line.unit for line in found.postings)])
    own = own_unit(sight.asked.who)
    return {
        "found": found,
        "units": {unit: [line for line in found.items if line.unit == unit and line.holds] for unit in units},
        "own": own if own and _rules(sight, own) else None,
    }


def one(sight: Sight) -> Shown:
    """One unit's list, every wording, and what it put up. Raises NotFound."""
    asked, unit = sight.asked, sight.asked.params.unit
    if not asked.api.reader.rows(Units, asked.as_of, unit=unit, limit=1):
        raise NotFound(f"no unit {unit!r} was known then", remedy="GET /api/units lists them")
    found = api.listed(asked, [unit], beijing(asked.at).date())
    rules = _rules(sight, unit)
    is_own = own_unit(asked.who) == unit and "matters.publish" in MAY[asked.who.role]
    return {
        "unit": unit,
        "found": found,
        "rules": rules,
        "holds": [line for line in found.items if line.holds],
        "ahead": [line for line in found.items if line.since > found.on],
        "gone": [line for line in found.items if line.until is not None and line.until < found.on],
        "up": {line.what: line for line in found.postings},
        "may_publish": rules is not None and is_own and not sight.is_past,
    }


def _rules(sight: Sight, unit: str) -> MatterList | None:
    """What the text in force says about the unit's list."""
    rows = sight.asked.api.reader.rows(Units, sight.asked.as_of, unit=unit, limit=1)
    try:
        return sight.asked.api.house.desk.law_for(AuthorityId(rows[0].authority), sight.asked.at).edition.matter_list
    except Refused:
        return None


LIST = Page("/matters", "published.read", "matters.html", listed, MattersParams, "matters")
ONE = Page("/matters/{unit}", "published.read", "matter_list.html", one, OfList, "matters")
