"""A period that another law sets: named with its article, replacing the usual one, and only where the text yields."""

from __future__ import annotations

import pytest

from domain.aggregates.complaint import Complaint
from domain.events.complaint import ComplaintDispatched
from domain.events.deadlines import DeadlineSet
from domain.rules.requirements import PartsMissing
from domain.rules.special import NoSpecialPeriod, Special, check_special
from tests.support.facts import ROADS, accepted_complaint, act, at, law

ACT_OF_ITS_OWN = Special("An invented act, article 9", 20, "natural_day")


def dispatched(special, kind="complaint"):
    given = accepted_complaint(at("2025-11-05"), kind=kind)
    return given.when(Complaint.dispatch, ROADS, (), act(at("2025-11-05")), law(), special=special)


def clocks(told):
    return {
        new.fact.key: (new.fact.due.last_day.isoformat(), new.fact.basis.clause)
        for new in told.aggregate.pending
        if isinstance(new.fact, DeadlineSet)
    }


def test_the_period_of_the_law_runs_instead_of_the_usual_one_and_progress_is_due_at_the_usual_time():
    told = clocks(dispatched(ACT_OF_ITS_OWN))
    assert told["handle:1"] == ("2025-11-25", "suzhou.norm.handle-special")
    assert told["progress:1"] == ("2025-11-14", "suzhou.score.special-feedback")


@pytest.mark.parametrize(
    ("kind", "last_day"),
    [
        ("consultation", "2025-11-06"),
        ("urgent", "2025-11-06"),
        ("complex_consultation", "2025-11-10"),
        ("suggestion", "2025-11-10"),
        ("report", "2025-11-14"),
        ("help", "2025-11-14"),
        ("sudden", "2025-11-05"),
    ],
)
def test_progress_is_due_as_often_as_the_usual_period_of_each_kind(kind, last_day):
    assert clocks(dispatched(ACT_OF_ITS_OWN, kind))["progress:1"][0] == last_day
    begun = [
        new.fact for new in dispatched(ACT_OF_ITS_OWN, kind).aggregate.pending if isinstance(new.fact, DeadlineSet)
    ]
    (progress,) = [each for each in begun if each.name == "progress"]
    assert (progress.on_miss, progress.breaches, progress.owner, progress.clock) == (
        "progress_not_reported",
        True,
        "unit",
        "unit",
    )
    assert progress.warn_at < progress.due.due_at


def test_without_one_nothing_of_it_stands_in_the_fact_and_no_progress_is_due():
    told = dispatched(None)
    fact = told.fact(ComplaintDispatched)
    assert (fact.special_law, fact.special_days) == (None, None)
    assert clocks(told)["handle:1"][1] == "suzhou.norm.handle-complaint"
    assert "progress:1" not in clocks(told)


def test_a_law_without_days_and_days_without_a_law_are_no_period():
    assert check_special(law(), None, None, "working_day") is None
    with pytest.raises(PartsMissing) as refused:
        check_special(law(), "An act", None, "working_day")
    assert (refused.value.missing, refused.value.basis.clause) == (("special_days",), "suzhou.norm.handle-special")
    with pytest.raises(PartsMissing) as refused:
        check_special(law(), None, 5, "working_day")
    assert refused.value.missing == ("special_law",)
    assert check_special(law(), "An act", 5, "natural_day") == Special("An act", 5, "natural_day")


def test_a_text_that_yields_to_no_other_law_has_none():
    with pytest.raises(NoSpecialPeriod, match="tongbai-2022 yields to no other law"):
        check_special(law("tongbai-2022"), "An act", 5, "working_day")
