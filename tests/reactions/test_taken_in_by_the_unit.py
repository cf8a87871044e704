"""A unit that took a request in itself holds it from the start: it is reminded, told of a miss, and answers for it."""

import pytest

from domain.events.findings import FindingRecorded
from domain.events.notice import NoticeQueued
from tests.support.facts import at
from tests.support.town import AUTHORITY, UNIT, Town, seat

MONDAY = at("2025-11-03", "09:00")
SAID = {"authority": AUTHORITY, "title": "t", "content": "c", "name": "n", "contact": "0000-0000"}


def taken_in(edition, **more):
    town = Town(edition)
    case = town.do(MONDAY, seat("unit_first_responder"), "register", **SAID, **more).id
    return town, case


def told(town, template, key):
    notices = (each for each in town.facts(NoticeQueued) if each.template == template)
    return [each.unit or each.recipient for each in notices if each.values["deadline"] == key]


@pytest.fixture
def late():
    """Neither contacted within the hour nor accepted within the day."""
    town, _ = taken_in("anqing-2025", kind="simple", channel="efficiency_platform")
    town.tick(at("2025-11-05"))
    return town


def test_what_it_does_too_late_is_established_about_it(late):
    found = {fact.kind: fact.unit for fact in late.facts(FindingRecorded)}
    assert found == {"contacted_late": UNIT, "accepted_late": UNIT}


def test_the_miss_is_told_to_it_and_to_the_office(late):
    assert told(late, "deadline_missed", "contact:1") == [UNIT, "office"]


def test_it_is_reminded_that_the_applicants_time_runs_out_though_the_office_is_not():
    town, case = taken_in("tongbai-2022", kind="licence", channel="office")
    town.do(MONDAY, seat("unit_first_responder"), "accept", case)
    town.world.advance_to(at("2025-11-06", "12:00"))
    town.world.settle()
    town.house.reminding.tick()
    assert told(town, "deadline_near", "reply:1") == [UNIT]


def test_the_unit_an_order_comes_to_late_is_not_told_that_the_office_was_late():
    town = Town("suzhou-2021")
    case = town.register(MONDAY, kind="complaint", channel="hotline")
    town.do(at("2025-11-05"), "intake_clerk", "dispatch", case, unit=UNIT)
    assert told(town, "deadline_missed", "dispatch:1") == ["office"]
