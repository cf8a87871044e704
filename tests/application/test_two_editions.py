"""Two texts side by side: what runs keeps the text and the reading it began under, what begins takes those in force."""

from __future__ import annotations

from datetime import date

import pytest

from adapters.regulations import SHIPPED, read_files, shipped
from adapters.scenarios.worlds import MemoryWorld
from application.access import NotAllowed
from application.editions import KnownEditions
from domain.aggregates.readings import ReadAsThatAlready, ReadingNotRetroactive, ReadingUnknown
from domain.events.escalation import EscalationRaised
from domain.regulations.book import Book
from domain.regulations.model import Edition
from domain.rules.ladder import LevelMayNotBeSkipped
from projections.reading_revisions import ReadingRevisions
from projections.timeliness import Timeliness
from tests.support.facts import at
from tests.support.town import AUTHORITY, SAID, Town, seat

OFFICE = "efficiency_office"
FIRST, SECOND = seat("unit_first_responder"), seat("unit_section_head")


def revised(**changed):
    """An invented later text of the same place: four working days to reply, and no level passed over."""
    files = read_files(SHIPPED / "tongbai/2022")
    text = files["regulation.toml"]
    text |= {"id": "tongbai-2025", "effective_from": date(2025, 11, 10)}
    text["limits"]["reply"]["span"]["n"] = 4
    (skip,) = [each for each in files["readings.toml"]["readings"] if each["id"] == "R12"]
    skip["chosen"] = "forbidden"
    return Edition.of(files, **changed)


def days(town):
    return {row.case: row.last_day for row in town.world.rows(Timeliness, name="reply")}


@pytest.fixture
def two():
    """A town that adopts the later text in time; it comes into force on 10 November."""
    town = Town(world=MemoryWorld(books=Book([*shipped(), revised()])))
    adopted = {"edition": "tongbai-2025", "effective_from": "2025-11-10"}
    town.do(at("2025-11-03"), "administrator", "adopt_edition", AUTHORITY, **adopted)
    return town


def test_a_running_deadline_keeps_its_text_and_a_new_one_takes_the_text_in_force(two):
    before = two.register(at("2025-11-07"))
    after = two.register(at("2025-11-10"))
    assert days(two) == {before: date(2025, 11, 12), after: date(2025, 11, 14)}
    editions = {row.case: row.edition for row in two.world.rows(Timeliness, name="reply")}
    assert editions == {before: "tongbai-2022", after: "tongbai-2025"}


def test_a_ladder_keeps_the_text_it_began_under_though_another_is_in_force(two):
    older, newer = two.register(at("2025-11-06")), two.register(at("2025-11-07"))
    began = two.propose(at("2025-11-07", "10:00"), older)
    over = {"to_level": 4, "skipped_because": "the deputy is away", **SAID}
    later = two.propose(at("2025-11-11"), newer)
    with pytest.raises(LevelMayNotBeSkipped):
        two.do(at("2025-11-11", "10:00"), SECOND, "raise", later, **over)
    two.do(at("2025-11-11", "10:10"), SECOND, "raise", began, **over)
    assert [fact.to_level for fact in two.facts(EscalationRaised)] == [2, 2, 4]


def revise(town, when, *, by=OFFICE, **changed):
    asked = {"reading": "R13", "choice": "final_decision", "effective_from": "2025-11-10", "reason": "so it was meant"}
    return town.do(when, by, "revise_reading", "tongbai-2022", **(asked | changed))


def test_a_revised_reading_holds_from_its_day_and_what_runs_keeps_its_own():
    town = Town()
    before = town.register(at("2025-11-07"))
    revise(town, at("2025-11-07", "10:00"))
    still = town.register(at("2025-11-09"))
    town.register(at("2025-11-10"))
    assert days(town).keys() == {before, still}


def test_a_deadline_that_began_under_another_reading_is_found_again_after_a_restart():
    town = Town()
    revise(town, at("2025-11-07"), reading="R12", choice="forbidden")
    case = town.register(at("2025-11-10"))
    escalation = town.propose(at("2025-11-10", "10:00"), case)
    basis = town.facts(EscalationRaised)[0].basis
    assert basis.hash != shipped().edition("tongbai-2022").hash
    again = KnownEditions(shipped(), store=town.store)
    assert again.edition("tongbai-2022", basis.hash).reading("R12").chosen == "forbidden"
    with pytest.raises(LevelMayNotBeSkipped):
        town.do(at("2025-11-10", "11:00"), SECOND, "raise", escalation, to_level=4, skipped_because="away", **SAID)


def test_a_revision_says_who_when_why_and_instead_of_what():
    town = Town()
    revise(town, at("2025-11-07"))
    revise(town, at("2025-11-08"), choice="request_registered", effective_from="2025-12-01", reason="back again")
    first, second = sorted(town.world.rows(ReadingRevisions), key=lambda row: row.number)
    assert (first.reading, first.instead_of, first.choice) == ("R13", "request_registered", "final_decision")
    assert (second.instead_of, second.choice) == ("final_decision", "request_registered")
    assert (first.actor, first.role, first.effective_from) == (OFFICE, OFFICE, date(2025, 11, 10))
    assert first.clause == "tongbai.refuse.reply-3wd"
    assert town.house.desk.texts.read(first.reason) == "so it was meant"


def test_of_two_revisions_from_one_day_the_later_word_counts():
    town = Town()
    revise(town, at("2025-11-07"))
    revise(town, at("2025-11-08"), choice="request_registered")
    case = town.register(at("2025-11-10"))
    assert days(town) == {case: date(2025, 11, 13)}


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"reading": "R99"}, ReadingUnknown),
        ({"choice": "tomorrow"}, ReadingUnknown),
        ({"effective_from": "2025-11-06"}, ReadingNotRetroactive),
        ({"choice": "request_registered"}, ReadAsThatAlready),
    ],
)
def test_a_revision_that_is_none_or_comes_too_late_is_refused(changed, refusal):
    town = Town()
    with pytest.raises(refusal):
        revise(town, at("2025-11-07"), **changed)


@pytest.mark.parametrize("by", [FIRST, "administrator", "city_leader"])
def test_only_the_office_revises_a_reading(by):
    town = Town()
    with pytest.raises(NotAllowed):
        revise(town, at("2025-11-07"), by=by)
