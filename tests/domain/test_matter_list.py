"""A unit's list of matters: what stands on it on a day, how it changes, what a case takes from it."""

from __future__ import annotations

from datetime import date

import pytest

from domain.aggregates.complaint import Complaint
from domain.aggregates.complaint.listed import MatterCitedAlready, NotTheHoldersList
from domain.aggregates.complaint.state import NotInThisState, UnitDoesNotHoldIt
from domain.aggregates.matter_list import MatterList, NotOnTheList, NotYourList, OnTheListAlready
from domain.events.casework import ComplaintMatterCited
from domain.events.deadlines import DeadlineLapsed, DeadlineSet
from domain.events.matter_list import MatterAmended, MatterListed, MatterListPosted, MatterWithdrawn
from domain.rules.matter_list import MatterDayPast, MatterKindUnknown, check_matter, check_posting, matter_list_of
from domain.rules.requirements import PartsMissing, StepNotForeseen
from domain.values import Handle
from tests.support.facts import ROADS, TEXT, WATER, act, at, law, registered
from tests.support.given import ID, Given

TEXTS = law("tongbai-2022")
CLAUSE = "tongbai.list.matters"
BASIS = TEXTS.cite(CLAUSE)


def november(day):
    return date(2025, 11, day)


def told(kind, day=3, unit=ROADS, **fields):
    said = {"item": "permit", "kind": "licence", "title": TEXT, "since": november(3), "days": 5} | fields
    return kind(unit=ROADS, basis=BASIS, act=act(at(f"2025-11-{day:02}"), "unit_clerk", unit), **said)


def withdrawn(last_day, day=3, item="permit"):
    by = act(at(f"2025-11-{day:02}"), "unit_clerk", ROADS)
    return MatterWithdrawn(unit=ROADS, item=item, last_day=november(last_day), basis=BASIS, act=by)


def listed(**fields):
    return Given(MatterList.blank(ROADS)).when(MatterList.list_matter, told(MatterListed, **fields))


def days_on(given, *days):
    return [
        wording.days if (wording := given.aggregate.standing_on(november(day)).get("permit")) else None for day in days
    ]


def test_a_matter_stands_on_the_list_from_its_day_on():
    assert days_on(listed().then(MatterListed), 2, 3, 30) == [None, 5, 5]


def test_an_amendment_holds_from_its_day_and_what_it_read_before_stays():
    amended = listed().when(MatterList.amend_matter, told(MatterAmended, since=november(6), days=8))
    assert days_on(amended.then(MatterAmended), 3, 5, 6, 30) == [5, 5, 8, 8]


def test_a_withdrawal_ends_it_after_its_last_day_and_it_may_be_listed_again():
    gone = listed().when(MatterList.withdraw_matter, withdrawn(7)).then(MatterWithdrawn)
    assert days_on(gone, 7, 8) == [5, None]
    again = gone.when(MatterList.list_matter, told(MatterListed, since=november(8), days=2)).then(MatterListed)
    assert days_on(again, 7, 8) == [5, 2]


def test_an_amendment_keeps_the_last_day_that_was_named():
    gone = listed().when(MatterList.withdraw_matter, withdrawn(10))
    amended = gone.when(MatterList.amend_matter, told(MatterAmended, since=november(6), days=8)).then(MatterAmended)
    assert days_on(amended, 5, 6, 10, 11) == [5, 8, 8, None]


@pytest.mark.parametrize("since", [3, 7])
def test_what_stands_there_is_not_listed_twice(since):
    gone = listed().when(MatterList.withdraw_matter, withdrawn(7))
    gone.when(MatterList.list_matter, told(MatterListed, since=november(since))).then_refused(OnTheListAlready, CLAUSE)
    listed().when(MatterList.list_matter, told(MatterListed, since=november(30))).then_refused(OnTheListAlready)


