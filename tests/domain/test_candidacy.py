"""One who stands for a ranking: nominated where the text ranks, scored once, scored anew with a reason."""

from __future__ import annotations

import pytest

from domain.aggregates.candidacy import (
    AlreadyScored,
    AlreadyWithdrawn,
    Candidacy,
    NotAYear,
    NothingToCorrect,
    RankingNotForeseen,
    ScoreUnreadable,
)
from domain.events.ranking import CandidateNominated, CandidateRescored, CandidateScored, CandidateWithdrawn
from domain.values import AuthorityId, Handle, UnitId
from tests.support.facts import act, at
from tests.support.facts import law as law_of

NOW = at("2022-12-20")
OFFICE = act(NOW, "efficiency_office")
H = Handle("h")


@pytest.fixture
def law():
    return law_of("fuyang-2022")


def nominated(**more):
    about = {"ranking": "stations", "year": "2022", "candidate": "hall", **more}
    return CandidateNominated(authority=AuthorityId("here"), unit=UnitId("water"), act=OFFICE, **about)


@pytest.fixture
def hall(law):
    return Candidacy.nominate(nominated(), law)


def test_only_what_the_text_ranks_can_be_stood_for(law):
    with pytest.raises(RankingNotForeseen) as refused:
        Candidacy.nominate(nominated(ranking="windows"), law)
    assert refused.value.remedy == "its rankings are: section_chiefs, stations"
    with pytest.raises(RankingNotForeseen) as nowhere:
        Candidacy.nominate(nominated(), law_of("suzhou-2021"))
    assert nowhere.value.remedy == "ask the authority whose text has rankings"


def test_a_ranking_is_of_a_year(law):
    with pytest.raises(NotAYear) as refused:
        Candidacy.nominate(nominated(year="2022-11"), law)
    assert refused.value.remedy == "name the year, 2022"


def test_a_score_is_given_once_and_corrected_as_often_as_it_was_wrong(hall, law):
    hall.give_score("96.40", H, OFFICE, law)
    with pytest.raises(AlreadyScored):
        hall.give_score("96.4", H, OFFICE, law)
    hall.correct_score("92.4", H, 7, OFFICE, law)
    hall.correct_score("92.6", H, 8, OFFICE, law)
    first, second, third = [new.fact for new in hall.pending[1:]]
    assert isinstance(first, CandidateScored)
    assert first.score == "96.40"
    assert [(each.score, each.corrects) for each in (second, third)] == [("92.4", 7), ("92.6", 8)]
    assert {type(each) for each in (second, third)} == {CandidateRescored}
    assert third.basis.clause == "fuyang.assess.three"


def test_there_is_nothing_to_correct_without_a_score_or_with_the_same(hall, law):
    with pytest.raises(NothingToCorrect) as early:
        hall.correct_score("92", H, 0, OFFICE, law)
    assert early.value.remedy == "give it its score"
    hall.give_score("92", H, OFFICE, law)
    with pytest.raises(NothingToCorrect):
        hall.correct_score("92.0", H, 7, OFFICE, law)


@pytest.mark.parametrize("told", ["", "many", "-1", "1000.1", "NaN", "Infinity"])
def test_a_score_is_a_figure(hall, law, told):
    with pytest.raises(ScoreUnreadable):
        hall.give_score(told, H, OFFICE, law)


def test_the_last_look_at_the_conditions_holds(hall, law):
    for meets in (True, False):
        hall.check(H, OFFICE, law, meets=meets)
    assert [new.fact.meets for new in hall.pending[1:]] == [True, False]


def test_where_the_text_ranks_no_more_what_is_recorded_cites_nothing(hall):
    hall.give_score("92", H, OFFICE, law_of("suzhou-2021"))
    assert hall.pending[-1].fact.basis is None


def test_who_withdraws_keeps_the_score_and_is_scored_corrected_and_looked_at_no_more(hall, law):
    hall.give_score("92", H, OFFICE, law)
    hall.withdraw(H, OFFICE)
    last = hall.pending[-1].fact
    assert isinstance(last, CandidateWithdrawn)
    assert (last.basis, hall.score, hall.is_withdrawn) == (None, "92", True), "no text speaks of it"
    for again in (
        lambda: hall.give_score("93", H, OFFICE, law),
        lambda: hall.correct_score("93", H, 7, OFFICE, law),
        lambda: hall.check(H, OFFICE, law, meets=True),
        lambda: hall.withdraw(H, OFFICE),
    ):
        with pytest.raises(AlreadyWithdrawn):
            again()
