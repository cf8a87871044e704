"""Which task force takes a matter on: area before turn, and what moves the turn."""

from __future__ import annotations

import json

import pytest

from adapters.regulations import shipped
from domain.regulations.parts import Words
from domain.regulations.references import problems
from domain.regulations.task_forces import TaskForce
from domain.rules.casework import CodeUnknown
from domain.rules.law import Law
from domain.rules.requirements import StepNotForeseen
from domain.rules.task_forces import assigned, check_task_force


def force(code, *areas):
    return TaskForce(code=code, words=Words(zh="专班", en="task force"), clause="a.b", areas=areas)


FORCES = (force("one", "north"), force("two", "east"), force("three", "south"), force("four", "west"))


def test_a_matter_goes_to_the_task_force_of_its_area_and_moves_no_turn():
    assert assigned(FORCES, "west", "two") == ("four", "area", "two")


def test_a_matter_of_nobodys_area_goes_in_turn():
    assert assigned(FORCES, "elsewhere", "two") == ("two", "turn", "three")
    assert assigned(FORCES, None, "three") == ("three", "turn", "four")


def test_after_the_last_the_first_is_next():
    assert assigned(FORCES, None, "four") == ("four", "turn", "one")
    assert assigned(FORCES[:1], None, "one") == ("one", "turn", "one")


@pytest.mark.parametrize("turn", [None, "dissolved"])
def test_the_first_begins_where_nobodys_turn_has_come(turn):
    assert assigned(FORCES, None, turn) == ("one", "turn", "two")


def test_several_of_one_area_take_its_matters_in_the_order_of_their_turns():
    shared = (force("one", "north"), force("two"), force("three", "north"))
    assert assigned(shared, "north", "two") == ("three", "area", "two")


def test_a_text_may_go_by_turn_alone():
    assert assigned(FORCES, "west", "two", by=("turn",)) == ("two", "turn", "three")


@pytest.mark.parametrize("said", [{"area": "moon", "named": None}, {"area": None, "named": "fifth"}])
def test_an_area_or_a_task_force_the_text_does_not_name_is_refused(said):
    with pytest.raises(CodeUnknown, match=r"moon|fifth"):
        check_task_force(Law(shipped().edition("anqing-2025"), None), **said)


def test_a_text_without_task_forces_knows_no_area_and_any_name():
    law = Law(shipped().edition("tongbai-2022"), None)
    assert check_task_force(law, area=None, named="one") is None
    with pytest.raises(StepNotForeseen):
        check_task_force(law, area="west", named=None)


def test_a_task_force_has_no_area_that_the_text_does_not_declare():
    content = json.loads(shipped().edition("anqing-2025").content)
    assert list(problems(content)) == []
    content["task_forces"]["forces"][0]["areas"] = ["moon"]
    (problem,) = problems(content)
    assert problem.detail.startswith("area moon is not declared; there are ")
