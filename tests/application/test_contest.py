"""Contests under a text that says until when: from when the finding was recorded, by the text it rests on."""

from __future__ import annotations

from datetime import date

import pytest

from adapters.regulations import SHIPPED, read_files, shipped
from adapters.scenarios.worlds import MemoryWorld
from domain.aggregates.judged import ContestTooLate
from domain.events.findings import FindingContested, FindingRecorded
from domain.regulations.book import Book
from domain.regulations.model import Edition
from tests.support.facts import at
from tests.support.town import AUTHORITY, UNIT, Town, seat

HEAD, KEY = seat("unit_head"), "signed_late:1"
NOTICED = at("2025-12-10")
"""When the miss is found, long after the time was over: Tiji stood still."""


def with_contest():
    """An invented later text of the same place that leaves a unit three working days to contest."""
    files = read_files(SHIPPED / "suzhou/2021")
    files["regulation.toml"] |= {"id": "suzhou-2025", "effective_from": date(2025, 11, 4)}
    within = {"form": "working_days", "n": 3}
    files["regulation.toml"]["contest"] = {
        "clause": "suzhou.score.overdue",
        "within": within,
        "source": "local_setting",
    }
    return Edition.of(files)


@pytest.fixture
def late():
    """A case that nobody signed for, under the text with a last day, and the town it is in."""
    town = Town("suzhou-2021", world=MemoryWorld(books=Book([*shipped(), with_contest()])))
    adopted = {"edition": "suzhou-2025", "effective_from": "2025-11-04"}
    town.do(at("2025-11-03"), "administrator", "adopt_edition", AUTHORITY, **adopted)
    case = town.register(at("2025-11-04"), kind="complaint", channel="hotline")
    town.do(at("2025-11-04", "10:00"), "intake_clerk", "dispatch", case, unit=UNIT)
    town.tick(NOTICED)
    assert KEY in [fact.key for fact in town.facts(FindingRecorded)]
    return town, case


def test_the_days_count_from_when_the_finding_was_recorded_not_from_the_miss(late):
    town, case = late
    town.do(at("2025-12-15", "23:59"), HEAD, "contest_finding", case, finding=KEY, grounds="g")
    assert town.facts(FindingContested)


def test_later_it_is_refused_by_the_clause_that_says_until_when_and_the_office_may_still_overturn(late):
    town, case = late
    with pytest.raises(ContestTooLate) as refused:
        town.do(at("2025-12-16", "00:00"), HEAD, "contest_finding", case, finding=KEY, grounds="g")
    assert (refused.value.basis.edition, refused.value.basis.clause) == ("suzhou-2025", "suzhou.score.overdue")
    town.do(at("2025-12-16"), "efficiency_office", "overturn_finding", case, finding=KEY, reason="r")


def test_under_a_text_without_one_it_is_never_too_late():
    town = Town("suzhou-2021")
    case = town.register(at("2025-11-04"), kind="complaint", channel="hotline")
    town.do(at("2025-11-04", "10:00"), "intake_clerk", "dispatch", case, unit=UNIT)
    town.tick(NOTICED)
    town.do(at("2026-11-04"), HEAD, "contest_finding", case, finding=KEY, grounds="g")
    assert town.facts(FindingContested)