def test_a_later_word_is_not_gone_behind():
    amended = listed().when(MatterList.amend_matter, told(MatterAmended, since=november(6)))
    amended.when(MatterList.amend_matter, told(MatterAmended, since=november(6))).then_refused(OnTheListAlready, CLAUSE)
    amended.when(MatterList.amend_matter, told(MatterAmended, since=november(5))).then_refused(OnTheListAlready)
    amended.when(MatterList.withdraw_matter, withdrawn(5)).then_refused(OnTheListAlready, CLAUSE)
    amended.when(MatterList.withdraw_matter, withdrawn(6)).then(MatterWithdrawn)


def test_what_does_not_stand_there_is_neither_amended_nor_withdrawn():
    refusal = listed().when(MatterList.withdraw_matter, withdrawn(7, item="other")).then_refused(NotOnTheList, CLAUSE)
    assert refusal.remedy == "name one of: permit"
    blank = Given(MatterList.blank(ROADS)).when(MatterList.amend_matter, told(MatterAmended))
    assert blank.then_refused(NotOnTheList).remedy == "name one of: none stands there that day"


@pytest.mark.parametrize(
    "command",
    [
        lambda it: it.list_matter(told(MatterListed, day=4, item="other")),
        lambda it: it.amend_matter(told(MatterAmended, day=4)),
        lambda it: it.withdraw_matter(withdrawn(3, day=4)),
    ],
)
def test_a_list_never_changes_for_days_that_are_over(command):
    refusal = listed().when(command).then_refused(MatterDayPast, CLAUSE)
    assert refusal.remedy == "name 2025-11-04 or a later day"


def test_each_unit_publishes_its_own_list():
    Given(MatterList.blank(ROADS)).when(MatterList.list_matter, told(MatterListed, unit=WATER)).then_refused(
        NotYourList, CLAUSE
    )


def test_what_is_up_is_said_when_it_is_up():
    by = act(at("2025-11-04"), "unit_clerk", ROADS)
    posted = MatterListPosted(
        unit=ROADS, what="list_of_matters", places=("website",), since=november(4), basis=BASIS, act=by
    )
    Given(MatterList.blank(ROADS)).when(MatterList.post_list, posted).then(posted)
    early = MatterListPosted(unit=ROADS, what="list_of_matters", places=(), since=november(5), basis=BASIS, act=by)
    Given(MatterList.blank(ROADS)).when(MatterList.post_list, early).then_refused(NotOnTheList, CLAUSE)


def test_the_text_says_what_is_listed_and_where_it_hangs():
    assert [kind.code for kind in matter_list_of(TEXTS).kinds] == [
        "licence", "service", "petition", "complaint", "consultation", "bottleneck", "break_point",
    ]  # fmt: skip
    with pytest.raises(MatterKindUnknown) as refused:
        check_matter(TEXTS, "wish", ())
    assert (refused.value.basis.clause, "licence" in refused.value.remedy) == (CLAUSE, True)
    assert check_posting(TEXTS, "list_of_matters", ("unit_premises", "website")).clause == "tongbai.list.publish"
    assert check_posting(TEXTS, "first_asked_rules", ("prominent_place",)).clause == "tongbai.first.display"
    for missing in ("unit_premises", "website"):
        with pytest.raises(PartsMissing, match=missing):
            check_posting(TEXTS, "list_of_matters", {"unit_premises", "website"} - {missing})
    with pytest.raises(PartsMissing, match="prominent_place"):
        check_posting(TEXTS, "first_asked_rules", ())
    with pytest.raises(MatterKindUnknown, match="no place roof"):
        check_posting(TEXTS, "first_asked_rules", ("prominent_place", "roof"))
    with pytest.raises(MatterKindUnknown, match="'menu'"):
        check_posting(TEXTS, "menu", ())


