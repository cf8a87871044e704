"""The ladder's reasoned answer, due within three working days of the request, whoever holds the matter by then."""

import pytest

from domain.events.deadlines import DeadlineMet, DeadlineMissed
from domain.events.findings import FindingRecorded
from projections.custody import Custody
from projections.findings import FindingsView
from projections.timeliness import Timeliness
from tests.support.facts import at
from tests.support.town import Town, seat

ASKED = at("2025-10-09", "10:00")
"""A Thursday; Saturday the 11th is a make-up working day, so the third working day after it is Monday the 13th."""
LAST_MOMENT, TOO_LATE = at("2025-10-13", "23:59"), at("2025-10-14", "00:01")


@pytest.fixture
def town():
    return Town()


@pytest.fixture
def case(town):
    """A no that climbed to the third level and has stood there since."""
    case = town.register(ASKED)
    matter = town.propose(at("2025-10-09", "14:00"), case)
    town.raise_by(at("2025-10-10", "09:00"), "unit_section_head", matter)
    return case


@pytest.mark.usefixtures("case")
def test_it_is_missed_once_however_often_the_clock_is_looked_at(town):
    assert town.tick(LAST_MOMENT) == 0
    assert [town.tick(TOO_LATE) for _ in range(3)] == [1, 0, 0]
    (missed,) = town.facts(DeadlineMissed)
    assert missed.key == "reply:1"
    assert missed.basis.clause == "tongbai.refuse.reply-3wd"


def test_it_leads_to_one_finding_that_cites_the_clause(town, case):
    town.tick(TOO_LATE)
    town.tick(at("2025-10-20"))
    (found,) = town.facts(FindingRecorded)
    assert (found.kind, found.deadline, found.basis.clause) == ("replied_late", "reply:1", "tongbai.refuse.reply-3wd")
    assert [row.kind for row in town.world.rows(FindingsView, case=case)] == ["replied_late"]


def test_it_is_missed_at_the_due_instant_also_after_an_outage_of_a_week(town, case):
    assert town.tick(at("2025-10-21", "08:00")) == 1
    (missed,) = town.facts(DeadlineMissed)
    (clock,) = town.world.rows(Timeliness, case=case, name="reply")
    assert missed.occurred_at == missed.due_at == clock.due_at
    assert clock.state == "missed"


def test_custody_shows_who_held_it_when_it_was_missed(town, case):
    town.tick(TOO_LATE)
    (missed,) = town.facts(DeadlineMissed)
    holders = [
        row
        for row in town.world.rows(Custody, case=case)
        if row.since <= missed.due_at and (row.until is None or missed.due_at < row.until)
    ]
    assert [(row.holder, row.level) for row in holders] == [(seat("unit_deputy"), 3)]


def test_an_answer_afterwards_is_late_and_misses_nothing_a_second_time(town, case):
    town.tick(TOO_LATE)
    (row,) = [row for row in town.world.rows(Custody, case=case) if row.until is None]
    matter = next(place.stream for place, fact in town.store.facts(0, 999) if type(fact).__name__ == "EscalationRaised")
    can = {"opinion": "it can be done", "how": "with the papers"}
    town.do(at("2025-10-14", "09:00"), row.holder, "find_can_do", matter, **can)
    town.do(at("2025-10-14", "10:00"), seat("unit_first_responder"), "tell_citizen", case, way="written")
    town.tick(at("2025-10-15"))
    assert len(town.facts(DeadlineMissed)) == 1
    assert [(met.key, met.late) for met in town.facts(DeadlineMet) if met.key == "reply:1"] == [("reply:1", True)]
