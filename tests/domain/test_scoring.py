"""Scoring: points down to the finding that moved them; what is missing leaves its share to the rest."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.regulations import SHIPPED, read_files, shipped
from domain.calendar.terms import Term, TermUnreadable
from domain.regulations.model import Edition, EditionError
from domain.regulations.rankings import Ranking
from domain.rules.indicators import Measured, Rated, answered, counts_as, statutory
from domain.rules.ranking import FieldTooSmall, grouped, places
from domain.rules.scorecard import Cause, Counts, Matter, Means, Quarter, Share, Standing
from domain.rules.scoring import score

KINDS = sorted(
    {
        kind
        for item in shipped().edition("suzhou-2021").scoring.items
        for kind in shipped().edition("suzhou-2021").scoring.looks_at(item)
    }
)


def case(no):
    return UUID(int=no)


def test_a_unit_nobody_found_anything_about_has_every_point(suzhou):
    assert score(suzhou, [], Counts("second")).total == 100


def test_key_work_is_earned_and_not_given(suzhou):
    card = score(suzhou, [], Counts("third"))
    assert card.section("key").earned == 10
    assert card.total == Decimal("92.50")  # experts do not apply: 10 of 16 scaled to 20, beside the daily 80


def test_each_entry_says_what_of_it_still_counted(suzhou):
    card = score(suzhou, [Cause("signed_late", f"signed_late:{no}", case(no)) for no in range(5)], Counts("second"))
    entries = card.items["signing"].entries
    assert [entry.counted for entry in entries] == [Decimal("0.5")] * 4 + [0]
    assert {entry.clause for entry in entries} == {"suzhou.score.sign"}
    assert entries[2].cause.finding == "signed_late:2"


def test_what_loses_the_whole_item_comes_first_and_leaves_nothing_to_the_rest(suzhou):
    found = [Cause("posts_missing", part="leader"), Cause("contact_failed")]
    posts = score(suzhou, found, Counts("second")).items["posts"]
    assert [(entry.form, entry.counted) for entry in posts.entries] == [("zero", 3), ("each", 0)]


def test_shirking_loses_the_item_only_on_a_case_returned_improperly_twice(suzhou):
    once = [Cause("returned_improperly", case=case(1)), Cause("shirked", case=case(1))]
    elsewhere = [*once, Cause("returned_improperly", case=case(2))]
    twice = [*once, Cause("returned_improperly", case=case(1))]
    scores = [
        score(suzhou, found, Counts("second")).items["improper_returns"].score for found in (once, elsewhere, twice)
    ]
    assert scores == [2, 1, 0]


def test_one_cause_may_cost_in_several_items_or_where_it_costs_most(suzhou):
    found = [Cause("handled_late", case=case(1)), Cause("important_order_failed", case=case(1))]
    counts = Counts("second", matters=(Matter((2,), case(1)),))
    literal = score(suzhou, found, counts)
    once = score(suzhou.with_readings({"R38": "forbidden"}), found, counts)
    cost = {"overdue": Decimal("0.5"), "important_orders": 1, "supervision_levels": 2}
    assert {item: literal.items[item].moved for item in cost} == cost
    assert {item: once.items[item].moved for item in cost} == dict.fromkeys(cost, 0) | {"supervision_levels": 2}
    assert once.items["overdue"].entries[0].waived


def test_a_mean_is_compared_within_the_class_or_with_all(suzhou):
    means = Means(Term("2025-08"), "complaint", Fraction(7), Fraction(10), Fraction(9), Fraction(8))
    counts = Counts("second", days=(means,))
    assert score(suzhou, [], counts).items["efficiency"].moved == Decimal("0.5")
    assert score(suzhou.with_readings({"R27": "order_kind"}), [], counts).items["efficiency"].moved == 1


def test_a_difference_of_exactly_one_point_is_a_full_point(suzhou):
    peers = (Share(300, 1), Share(300, 7))
    counts = Counts("second", satisfaction=(Quarter(Term("2025Q3"), peers[1], peers),))
    assert score(suzhou, [], counts).items["satisfaction"].moved == Decimal("0.5")


def test_a_class_may_be_averaged_over_its_cases(suzhou):
    peers = (Share(1000, 0), Share(10, 5))
    counts = Counts("second", satisfaction=(Quarter(Term("2025Q3"), Share(100, 3), peers),))
    assert score(suzhou, [], counts).items["satisfaction"].moved == 0
    assert score(suzhou.with_readings({"R30": "pooled"}), [], counts).items["satisfaction"].moved == 1


@pytest.mark.parametrize(
    ("reading", "months", "of", "talks"),
    [
        ({}, {"2025-07": 11, "2025-08": 12, "2025-09": 13}, 13, 1),
        ({}, {"2025-08": 11, "2025-09": 12, "2025-10": 13}, 13, 0),
        ({"R32": "any_three_months"}, {"2025-08": 11, "2025-09": 12, "2025-10": 13}, 13, 1),
        ({"R32": "any_three_months"}, {"2025-11": 13, "2025-12": 13, "2026-02": 13}, 13, 0),
        ({}, {"2025-07": 1, "2025-08": 2, "2025-09": 3}, 3, 0),
    ],
)
def test_last_three_in_every_month_of_a_quarter(suzhou, reading, months, of, talks):
    standings = tuple(Standing(Term(month), place, of) for month, place in months.items())
    card = score(suzhou.with_readings(reading), [], Counts("third", standings=standings))
    assert (len(card.talks), card.items["efficiency"].moved) == (talks, talks)


def test_a_rank_may_be_taken_among_all_units(suzhou):
    standings = tuple(Standing(Term(f"2025-0{month}"), 13, 13, 40, 106) for month in (7, 8, 9))
    assert score(suzhou.with_readings({"R32": "all_units"}), [], Counts("third", standings=standings)).talks == ()


@given(st.lists(st.sampled_from(KINDS), max_size=60), st.sampled_from(["second", "third"]))
def test_no_heap_of_findings_leaves_the_bounds_of_an_item_or_of_the_whole(kinds, unit_class):
    suzhou = shipped().edition("suzhou-2021")
    found = [Cause(kind, case=case(no % 7), amount=Decimal(no % 9)) for no, kind in enumerate(kinds)]
    card = score(suzhou, found, Counts(unit_class))
    assert -5 <= card.total <= 105
    for item in card.items.values():
        if item.points is not None:
            assert 0 <= item.moved <= item.points
        assert sum(entry.counted for entry in item.entries) == item.moved


# -- the edition -------------------------------------------------------------------------------------------


def changed(key, value):
    files = read_files(SHIPPED / "suzhou/2021")
    here = files["scores.toml"]["scoring"]
    *parents, last = key.split(".")
    for parent in parents:
        here = here[parent]
    here[last] = value
    return files


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("items.signing.points", "3", "its items sum to 43"),
        ("sections.daily.points", "82", "its parts sum to 80"),
        ("parts.handling.points", "44", "its items sum to 42"),
        ("order", ["daily", "key"], "not placed exactly once: extra"),
    ],
)
def test_points_that_do_not_add_up_are_refused_by_name(key, value, said):
    with pytest.raises(EditionError, match=said):
        Edition.of(changed(key, value))


# -- ranking -----------------------------------------------------------------------------------------------

WORDS = {"zh": "组", "en": "group"}


def ranking(*groups):
    told = [{"words": WORDS, "clause": "a.b", **group} for group in groups]
    return Ranking.model_validate_json(json.dumps({"words": WORDS, "clause": "a.b", "groups": told}))


FIRST = {"code": "first", "end": "first", "places": 3}
LAST = {"code": "last", "end": "last", "places": 2}


def field(*scores):
    return {f"c{no}": Decimal(score) for no, score in enumerate(scores, 1)}


def test_equal_scores_share_a_place_and_the_next_stands_behind_them():
    assert [placed.place for placed in places(field(9, 8, 8, 7))] == [1, 2, 2, 4]


def test_groups_are_the_first_and_the_last():
    first, last = grouped(ranking(FIRST, LAST), field(9, 8, 7, 6, 5))
    assert (first.decided, last.decided) == (("c1", "c2", "c3"), ("c4", "c5"))


def test_a_tie_at_the_line_is_left_to_people():
    first, last = grouped(ranking(FIRST, LAST), field(9, 8, 7, 7, 6, 6, 5))
    assert (first.decided, first.undecided, first.seats_left) == (("c1", "c2"), ("c3", "c4"), 1)
    assert (last.decided, last.undecided, last.seats_left) == (("c7",), ("c5", "c6"), 1)


def test_who_does_not_meet_the_conditions_leaves_an_empty_place():
    (group,) = grouped(ranking(FIRST | {"on_condition": True}), field(9, 8, 7, 6), unfit=["c2", "c4"])
    assert (group.decided, group.not_met) == (("c1", "c3"), ("c2",))


@pytest.mark.parametrize("unfit", ["c3", "c4"])
def test_who_does_not_meet_the_conditions_is_no_choice_in_a_tie_wherever_the_name_stands(unfit):
    (group,) = grouped(ranking(FIRST | {"on_condition": True}), field(9, 8, 7, 7, 6), unfit=[unfit])
    (left,) = {"c3", "c4"} - {unfit}
    assert (group.decided, group.undecided, group.not_met) == (("c1", "c2"), (left,), (unfit,))
    assert group.seats_left == 1


def test_a_field_in_which_first_and_last_overlap_is_refused():
    with pytest.raises(FieldTooSmall, match=r"3\+2 > 4: groups overlap"):
        grouped(ranking(FIRST, LAST), field(9, 8, 7, 6))
    with pytest.raises(FieldTooSmall, match="3 > 2"):
        grouped(ranking(FIRST), field(9, 8))


# -- rates and terms ---------------------------------------------------------------------------------------


def test_the_rate_of_the_text_stands_beside_the_rate_of_those_who_answered():
    rated = [Rated(), Rated("bad"), Rated("bad", has_reason=True, second="good"), Rated("good")]
    assert [counts_as(each) for each in rated] == ["satisfied_by_default"] * 2 + ["satisfied"] * 2
    assert (statutory(rated).percent(1), answered(rated)) == (100, Measured(3, 1))


def test_nothing_to_count_gives_no_rate():
    assert Measured(0, 0).percent(2) is None
    assert Measured(583, 581).percent(2) == Decimal("99.66")
    assert Measured(53201, 52532).percent(1) == Decimal("98.7")


def test_a_term_is_a_month_a_quarter_or_a_year():
    year, quarter, month = Term("2025"), Term("2025Q3"), Term("2025-12")
    assert [str(each) for each in quarter.months] == ["2025-07", "2025-08", "2025-09"]
    assert (year.begins.isoformat(), month.ends.isoformat()) == (
        "2025-01-01T00:00:00+08:00",
        "2026-01-01T00:00:00+08:00",
    )
    assert (len(year.quarters), month.quarters, Term("2025-08").quarters) == (4, (Term("2025Q4"),), ())
    assert [str(each.before) for each in (year, Term("2025Q1"), Term("2025-01"))] == ["2024", "2024Q4", "2024-12"]
    assert (month.year, month.is_month, quarter.is_month) == (year, True, False)
    assert quarter.holds(quarter.begins)
    assert not quarter.holds(quarter.ends)
    assert Term.month_of(month.begins) == month


@pytest.mark.parametrize("text", ["", "2025-13", "2025Q5", "2025-8", "0000", "August"])
def test_what_is_no_term_is_refused(text):
    with pytest.raises(TermUnreadable):
        Term(text)


@pytest.mark.parametrize(
    ("more", "decided", "undecided"),
    [({"ties": "all_in"}, ("c1", "c2", "c3", "c4"), ()), ({"ties": "strict_cut"}, ("c1", "c2", "c3"), ())],
)
def test_a_tie_may_be_read_as_all_in_or_cut(more, decided, undecided):
    (group,) = grouped(ranking(FIRST).model_copy(update=more), field(9, 8, 7, 7, 6))
    assert (group.decided, group.undecided) == (decided, undecided)


def test_the_next_may_be_read_as_moving_up():
    moving = ranking(FIRST | {"on_condition": True}).model_copy(update={"moves_up": True})
    (group,) = grouped(moving, field(9, 8, 7, 6), unfit=["c2"])
    assert (group.decided, group.not_met) == (("c1", "c3", "c4"), ("c2",))


def test_a_small_field_may_be_read_as_ranked_all_the_same():
    both = ranking(FIRST, LAST).model_copy(update={"overlap": "allowed"})
    assert [group.decided for group in grouped(both, field(9, 8, 7))] == [("c1", "c2", "c3"), ("c2", "c3")]
