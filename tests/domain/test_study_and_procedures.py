"""一事一议 and what a hard matter is met with: only where an edition has them."""

from __future__ import annotations

import pytest

from domain.rules.casework import ProcedureTooEarly, StudyNotForThisMatter, check_procedure, check_study
from domain.rules.requirements import PartsMissing, StepNotForeseen
from domain.rules.supervision import check_items
from tests.support.facts import law

WITH, WITHOUT = "fuyang-2022", "suzhou-2021"
SAID = ("tried", "departments")


def test_a_matter_is_studied_by_itself_only_where_the_text_says_so():
    with pytest.raises(StepNotForeseen, match="study of a matter by itself"):
        check_study(law(WITHOUT), channel="hotline", given=SAID)
    assert check_study(law(WITH), channel="county_window", given=SAID).clause == "fuyang.window.5wd"


def test_a_letter_is_not_put_up_for_study():
    with pytest.raises(StudyNotForThisMatter, match="from main_app"):
        check_study(law(WITH), channel="main_app", given=SAID)


def test_a_submission_says_what_was_tried_and_whom_it_concerns():
    with pytest.raises(PartsMissing) as refused:
        check_study(law(WITH), channel="city_window", given=())
    assert refused.value.missing == SAID


def test_the_press_is_called_in_only_where_the_text_knows_it_and_after_a_second_bad_rating():
    with pytest.raises(StepNotForeseen, match="procedure for the dissatisfied"):
        check_procedure(law(WITHOUT), procedure="reporters", bad_ratings=2)
    with pytest.raises(StepNotForeseen, match="procedure for the dissatisfied"):
        check_procedure(law("tongbai-2022"), procedure="reporters", bad_ratings=2)
    with pytest.raises(ProcedureTooEarly, match="1 of 2"):
        check_procedure(law(WITH), procedure="reporters", bad_ratings=1)
    assert check_procedure(law(WITH), procedure="reporters", bad_ratings=2).clause == "fuyang.loop.media"


def test_where_a_text_names_nothing_to_inspect_anything_may_be():
    check_items(law(WITHOUT), ["lifts"])
