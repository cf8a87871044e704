"""What people establish about a unit, contested and ruled on; scores made known, and the former ones as of then."""

from __future__ import annotations

from decimal import Decimal

import pytest

from application.assessments import NotAboutOneself
from domain.aggregates.assessment import (
    AlreadyPublished,
    AmountUnreadable,
    PartUnknown,
    TermNotOver,
    assessment_stream,
)
from domain.aggregates.judged import FindingNotForPersons, UnknownFinding
from domain.calendar.terms import Term
from domain.errors import NotFound
from projections.findings import FindingsView
from projections.scores import PublishedScores
from tests.support.facts import at
from tests.support.town import AUTHORITY, UNIT, Town, seat

OFFICE, NOVEMBER, YEAR = "efficiency_office", Term("2025-11"), Term("2025")
SAID = {"note": "n", "evidence": ["e"]}


@pytest.fixture
def town():
    return Town("suzhou-2021")


def assess(town, kind="posts_missing", term="2025", by=OFFICE, **more):
    about = {"unit": UNIT, "term": term, "kind": kind, **SAID, **more}
    return town.do(at("2025-11-20", "09:00"), by, "assess", **about).id


def item(town, code, term=YEAR, as_of=None):
    return town.house.scores.sheet(AUTHORITY, term, as_of).units[UNIT].card.items[code]


def test_a_mark_costs_its_points_in_its_term_and_in_the_year(town):
    marks = assess(town, part="staff")
    assert marks == assessment_stream(UNIT, YEAR)
    (entry,) = item(town, "posts").entries
    assert (entry.cause.finding, entry.cause.part, entry.counted) == ("posts_missing:1", "staff", 1)
    assert item(town, "posts", NOVEMBER).entries == ()
    assess(town, "leader_read", "2025-11", amount="41.5")
    assert item(town, "leader_read", NOVEMBER).entries == ()  # the unit is of no class that must reach a rate
    (row,) = town.world.rows(FindingsView, kind="leader_read")
    assert (row.amount, row.term, row.unit, row.clause) == ("41.5", "2025-11", UNIT, "suzhou.score.leader-read")


def test_the_same_post_missing_twice_costs_once(town):
    for _ in range(2):
        assess(town, part="staff")
    assess(town, part="leader")
    assert item(town, "posts").moved == 2


def test_a_mark_is_contested_upheld_and_overturned_and_the_former_figure_stays(town):
    marks = assess(town, part="staff")
    later = at("2025-11-20", "10:00")
    town.do(later, seat("unit_head"), "contest_finding", marks, finding="posts_missing:1", grounds="g")
    assert item(town, "posts").entries[0].cause.is_contested
    town.do(later, OFFICE, "uphold_finding", marks, finding="posts_missing:1", reason="r")
    then = town.world.views.position
    town.do(later, OFFICE, "overturn_finding", marks, finding="posts_missing:1", reason="r")
    assert item(town, "posts").moved == 0
    assert item(town, "posts", as_of=then).moved == 1
    with pytest.raises(UnknownFinding):
        town.do(later, OFFICE, "overturn_finding", marks, finding="posts_missing:1", reason="r")


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"kind": "signed_late"}, FindingNotForPersons),
        ({"kind": "false_reply"}, FindingNotForPersons),
        ({"kind": "posts_missing"}, PartUnknown),
        ({"kind": "plan_missing", "part": "staff"}, PartUnknown),
        ({"kind": "merged_late"}, AmountUnreadable),
        ({"kind": "merged_late", "amount": "-1"}, AmountUnreadable),
        ({"kind": "merged_late", "amount": "NaN"}, AmountUnreadable),
        ({"kind": "plan_missing", "unit": "nobody"}, NotFound),
        ({"kind": "plan_missing", "by": seat(OFFICE)}, NotAboutOneself),
    ],
)
def test_what_the_text_does_not_leave_to_people_or_is_not_whole_is_refused(town, told, refusal):
    with pytest.raises(refusal):
        assess(town, **told)


def test_what_is_about_a_unit_is_not_established_about_a_case(town):
    case = town.register(at("2025-11-03", "09:00"), kind="complaint", channel="hotline")
    with pytest.raises(FindingNotForPersons):
        town.do(at("2025-11-03", "10:00"), OFFICE, "record_finding", case, kind="plan_missing", **SAID)


def publish(town, when, term="2025-11"):
    return town.do(when, OFFICE, "publish_scores", authority=AUTHORITY, term=term)


def test_scores_are_made_known_when_their_term_is_over_and_the_same_figures_come_as_of_then(town):
    with pytest.raises(TermNotOver, match="2025-12-01"):
        publish(town, at("2025-11-20", "09:00"))
    assess(town, part="staff", term="2025-11")
    publish(town, at("2025-12-01", "09:00"))
    (row,) = town.world.rows(PublishedScores)
    assert (row.unit, row.term, row.total, row.place, row.edition) == (UNIT, "2025-11", "98.75", 1, "suzhou-2021")
    sheet = town.house.scores.sheet(AUTHORITY, NOVEMBER, row.reckoned_at)
    assert sheet.units[UNIT].card.total == Decimal(row.total)


def test_a_corrected_bulletin_follows_and_the_former_stays_to_be_asked_for(town):
    marks = assess(town, part="staff", term="2025-11")
    publish(town, at("2025-12-01", "09:00"))
    first = town.world.views.position
    with pytest.raises(AlreadyPublished):
        publish(town, at("2025-12-02", "09:00"))
    town.do(at("2025-12-02", "10:00"), OFFICE, "overturn_finding", marks, finding="posts_missing:1", reason="r")
    publish(town, at("2025-12-02", "11:00"))
    assert [row.total for row in town.world.rows(PublishedScores)] == ["100"]
    assert [row.total for row in town.world.rows(PublishedScores, first)] == ["98.75"]


def test_a_year_is_made_known_from_the_month_the_text_names(town):
    with pytest.raises(TermNotOver, match="2025-12-01"):
        publish(town, at("2025-11-30", "09:00"), "2025")
    publish(town, at("2025-12-01", "09:00"), "2025")
    assert [row.term for row in town.world.rows(PublishedScores)] == ["2025"]
