"""A step that does not follow is refused under the clause that speaks of it."""

from __future__ import annotations

from typing import get_args

import pytest

from adapters.calendars import announced
from domain.aggregates.complaint import Complaint
from domain.aggregates.complaint.state import NotInThisState
from domain.regulations.steps import Step
from domain.rules.grounds import SECTIONS, ground_of
from domain.rules.law import Law
from tests.support.facts import ROADS, act, at, law, registered
from tests.support.given import given

FRIDAY = at("2025-11-07", "09:00")


@pytest.mark.parametrize(
    ("command", "arguments", "clause"),
    [
        (Complaint.dispatch, (ROADS, ()), "suzhou.norm.first-receive"),
        (Complaint.sign, (), "suzhou.norm.sign-am"),
        (Complaint.accept_assignment, (), "suzhou.norm.return-reason"),
        (Complaint.send_back, ("formal_review", (), None), "suzhou.norm.answer-review"),
        (Complaint.accept_reply, (), "suzhou.norm.answer-review"),
        (Complaint.tell_citizen, ("phone", None), "suzhou.norm.answer-both"),
        (Complaint.close, ("done",), "suzhou.norm.answer-both"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_what_cannot_follow_a_registration_names_the_clause_of_the_step(command, arguments, clause):
    told = given(registered(FRIDAY)).when(command, *arguments, act(FRIDAY), law())
    told.then_refused(NotInThisState, clause)


def test_a_step_no_section_speaks_of_stands_on_the_time_limit_it_ends(tongbai):
    found = ground_of(Law(tongbai, announced()), "citizen_told")
    assert found == tongbai.citation("tongbai.principle.answered")
    found = ground_of(Law(tongbai, announced()), "answered_directly")
    assert found == tongbai.citation("tongbai.refuse.reply-3wd")


def test_a_step_the_text_is_silent_about_has_no_ground(tongbai):
    assert ground_of(Law(tongbai, announced()), "signed") is None
    assert ground_of(Law(tongbai, announced()), "handled") is None


def test_every_section_named_is_one_an_edition_has(suzhou, tongbai):
    assert SECTIONS.keys() <= set(get_args(Step))
    for section, key in SECTIONS.values():
        edition = tongbai if section == "ladder" else suzhou
        assert getattr(getattr(edition, section), key) in edition.clauses
