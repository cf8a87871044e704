"""Scores from the record: the same figure every time, the former figure as of then, another reading told apart."""

from __future__ import annotations

from decimal import Decimal

import pytest

from adapters.regulations import shipped
from application.scores.cards import orders_from
from application.scores.plain import plain_card, plain_difference
from application.scores.sheet import differences
from domain.calendar.terms import Term
from domain.errors import NotFound
from domain.rules.scoring import NoScoring
from tests.support.facts import at, law
from tests.support.town import AUTHORITY, UNIT, Town, seat

NOVEMBER, YEAR = Term("2025-11"), Term("2025")


@pytest.fixture
def town():
    """A case signed late on Monday, and handled late: two findings by rule."""
    town = Town("suzhou-2021")
    town.case = town.register(at("2025-11-03", "09:00"), kind="complaint", channel="hotline")
    town.do(at("2025-11-03", "10:00"), "intake_clerk", "dispatch", town.case, unit=UNIT)
    town.tick(at("2025-11-03", "18:00"))
    town.do(at("2025-11-04", "09:00"), seat("unit_clerk"), "sign", town.case)
    town.tick(at("2025-11-20", "09:00"))
    return town


def card(town, term=NOVEMBER, as_of=None, **otherwise):
    return town.house.scores.sheet(AUTHORITY, term, as_of, **otherwise).units[UNIT].card


def entries(card, item):
    return [(entry.cause.finding, entry.counted) for entry in card.items[item].entries]


def test_a_finding_costs_its_points_in_the_month_it_was_established(town):
    scored = card(town)
    assert entries(scored, "signing") == [("signed_late:1", Decimal("0.5"))]
    assert entries(scored, "overdue") == [("handled_late:1", Decimal("0.5"))]
    assert card(town, Term("2025-10")).total == 100
    assert card(town, YEAR).items["signing"].moved == Decimal("0.5")


def test_supervision_that_the_text_opens_costs_by_its_highest_level(town):
    levels = card(town).items["supervision_levels"]
    assert [entry.matter.levels for entry in levels.entries] in ([(0, 1)], [(1,)])
    assert levels.moved == 1


def test_what_comes_about_as_a_month_ends_costs_in_that_month_and_once_in_the_year():
    town = Town("suzhou-2021")
    left = town.register(at("2025-10-22", "09:00"), kind="complaint", channel="hotline")
    town.do(at("2025-10-22", "10:00"), "intake_clerk", "dispatch", left, unit=UNIT)
    town.do(at("2025-10-22", "11:00"), seat("unit_clerk"), "sign", left)
    town.tick(at("2025-11-20", "09:00"))
    assert card(town, Term("2025-10")).items["supervision_levels"].moved == 1
    assert card(town, NOVEMBER).items["supervision_levels"].moved == 0
    assert card(town, YEAR).items["supervision_levels"].moved == 1


def test_the_same_record_and_text_give_the_identical_card(town):
    assert card(town) == card(town)
    sheet = town.house.scores.sheet(AUTHORITY, NOVEMBER, readings={"R26": "highest"})
    assert not sheet.conduct_held_constant
    assert sheet.units[UNIT].card == card(town)


def test_a_contested_finding_counts_and_is_shown_until_it_is_overturned(town):
    town.do(
        at("2025-11-20", "10:00"), seat("unit_head"), "contest_finding", town.case, finding="signed_late:1", grounds="g"
    )
    sheet = town.house.scores.sheet(AUTHORITY, NOVEMBER)
    before, position = sheet.units[UNIT].card, town.world.views.position
    assert before.items["signing"].entries[0].cause.is_contested
    assert sheet.if_contests_succeed[UNIT] > before.total
    town.do(
        at("2025-11-20", "11:00"),
        "efficiency_office",
        "overturn_finding",
        town.case,
        finding="signed_late:1",
        reason="r",
    )
    assert card(town).items["signing"].moved == 0
    assert card(town).total == sheet.if_contests_succeed[UNIT]
    assert card(town, as_of=position) == before


def test_another_reading_derives_again_and_says_which_facts_moved_what(town):
    saturday = town.register(at("2025-11-22", "09:00"), kind="complaint", channel="hotline")
    town.do(at("2025-11-22", "10:00"), "intake_clerk", "dispatch", saturday, unit=UNIT)
    town.do(at("2025-11-24", "15:00"), seat("unit_clerk"), "sign", saturday)
    before = town.house.scores.sheet(AUTHORITY, NOVEMBER)
    after = town.house.scores.sheet(AUTHORITY, NOVEMBER, readings={"R15": "as_afternoon"})
    assert after.conduct_held_constant
    (moved,) = differences(before, after)
    told = plain_difference(moved)
    assert (told["item"], told["before"], told["after"], told["gone"]) == ("signing", "1.5", "1", [])
    assert [(entry["kind"], entry["case"], entry["counted"]) for entry in told["come"]] == [
        ("signed_late", str(saturday), "0.5")
    ]


def test_a_reading_of_the_scores_alone_moves_points_and_no_findings(town):
    before = town.house.scores.sheet(AUTHORITY, NOVEMBER)
    after = town.house.scores.sheet(AUTHORITY, NOVEMBER, readings={"R38": "forbidden"})
    assert entries(after.units[UNIT].card, "signing") == [("signed_late:1", 0)]
    assert {moved.item for moved in differences(before, after)} <= {"signing", "overdue"}


def test_a_card_as_data_leads_from_the_total_to_the_fact(town):
    sheet = town.house.scores.sheet(AUTHORITY, NOVEMBER)
    told = plain_card(sheet, sheet.units[UNIT])
    (signing,) = [
        item
        for section in told["sections"]
        for part in section["parts"]
        for item in part["items"]
        if item["item"] == "signing"
    ]
    (entry,) = signing["entries"]
    assert (entry["counted"], entry["clause"], entry["case"]) == ("0.5", "suzhou.score.sign", str(town.case))
    fact = next(fact for place, fact in town.store.facts(entry["position"] - 1, 1))
    assert fact.key == "signed_late:1"


def test_who_is_not_scored_is_refused(town):
    with pytest.raises(NoScoring):
        town.house.scores.sheet(AUTHORITY, NOVEMBER, edition="tongbai-2022")
    with pytest.raises(NotFound):
        town.house.scores.sheet("nowhere", NOVEMBER)


def test_of_the_texts_kept_here_one_scores_and_all_others_are_refused_as_another_edition(town):
    kept = {edition.id: edition.scoring is not None for edition in shipped()}
    assert [id for id, scores in kept.items() if scores] == ["suzhou-2021"], "say in docs which two can be compared"
    for other in kept.keys() - {"suzhou-2021"}:
        with pytest.raises(NoScoring) as refused:
            town.house.scores.sheet(AUTHORITY, NOVEMBER, edition=other)
        assert refused.value.remedy == "name an edition that has scores"


@pytest.mark.parametrize(
    ("term", "readings", "first"),
    [
        ("2025-08", {}, "2025-08-01"),
        ("2025-09", {}, "2025-07-01"),
        ("2025Q3", {}, "2025-07-01"),
        ("2025", {}, "2025-01-01"),
        ("2025-08", {"R32": "any_three_months"}, "2025-01-01"),
    ],
)
def test_a_term_rests_on_the_orders_of_its_quarters_and_of_the_months_a_streak_may_run_over(term, readings, first):
    scoring = law("suzhou-2021").edition.with_readings(readings).scoring
    assert f"{orders_from(scoring, Term(term)):%Y-%m-%d}" == first
