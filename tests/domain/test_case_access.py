"""A look at a case: every new one is a fact, the same again within a sitting is none."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from domain.aggregates.case_access import SITTING, CaseAccess
from domain.events.access import CaseViewed
from tests.support.facts import act, at
from tests.support.given import ID, given

NINE = at("2025-11-05")


def look(after=timedelta(0), **other):
    known = {"page": "case", "position": 7, "at": NINE, "digest": "one", "code": "this"}
    return CaseViewed(act=act(NINE + after, "unit_clerk"), case=ID, **known | other)


def test_the_first_look_is_a_fact():
    access = CaseAccess.blank(ID)
    access.view(look())
    assert [new.fact for new in access.pending] == [look()]


def test_the_same_again_within_a_sitting_is_the_same_look():
    given(look()).when(CaseAccess.view, look(SITTING - timedelta(minutes=1), position=9)).then_nothing()
    given(look()).when(CaseAccess.view, look(SITTING)).then(CaseViewed)


@pytest.mark.parametrize(
    "other", [{"digest": "two"}, {"code": "later"}, {"page": "case_api"}, {"language": "en"}, {"with_identity": True}]
)
def test_whatever_is_shown_otherwise_is_another_look(other):
    given(look()).when(CaseAccess.view, look(**other)).then(CaseViewed)


def test_another_seat_shown_the_same_looked_too():
    theirs = msgspec.structs.replace(look(), act=act(NINE, "unit_head"))
    given(look()).when(CaseAccess.view, theirs).then(CaseViewed)
