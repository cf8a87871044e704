"""A leader's instruction is a task with a clock of its own."""

from __future__ import annotations

import pytest

from domain.aggregates.complaint.instruction import NoInstructionOpen
from domain.errors import Refused
from domain.events.complaint import ComplaintInstructed, ComplaintInstructionAnswered
from domain.events.deadlines import DeadlineLapsed, DeadlineMet, DeadlineMissed, DeadlineSet
from tests.support.facts import at
from tests.support.town import Town, seat

LEADER, OFFICE = "city_leader", "efficiency_office"


@pytest.fixture
def town():
    return Town()


@pytest.fixture
def case(town):
    return town.register(at("2025-10-13", "09:00"))


def instruct(town, when, case, days=3, **more):
    return town.do(when, LEADER, "instruct", case, instruction="Go and see", days=days, **more)


def instruction_clocks(town, kind):
    return [fact for fact in town.facts(kind) if fact.key.startswith("instruction")]


def test_an_instruction_sets_a_clock_of_the_days_the_leader_gives(town, case):
    instruct(town, at("2025-10-13", "10:00"), case)
    (instructed,) = town.facts(ComplaintInstructed)
    (set_,) = instruction_clocks(town, DeadlineSet)
    assert instructed.key == set_.key == "instruction:1"
    assert set_.due.due_at == at("2025-10-17", "00:00")
    assert set_.facts["days"] == "3"


def test_calendar_days_are_counted_where_the_leader_says_so(town, case):
    instruct(town, at("2025-10-17", "10:00"), case, days=2, counted_in="natural_day")
    (set_,) = instruction_clocks(town, DeadlineSet)
    assert {step.why for step in set_.due.derivation} & {"counted"}
    assert set_.due.due_at == at("2025-10-21", "00:00")


def test_an_answer_meets_the_clock_it_names_and_no_other(town, case):
    instruct(town, at("2025-10-13", "10:00"), case)
    instruct(town, at("2025-10-13", "11:00"), case, days=5)
    answer = {"key": "instruction:2", "report": "Seen"}
    town.do(at("2025-10-14", "10:00"), seat("unit_head"), "answer_instruction", case, **answer)
    (met,) = instruction_clocks(town, DeadlineMet)
    assert (met.key, met.late) == ("instruction:2", False)
    assert [fact.key for fact in town.facts(ComplaintInstructionAnswered)] == ["instruction:2"]


def test_an_answer_after_its_day_is_late_and_no_breach_for_the_text_gives_no_figure(town, case):
    instruct(town, at("2025-10-13", "10:00"), case)
    town.tick(at("2025-10-18", "10:00"))
    assert instruction_clocks(town, DeadlineMissed) == []
    answer = {"key": "instruction:1", "report": "Seen"}
    town.do(at("2025-10-18", "11:00"), seat("unit_head"), "answer_instruction", case, **answer)
    (met,) = instruction_clocks(town, DeadlineMet)
    assert met.late


def test_what_nobody_asked_for_cannot_be_answered_nor_twice(town, case):
    answer = {"key": "instruction:1", "report": "Seen"}
    for _ in range(2):
        with pytest.raises(NoInstructionOpen) as refused:
            town.do(at("2025-10-14", "10:00"), seat("unit_head"), "answer_instruction", case, **answer)
        assert "none is open" in refused.value.remedy
    instruct(town, at("2025-10-14", "11:00"), case)
    town.do(at("2025-10-14", "12:00"), seat("unit_head"), "answer_instruction", case, **answer)
    with pytest.raises(NoInstructionOpen):
        town.do(at("2025-10-14", "13:00"), seat("unit_head"), "answer_instruction", case, **answer)


def test_only_a_leader_instructs(town, case):
    with pytest.raises(Refused) as refused:
        town.do(at("2025-10-14", "10:00"), OFFICE, "instruct", case, instruction="Go", days=3)
    assert refused.value.code == "access.not_allowed"


def test_an_instruction_runs_on_when_the_case_is_closed(town, case):
    instruct(town, at("2025-10-13", "10:00"), case)
    assert "instruction:1" not in [fact.key for fact in town.facts(DeadlineLapsed)]
