"""Rankings from recorded scores: a hundred section chiefs and the stations, ties left to people, as of any moment."""

from __future__ import annotations

from decimal import Decimal

import pytest

from application.standings import Candidate, carried_over, standing
from domain.aggregates.candidacy import AlreadyNominated
from domain.errors import NotFound
from projections.candidacies import Candidacies
from projections.candidacy_history import CandidacyHistory
from tests.support.facts import at
from tests.support.town import AUTHORITY, UNIT, Town

OFFICE = "efficiency_office"
DAY = at("2025-12-20")


@pytest.fixture
def town():
    return Town("fuyang-2022")


def nominate(town, candidate, ranking="section_chiefs", **more):
    about = {"authority": AUTHORITY, "ranking": ranking, "year": "2025", "candidate": candidate, "unit": UNIT}
    return town.do(DAY, OFFICE, "nominate", **{**about, "evidence": ["letter"], **more}).id


def score(town, candidacy, figure):
    return town.do(DAY, OFFICE, "score_candidate", candidacy, score=figure, note="n", evidence=["sheet"])


def field(town, ranking, size):
    """Candidates c001 … with scores 99.7, 99.4 …; their streams."""
    town.follows = False
    found = {}
    for no in range(1, size + 1):
        who = f"c{no:03}"
        found[who] = nominate(town, who, ranking)
        score(town, found[who], str(100 - Decimal("0.3") * no))
    town.follows = True
    town.world.settle()
    return found


def ranked(town, ranking, as_of=None, **readings):
    edition = town.house.desk.editions.edition("fuyang-2022").with_readings(readings)
    rows = town.world.rows(Candidacies, as_of, ranking=ranking)
    candidates = [Candidate(r.candidate, r.unit, r.score and Decimal(r.score), r.meets) for r in rows]
    return edition.rankings[ranking], standing(edition.rankings[ranking], candidates)


def groups(town, *about, **readings):
    return {group.code: group for group in ranked(town, *about, **readings)[1].groups}


def test_a_hundred_section_chiefs_are_ranked_from_what_was_recorded(town):
    chiefs = field(town, "section_chiefs", 100)
    found = groups(town, "section_chiefs")
    assert {code: len(group.decided) for code, group in found.items()} == {
        "excellent": 20,
        "considered_first": 6,
        "ordinary": 10,
    }
    before = town.world.views.position
    said = {"score": "94", "reason": "A sheet was read twice", "evidence": ["the sheet"]}
    town.do(DAY, OFFICE, "correct_score", chiefs["c021"], **said)
    tied = groups(town, "section_chiefs")["excellent"]
    assert (len(tied.decided), tied.undecided, tied.seats_left) == (19, ("c020", "c021"), 1)
    assert len(groups(town, "section_chiefs", R47="all_in")["excellent"].decided) == 21
    assert groups(town, "section_chiefs", before)["excellent"].decided[-1] == "c020", "as it was known then"
    town.do(DAY, OFFICE, "check_conditions", chiefs["c003"], meets=False, note="n", evidence=["file"])
    first = groups(town, "section_chiefs")["considered_first"]
    assert (first.not_met, len(first.decided)) == (("c003",), 5), "nobody moves up"
    ranking, now = ranked(town, "section_chiefs")
    assert carried_over(ranking, now.groups)[-1] == "c100"
    assert now.unchecked == frozenset(chiefs) - {"c003"}


def test_a_wrong_score_stays_beside_the_one_that_corrects_it_with_who_and_why(town):
    (chief,) = field(town, "section_chiefs", 1).values()
    town.do(DAY, OFFICE, "correct_score", chief, score="90", reason="Two sheets were mixed up", evidence=["sheet"])
    _, first, second = sorted(town.world.rows(CandidacyHistory, case=chief), key=lambda row: row.position)
    assert (first.score, second.score, second.corrects) == ("99.7", "90", first.position)
    assert (second.actor, town.house.desk.texts.read(second.said)) == (OFFICE, "Two sheets were mixed up")
    (row,) = town.world.rows(Candidacies, case=chief)
    assert (row.score, row.corrections, row.position) == ("90", 1, second.position)


def test_a_field_too_small_is_placed_and_not_grouped(town):
    field(town, "section_chiefs", 29)
    nominate(town, "late-one")
    _, found = ranked(town, "section_chiefs")
    assert (found.groups, found.refused.code, len(found.field)) == ((), "ranking.field_too_small", 29)
    assert found.not_scored == ("late-one",)


def test_thirty_stations_are_praised_and_a_tie_at_the_thirtieth_is_left_to_people(town):
    stations = field(town, "stations", 31)
    assert len(groups(town, "stations")["praised"].decided) == 30
    said = {"score": "91", "reason": "r", "evidence": ["e"]}
    town.do(DAY, OFFICE, "correct_score", stations["c031"], **said)
    praised = groups(town, "stations")["praised"]
    assert (len(praised.decided), praised.undecided) == (29, ("c030", "c031"))


def test_nobody_stands_twice_nor_for_a_unit_of_another_place(town):
    nominate(town, "hall", "stations")
    with pytest.raises(AlreadyNominated):
        nominate(town, "hall", "stations")
    town.do(DAY, "administrator", "establish_authority", authority="there", name="T", name_en="T")
    town.do(DAY, "administrator", "establish_unit", unit="far", authority="there", name="F", name_en="F")
    with pytest.raises(NotFound):
        nominate(town, "yard", "stations", unit="far")
