"""Codes are shown in words, a seat of a unit by the unit's name and the role's."""

from __future__ import annotations

from typing import get_args

import pytest

from adapters.http.pages.names import Names, names_as_of
from adapters.http.pages.span_words import STARTS
from adapters.regulations import SHIPPED, read_files, shipped
from domain.regulations.limits_together import BEGINS_NOTHING
from domain.regulations.model import Edition
from domain.regulations.steps import Step

NAMES = Names([], {"roads": ("道路处", "Roads Office")})


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("roads", "道路处", "Roads Office"),
        ("roads.unit_head", "道路处 · 主要负责人", "Roads Office · Head of unit"),
        ("nowhere.unit_head", "nowhere.unit_head", "nowhere.unit_head"),
        ("roads.chief-3", "道路处 · 科长 3", "Roads Office · section chief 3"),
        ("roads.someone", "roads.someone", "roads.someone"),
    ],
)
def test_a_seat_is_called_by_its_unit_and_its_role(code, zh, en):
    assert (NAMES.say(code, "zh"), NAMES.say(code, "en")) == (zh, en)


def test_what_several_texts_call_differently_is_said_as_the_text_of_the_place_says(city):
    names = names_as_of(shipped(), city.application.reader, None)
    assert names.say("consultation", "en", "kind") == "plain consultation"
    assert Names(shipped(), {}).say("consultation", "en", "kind") != "plain consultation", "another text says otherwise"


def test_what_a_matter_began_under_is_heard_first():
    names = Names(shipped(), {}).under("anqing-2025")
    assert names.say("handled_late", "en") == "not closed in time"
    assert names.under("suzhou-2021").say("handled_late", "en") == "not handled in time"


def test_a_text_may_have_words_for_a_time_that_nobody_else_knows():
    files = read_files(SHIPPED / "suzhou/2021")
    own = {"name": "late_by_three", "words": {"zh": "再逾三天", "en": "Three days more"}}
    files["limits.toml"]["limits"]["own"] = files["limits.toml"]["limits"]["dispatch"] | own
    names = Names([Edition.of(files)], {})
    assert (names.say("late_by_three:1", "zh"), names.say("late_by_three", "en")) == ("再逾三天", "Three days more")


def test_from_when_a_time_runs_is_said_for_every_step_that_may_begin_one():
    of_reports = {"submitted", "reported", "recorded", "shift_checked"}
    silent = [step for step in get_args(Step) if step not in BEGINS_NOTHING | of_reports and step not in STARTS]
    assert silent == []
