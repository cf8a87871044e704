"""Nobody reviews without a dated grant that names its decision, and nobody what they had a hand in."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from tests.http.conftest import let_review

REVIEWER = "discipline_reviewer"


@pytest.fixture
def case(city):
    """With a unit."""
    return city.dispatched("roads")


@pytest.fixture
def ungranted(city):
    """The city's reviewers lost their grants."""
    for each in city.get("/api/grants", REVIEWER).json()["items"]:
        assert city.post(f"/api/grants/{each['grant']}/end-review", {}, "leading_group").status_code == 200
    return city


def reviewed(city, case, who=REVIEWER):
    """What each way into a review answers."""
    paths = (f"/api/cases/{case}/review", f"/api/cases/{case}/looks", "/api/spells")
    found = [city.get(path, who) for path in paths]
    found.append(city.post(f"/api/cases/{case}/bundle", {"purpose": "review_case"}, who))
    return [(answer.status_code, answer.json().get("code")) for answer in found]


def test_without_a_grant_nothing_is_reviewed_and_the_attempt_is_kept(ungranted, case):
    city = ungranted
    assert set(reviewed(city, case)) == {(403, "review.no_grant")}
    for path in (f"/review/{case}", f"/review/{case}/looks", "/review"):
        page = city.page(path, REVIEWER)
        assert page.status_code == 403
        assert "没有在期的复核授权" in page.text
    kept = [each.code for each in city.application.refusals.of()]
    assert "review.no_grant" in kept


def test_a_grant_counts_on_its_days_and_no_longer(ungranted, case):
    city = ungranted
    let_review(city, REVIEWER, first_day="2025-11-04", last_day="2025-11-05")
    assert city.get(f"/api/cases/{case}/review", REVIEWER).status_code == 403
    city.advance("2025-11-05T23:00:00+08:00")
    assert city.get(f"/api/cases/{case}/review", REVIEWER).status_code == 200
    city.advance("2025-11-06T00:00:01+08:00")
    assert city.get(f"/api/cases/{case}/review", REVIEWER).status_code == 403


def test_one_that_was_ended_counts_no_more_and_stays_on_the_list(city, case):
    assert city.get(f"/api/cases/{case}/review", REVIEWER).status_code == 200
    (mine,) = [each for each in city.get("/api/grants", REVIEWER).json()["items"] if each["seat"] == REVIEWER]
    assert city.post(f"/api/grants/{mine['grant']}/end-review", {}, "leading_group").status_code == 200
    again = city.post(f"/api/grants/{mine['grant']}/end-review", {}, "leading_group")
    assert (again.status_code, again.json()["code"]) == (409, "review.grant_over")
    assert city.get(f"/api/cases/{case}/review", REVIEWER).status_code == 403
    (kept,) = [each for each in city.get("/api/grants", REVIEWER).json()["items"] if each["seat"] == REVIEWER]
    assert (kept["number"], kept["counts"]) == ("2025-7", False)
    assert kept["ended_at"]


def test_a_grant_for_a_unit_or_a_case_covers_no_other(ungranted, case):
    city, other, third = ungranted, ungranted.dispatched("water"), ungranted.dispatched("water")
    let_review(city, REVIEWER, units=["roads"])
    let_review(city, REVIEWER, cases=[other])
    status = {id: city.get(f"/api/cases/{id}/review", REVIEWER).status_code for id in (case, other, third)}
    assert status == {case: 200, other: 200, third: 403}
    assert {each["case"] for each in city.get("/api/spells", REVIEWER).json()["items"]} == {case, other}


def test_nobody_reviews_a_case_they_had_a_hand_in(city, case):
    assert city.get(f"/api/cases/{case}/review", "supervisor").status_code == 200
    assert city.get(f"/api/cases/{case}", "supervisor").status_code == 200, "to look is no hand in it"
    assert city.get(f"/api/cases/{case}/review", "supervisor").status_code == 200
    said = {"kind": "false_reply", "note": "of another road", "evidence": ["picture"]}
    city.do(case, "record-finding", "supervisor", **said)
    refused = city.get(f"/api/cases/{case}/review", "supervisor")
    assert (refused.status_code, refused.json()["code"]) == (403, "review.own_case")
    assert city.get(f"/api/cases/{case}/review", REVIEWER).status_code == 200


def test_nobody_reviews_a_case_of_the_own_unit(city, case):
    city.tokens["roads.auditor"] = city.identities.add("roads.auditor", "auditor", "roads")
    let_review(city, "roads.auditor")
    city.do(case, "sign", "roads.unit_clerk")
    refused = city.get(f"/api/cases/{case}/review", "roads.auditor")
    assert (refused.status_code, refused.json()["code"]) == (403, "review.own_case")
    assert city.get(f"/api/cases/{city.dispatched('water')}/review", "roads.auditor").status_code == 200


def test_who_reviews_grants_nothing_and_what_is_not_there_is_not_granted(city):
    said = {"seat": "auditor", "number": "2025-8", "first_day": "2025-11-03", "last_day": "2025-11-30"}
    assert city.post("/api/grants", said, REVIEWER).status_code == 403
    for wrong in ({"units": ["nowhere"]}, {"cases": [str(uuid4())]}):
        assert city.post("/api/grants", said | wrong, "leading_group").status_code == 404
    passed = city.post("/api/grants", said | {"last_day": "2025-11-02"}, "leading_group")
    assert (passed.status_code, passed.json()["code"]) == (422, "review.no_day")
    own = city.post("/api/grants", said | {"seat": "leading_group"}, "leading_group")
    assert own.json()["code"] == "review.own_grant"


def test_it_is_granted_and_ended_from_the_page(city):
    typed = {"seat": "auditor", "number": "云复核〔2025〕9号", "first_day": "2025-11-03", "last_day": "2025-11-30"}
    sent = city.send("/grants/new", "leading_group", **typed)
    assert (sent.status_code, sent.headers["Location"].partition("?")[0]) == (303, "/grants"), sent.text
    assert "云复核〔2025〕9号" in city.page("/grants", REVIEWER).text
    assert "/grants/new" not in city.page("/grants", REVIEWER).text
    (grant,) = [each for each in city.get("/api/grants", REVIEWER).json()["items"] if "9号" in each["number"]]
    path = f"/grants/{UUID(grant['grant'])}/do/end-review"
    assert path in city.page("/grants", "leading_group").text
    assert city.send(path, "leading_group").status_code == 303
    assert "已终止" in city.page("/grants", "leading_group").text


def test_a_page_grants_single_cases_by_their_numbers(ungranted, case):
    city, other = ungranted, ungranted.dispatched("water")
    number = city.get(f"/api/cases/{case}").json()["number"]
    said = {"seat": REVIEWER, "number": "2025-9", "first_day": "2025-11-03", "last_day": "2025-11-30"}
    wrong = city.send("/grants/new", "leading_group", **said, cases=f"{number}\n20000101-NOBODY")
    assert wrong.status_code == 422
    assert "20000101-NOBODY" in wrong.text, "what was typed is kept"
    assert 'id="e-cases"' in wrong.text
    assert city.get("/api/grants").json()["items"] == [
        each for each in city.get("/api/grants").json()["items"] if not each["counts"]
    ], "nothing was granted"
    sent = city.send("/grants/new", "leading_group", **said, cases=f" {number.lower()} \n")
    assert sent.status_code == 303, sent.text
    assert city.get(f"/api/cases/{case}/review", REVIEWER).status_code == 200
    assert city.get(f"/api/cases/{other}/review", REVIEWER).status_code == 403
    assert number in city.page("/grants").text