def test_where_the_text_wants_the_way_up_a_matter_says_it_and_a_blockage_need_not():
    other = law("tongling-2022")
    for kind in ("enterprise_matter", "public_matter"):
        with pytest.raises(PartsMissing, match="way_up"):
            check_matter(other, kind, ())
        assert check_matter(other, kind, ("way_up",)).clause == "tongling.list.matters"
    for kind in ("blockage", "break"):
        assert check_matter(other, kind, ()).clause == "tongling.list.blockages"
    with pytest.raises(StepNotForeseen, match="suzhou-2021"):
        matter_list_of(law())


# -- in a case -----------------------------------------------------------------------------------------


def cited(day=5, unit=ROADS, days=5, by=ROADS, item="permit", **more):
    fields = {"item": item, "kind": "licence", "since": november(3), "days": days, **more}
    return ComplaintMatterCited(unit=unit, basis=BASIS, act=act(at(f"2025-11-{day:02}"), "unit_clerk", by), **fields)


def taken_in(unit=ROADS):
    first = registered(at("2025-11-03"), kind="licence", channel="first_asked", act=act(at("2025-11-03"), "x", unit))
    return Given(Complaint.register(ID, first, TEXTS))


def test_the_days_of_the_list_run_from_when_the_case_came_in_however_late_it_is_looked_up():
    begun = taken_in().when(Complaint.cite_matter, cited(), TEXTS).then(ComplaintMatterCited, DeadlineSet)
    deadline = begun.fact(DeadlineSet)
    assert (deadline.key, deadline.due.due_at, deadline.unit) == ("listed:1", at("2025-11-11", "00:00"), ROADS)
    assert (deadline.warn_at, deadline.severity, deadline.stops) == (
        at("2025-11-10", "00:00"),
        "soft",
        ("closed", "answered_directly"),
    )


def test_a_matter_without_days_starts_no_clock():
    taken_in().when(Complaint.cite_matter, cited(days=None), TEXTS).then(ComplaintMatterCited)


def test_a_case_is_about_one_matter():
    once = taken_in().when(Complaint.cite_matter, cited(), TEXTS)
    once.when(Complaint.cite_matter, cited(), TEXTS).then_refused(MatterCitedAlready, CLAUSE)


def test_the_wrong_matter_is_put_right_with_a_reason_and_its_days_end():
    once = taken_in().when(Complaint.cite_matter, cited(), TEXTS)
    other, why = {"item": "closure", "days": 8}, {"instead_because": Handle("h")}
    once.when(Complaint.cite_matter, cited(**other), TEXTS).then_refused(MatterCitedAlready, CLAUSE)
    once.when(Complaint.cite_matter, cited(**why), TEXTS).then_refused(MatterCitedAlready, CLAUSE)
    right = once.when(Complaint.cite_matter, cited(**other, **why), TEXTS)
    right.then(ComplaintMatterCited, DeadlineLapsed, DeadlineSet)
    lapsed, runs = right.fact(DeadlineLapsed), right.fact(DeadlineSet)
    assert (lapsed.key, lapsed.because) == ("listed:1", "corrected")
    assert (runs.key, runs.due.due_at) == ("listed:2", at("2025-11-14", "00:00"))


def test_it_is_on_the_list_of_whoever_has_the_case():
    taken_in().when(Complaint.cite_matter, cited(unit=WATER), TEXTS).then_refused(NotTheHoldersList, CLAUSE)
    taken_in().when(Complaint.cite_matter, cited(by=WATER), TEXTS).then_refused(UnitDoesNotHoldIt)
    taken_in(unit=None).when(Complaint.cite_matter, cited(unit=WATER, by=None), TEXTS).then(
        ComplaintMatterCited, DeadlineSet
    )


def test_a_case_that_was_answered_is_compared_with_no_list():
    answered = taken_in().when(Complaint.answer_directly, "guidance", Handle("h"), act(at("2025-11-04")), TEXTS)
    refusal = answered.when(Complaint.cite_matter, cited(), TEXTS).refusal
    assert not isinstance(refusal, NotInThisState)
    assert refusal.code == "complaint.already_closed"
