"""Rankings of a place: nominated, scored, corrected from the page; a unit sees its own; asked as of then."""

from __future__ import annotations

import pytest

from tests.http.filled import found_in, nominated

OF = {"authority": "ranks", "year": "2025"}
SCORE = {"score": "96.4", "note": "Votes of 210 visitors", "evidence": ["sheet 12"]}


@pytest.fixture
def ranks(city):
    """A place that ranks, with two units."""
    found_in({"authority": "ranks", "name": "评比", "name_en": "Ranks"}, "fuyang-2022", city)
    for unit in ("counters", "yards"):
        body = {"unit": unit, "authority": "ranks", "name": unit, "name_en": unit, "seats": []}
        assert city.post("/api/units", body, "administrator").status_code == 201
        seat = f"{unit}.unit_head"
        city.tokens[seat] = city.identities.add(seat, "unit_head", unit)
    return city


def stations(city, who="efficiency_office", **query):
    items = city.get("/api/rankings", who, **OF, **query).json()["items"]
    return next(line for line in items if line["ranking"] == "stations")


def scored(city, candidacy, **more):
    answer = city.post(f"/api/rankings/{candidacy}/score-candidate", {**SCORE, **more})
    assert answer.status_code == 200, answer.text


def test_a_station_stands_with_its_score_and_is_grouped_when_the_field_is_large_enough(ranks):
    for no in range(1, 32):
        scored(ranks, nominated(ranks, f"counters.s{no:02}"), score=str(100 - no))
    line = stations(ranks)
    (praised,) = line["groups"]
    assert (len(praised["decided"]), praised["undecided"], line["refused"]) == (30, [], None)
    assert [each["place"] for each in line["field"]][:2] == [1, 2]
    assert line["field"][0]["groups"] == ["praised"]
    assert line["field"][30]["groups"] == []
    page = ranks.page("/rankings", **OF)
    assert "通报表扬" in page.text
    assert "名次只作建议" in page.text


def test_too_small_a_field_says_so_and_keeps_its_places(ranks):
    scored(ranks, nominated(ranks))
    nominated(ranks, "counters.yard")
    line = stations(ranks)
    assert (line["refused"]["code"], line["groups"], line["size"]) == ("ranking.field_too_small", [], 1)
    assert [(each["place"], each["score"]) for each in line["field"]] == [(1, "96.4"), (None, None)]
    assert "参评人数太少" in ranks.page("/rankings", **OF).text


def test_a_wrong_score_is_corrected_and_the_first_can_be_asked_for(ranks):
    candidacy = nominated(ranks)
    scored(ranks, candidacy)
    then = stations(ranks)["field"][0]["position"]
    again = ranks.post(f"/api/rankings/{candidacy}/score-candidate", SCORE)
    assert (again.status_code, again.json()["code"]) == (409, "ranking.already_scored")
    said = {"score": "92.4", "reason": "Forty votes of another hall", "evidence": ["sheet 12 again"]}
    assert ranks.post(f"/api/rankings/{candidacy}/correct-score", said).status_code == 200
    (line,) = stations(ranks)["field"]
    assert (line["score"], line["corrections"]) == ("92.4", 1)
    assert stations(ranks, as_of=then)["field"][0]["score"] == "96.4"
    told = ranks.get(f"/api/rankings/{candidacy}").json()
    last = told["history"][-1]
    assert (last["corrects"], last["said"], last["evidence"]) == (then, said["reason"], said["evidence"])
    page = ranks.page(f"/rankings/{candidacy}")
    assert "后来更正" in page.text
    assert said["reason"] in page.text


def test_it_is_nominated_scored_and_looked_at_from_the_page(ranks):
    typed = {"ranking": "stations", "year": "2025", "candidate": "counters.hall", "unit": "counters", "evidence": "e"}
    assert "/rankings/new?year=2025&amp;authority=ranks" in ranks.page("/rankings", **OF).text
    sent = ranks.send("/rankings/new?authority=ranks", "efficiency_office", **typed)
    assert sent.status_code == 303, sent.text
    made = stations(ranks)["field"][0]["candidacy"]
    assert sent.headers["Location"].partition("?")[0] == f"/rankings/{made}"
    path = f"/rankings/{made}/do"
    for deed, more in (
        ("score-candidate", {"score": "91", "note": "n"}),
        ("correct-score", {"score": "90", "reason": "r"}),
        ("check-conditions", {"meets": "yes", "note": "n"}),
    ):
        assert f"{path}/{deed}" in ranks.page(f"/rankings/{made}").text
        sent = ranks.send(f"{path}/{deed}", "efficiency_office", evidence="e", **more)
        assert (sent.status_code, sent.headers["Location"].partition("?")[0]) == (303, f"/rankings/{made}"), sent.text
    assert "符合条件" in ranks.page(f"/rankings/{made}").text


