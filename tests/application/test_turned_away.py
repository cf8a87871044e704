"""Who is turned away is told what the text has them told, and no more is asked of the office."""

from __future__ import annotations

import pytest

from domain.rules.requirements import PartsMissing
from projections.case_history import CaseHistory
from projections.sentences import sentence
from tests.support.facts import at
from tests.support.town import AUTHORITY, Town

CLERK = "intake_clerk"
NOVEMBER = at("2025-11-03")


def case_in(edition):
    town = Town(edition, begins=at("2025-10-01"))
    intake = town.house.desk.editions.edition(edition).intake
    kind, channel = intake.kinds[0].code, intake.channels[0].code
    asked = {"kind": kind, "channel": channel, "title": "t", "content": "c", "name": "n", "contact": "0"}
    case = town.do(NOVEMBER, CLERK, "register", authority=AUTHORITY, **asked).id
    return town, case, intake.refusal_grounds[0].code


def said(town, case):
    (row,) = [row for row in town.world.rows(CaseHistory, case=case) if row.topic == "complaint.refused"]
    return sentence(row, "en")


def test_a_text_that_only_wants_it_explained_asks_for_nothing_else():
    town, case, ground = case_in("anqing-2025")
    town.do(at("2025-11-03", "10:00"), CLERK, "refuse", case, ground=ground, explanation="The court decides")
    assert said(town, case) == f"Not taken on ({ground})"


@pytest.mark.parametrize(
    ("told", "missing"),
    [
        ({}, ("explanation", "referred_to")),
        ({"explanation": "The court decides"}, ("referred_to",)),
        ({"referred_to": "court"}, ("explanation",)),
    ],
)
def test_a_text_that_wants_them_pointed_on_too_names_what_is_missing(told, missing):
    town, case, ground = case_in("suzhou-2021")
    with pytest.raises(PartsMissing) as refused:
        town.do(at("2025-11-03", "10:00"), CLERK, "refuse", case, ground=ground, **told)
    assert (refused.value.missing, refused.value.basis.clause) == (missing, "suzhou.norm.refuse-explain")


def test_where_somebody_is_pointed_on_the_history_says_whereto():
    town, case, ground = case_in("suzhou-2021")
    whole = {"explanation": "The court decides", "referred_to": "court"}
    town.do(at("2025-11-03", "10:00"), CLERK, "refuse", case, ground=ground, **whole)
    assert said(town, case) == f"Not taken on ({ground}); pointed to court"


def test_a_repeat_that_is_refused_is_explained_like_any_other():
    town, earlier, _ = case_in("suzhou-2021")
    asked = {"kind": "complaint", "channel": "hotline", "title": "t", "content": "c", "name": "n", "contact": "0"}
    case = town.do(at("2025-11-04"), CLERK, "register", authority=AUTHORITY, repeats=earlier, **asked).id
    checked = {"earlier": earlier, "same_fact": True, "same_reason": True, "earlier_answer_true": True}
    town.do(at("2025-11-04", "10:00"), CLERK, "check_truth", case, **checked)
    with pytest.raises(PartsMissing) as refused:
        town.do(at("2025-11-04", "11:00"), CLERK, "refuse", case, ground="repeat", referred_to="court")
    assert refused.value.missing == ("explanation",)
