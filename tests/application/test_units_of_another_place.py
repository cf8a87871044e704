"""Work goes to units of the authority whose matter it is, and to no other's."""

from __future__ import annotations

from datetime import date

import pytest

from domain.errors import NotFound
from tests.support.facts import at
from tests.support.town import AUTHORITY, UNIT, Town

OFFICE, ELSEWHERE = "efficiency_office", "canals"


@pytest.fixture
def town():
    """A town, and another authority with a unit of its own."""
    town, now = Town("suzhou-2021"), at("2025-11-03", "08:00")
    town.do(now, "administrator", "establish_authority", authority="there", name="T", name_en="T")
    unit = {"unit": ELSEWHERE, "authority": "there", "name": "C", "name_en": "C", "seats": []}
    town.do(now, "administrator", "establish_unit", **unit)
    return town


def refused(town, by, verb, target, **body):
    with pytest.raises(NotFound) as refusal:
        town.do(at("2025-11-03", "11:00"), by, verb, target, **body)
    assert refusal.value.detail == f"{AUTHORITY} has no unit {ELSEWHERE}"


def test_a_matter_is_not_sent_to_another_authoritys_unit(town):
    case = town.register(at("2025-11-03"), kind="complaint", channel="hotline")
    refused(town, "intake_clerk", "dispatch", case, unit=ELSEWHERE)
    refused(town, "intake_clerk", "dispatch", case, unit=UNIT, assisting=[ELSEWHERE])


def test_a_supervision_or_a_report_is_not_laid_on_it(town):
    case = town.register(at("2025-11-03"), kind="complaint", channel="hotline")
    supervision = town.do(at("2025-11-03", "10:00"), OFFICE, "issue_supervision", case, trigger="as_the_office_sees").id
    refused(town, OFFICE, "assign_supervision", supervision, lead=ELSEWHERE, way="by_phone", citizen_told_by="phone")
    report = {"authority": AUTHORITY, "rule": "knowledge_wording", "unit": ELSEWHERE, "since": date(2025, 11, 3)}
    refused(town, OFFICE, "request_report", None, **report)