def test_a_unit_sees_its_own_candidates_and_does_nothing(ranks):
    mine, other = (
        nominated(ranks),
        ranks.post(
            "/api/rankings",
            {**OF, "ranking": "stations", "candidate": "yards.one", "unit": "yards", "evidence": ["e"]},
        ).json()["id"],
    )
    scored(ranks, mine)
    line = stations(ranks, "counters.unit_head")
    assert [each["candidate"] for each in line["field"]] == ["counters.hall"]
    assert ranks.get(f"/api/rankings/{mine}", "counters.unit_head").status_code == 200
    assert ranks.get(f"/api/rankings/{other}", "counters.unit_head").status_code == 403
    assert ranks.post(f"/api/rankings/{mine}/score-candidate", SCORE, "counters.unit_head").status_code == 403
    assert "do/score-candidate" not in ranks.page(f"/rankings/{mine}", "counters.unit_head").text


def test_another_reading_groups_the_same_scores_otherwise(ranks):
    for no in range(1, 30):
        candidate = {**OF, "ranking": "section_chiefs", "candidate": f"counters.c{no:02}", "unit": "counters"}
        made = ranks.post("/api/rankings", {**candidate, "evidence": ["e"]}).json()["id"]
        scored(ranks, made, score=str(100 - no))
    lines = ranks.get("/api/rankings", **OF, reading="R49=none").json()["items"]
    assert [len(group["decided"]) for group in lines[0]["groups"]] == [20, 6, 10]
    assert lines[0]["groups"][1]["unchecked"][0] == "counters.c01"
    assert "换一种读法" in ranks.page("/rankings", **OF, reading="R49=none").text


def test_what_cannot_be_ranked_says_so(ranks):
    wrong = {**OF, "ranking": "windows", "candidate": "x", "unit": "counters", "evidence": ["e"]}
    assert ranks.post("/api/rankings", wrong).json()["code"] == "ranking.not_foreseen"
    named = {**wrong, "ranking": "stations", "candidate": "某某某"}
    assert ranks.post("/api/rankings", named).status_code == 422, "a name is no code"
    assert ranks.get("/api/rankings", authority="here", year="2025").json()["items"] == []
    assert "本办法没有排名" in ranks.page("/rankings", authority="here", year="2025").text
    assert ranks.get("/api/rankings", **(OF | {"year": "2021"})).json()["code"] == "authority.no_edition_in_force"
    assert ranks.get(f"/api/rankings/{nominated(ranks)[:-4]}0000").status_code == 404


def test_who_withdraws_is_left_out_from_then_on_and_those_behind_move_up(ranks):
    first, second = (nominated(ranks, f"counters.s{no}") for no in (1, 2))
    scored(ranks, first)
    scored(ranks, second, score="90")
    then = stations(ranks)["field"][1]["position"]
    said = {"reason": "Moved to another bureau", "evidence": ["letter 9"]}
    typed = said | {"evidence": "letter 9"}
    assert ranks.post(f"/api/rankings/{first}/withdraw-candidate", said, "counters.unit_head").status_code == 403
    assert f"/rankings/{first}/do/withdraw-candidate" in ranks.page(f"/rankings/{first}").text
    assert ranks.send(f"/rankings/{first}/do/withdraw-candidate", "efficiency_office", **typed).status_code == 303
    now = stations(ranks)
    assert [(each["candidate"], each["place"]) for each in now["field"]] == [("counters.s2", 1)]
    assert [(each["candidate"], each["score"], each["place"]) for each in now["withdrawn"]] == [
        ("counters.s1", "96.4", None)
    ]
    before = stations(ranks, as_of=then)
    assert ([each["place"] for each in before["field"]], before["withdrawn"]) == ([1, 2], [])
    assert "已退出、不列入排名" in ranks.page("/rankings", **OF).text
    page = ranks.page(f"/rankings/{first}").text
    assert "办法没有写退出" in page
    assert said["reason"] in page
    assert "/do/" not in page.partition("<section")[0]
    again = ranks.post(f"/api/rankings/{first}/score-candidate", SCORE)
    assert (again.status_code, again.json()["code"]) == (409, "ranking.already_withdrawn")
    about = {**OF, "ranking": "stations", "candidate": "counters.s1", "unit": "counters", "evidence": ["e"]}
    assert ranks.post("/api/rankings", about).json()["code"] == "ranking.already_withdrawn"
    assert [each["candidate"] for each in stations(ranks, "yards.unit_head")["withdrawn"]] == []
