"""What a form stands on where it acts on something named by a code: a unit's list, the readings of an edition."""

from __future__ import annotations

from collections.abc import Mapping

from adapters.http.api.editions import edition_named
from adapters.http.needs import Api
from adapters.http.pages.language import Tongue
from adapters.http.pages.reading_words import asked_by, choice_words
from adapters.http.pages.stage import Stage
from application.identity import Identity
from application.matter_lists import matters_of
from application.verbs import Verb
from domain.aggregates.matter_list import NotYourList
from domain.aggregates.organisation import Unit, unit_stream
from domain.calendar import beijing
from domain.values import UnitId
from projections.matter_lists import ListedMatters
from projections.organisation import Units


def stage_of_code(api: Api, who: Identity, verb: Verb, code: str, given: Mapping[str, str], tongue: Tongue) -> Stage:
    """The stage of a verb on a unit or an edition. Raises NotFound, NotYourList."""
    return _of_unit(api, who, UnitId(code)) if verb.target == "unit" else _of_edition(api, code, given, tongue)


def _of_unit(api: Api, who: Identity, unit: UnitId) -> Stage:
    desk, now = api.house.desk, api.house.desk.clock.now()
    known = desk.store.get(Unit, unit_stream(unit))
    if who.unit != unit:
        raise NotYourList(f"this is the list of {unit}", remedy="each unit publishes its own")
    edition = desk.law_for(known.authority, now).edition
    standing = matters_of(desk, unit).standing_on(beijing(now).date())
    rows = [row for row in api.reader.rows(ListedMatters, unit=unit) if row.item in standing]
    texts = desk.texts.read_many([row.title for row in rows]) if rows else {}
    beside = {row.item: texts.get(row.title, row.item) for row in rows}
    units = sorted({row.unit for row in api.reader.rows(Units, authority=known.authority)})
    home = f"/matters/{unit}"
    return Stage(edition, str(known.authority), units, home=home, leads_to=home, beside=beside)


def _of_edition(api: Api, code: str, given: Mapping[str, str], tongue: Tongue) -> Stage:
    """Of one reading where it is named, else of all that can be read otherwise."""
    shipped = edition_named(api, code)
    edition = api.house.desk.editions.on(beijing(api.house.desk.clock.now()).date(), shipped.id)
    open_ = [each for each in edition.readings if each.alternatives]
    asked = [each for each in open_ if each.id == given.get("reading")] or open_
    beside = {each.id: f"{each.id} {tongue(*asked_by(each))}" for each in asked}
    for reading in asked:
        for choice in reading.alternatives:
            says = tongue(*choice_words(reading, choice.id))
            beside.setdefault(choice.id, says if len(asked) == 1 else f"{reading.id} {says}")
    home = f"/editions/{code}"
    return Stage(edition, "", (), home=home, leads_to=home, beside=beside)
