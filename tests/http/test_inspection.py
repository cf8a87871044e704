"""暗访: what an inspection finds stays from the unit until the order letter, and only then is it the unit's."""

from __future__ import annotations

import pytest

FOUND = {
    "authority": "here",
    "kind": "inspection",
    "channel": "inspection",
    "title": "Permits",
    "content": "Firms wait for months.",
    "anonymous_because": "Found in an inspection",
}
LEADERS = ["party_committee_head", "government_head", "leading_group_head"]


@pytest.fixture
def inspected(city):
    """A problem found unannounced, and its supervision."""
    adopted = {"edition": "fuyang-2022", "effective_from": "2025-11-03"}
    assert city.post("/api/authorities/here/adopt-edition", adopted, "administrator").status_code == 200
    city.tokens["city_leader"] = city.identities.add("city_leader", "city_leader", None)
    answer = city.post("/api/complaints", FOUND)
    assert answer.status_code == 201, answer.text
    case = answer.json()["id"]
    city.do(case, "issue-supervision", trigger="inspected")
    (line,) = [each for each in city.get("/api/supervisions").json()["items"] if each["case"] == case]
    id = line["supervision"]
    step(city, id, "inspect", items=["duties"], findings="Months", unannounced=True)
    step(city, id, "submit-special-report", report="Months", to=LEADERS)
    return case, id


def step(city, id, verb, who="efficiency_office", **body):
    answer = city.post(f"/api/supervisions/{id}/{verb}", body, who)
    assert answer.status_code == 200, answer.text


def fed_back(city, id, who):
    body = {"report": "Ten days it is", "citizen_told_by": "document"}
    return city.post(f"/api/supervisions/{id}/feed-back-supervision", body, who)


def test_the_unit_sees_nothing_of_it_before_the_letter(city, inspected):
    case, id = inspected
    for path in (f"/api/cases/{case}", f"/api/cases/{case}/history", f"/api/supervisions/{id}"):
        assert city.get(path, "roads.unit_clerk").status_code in {403, 404}
    assert all(line["case"] != case for line in city.get("/api/supervisions", "roads.unit_clerk").json()["items"])
    assert fed_back(city, id, "roads.unit_clerk").status_code in {403, 404}


def test_a_letter_needs_the_signature_of_a_principal_leader(city, inspected):
    _, id = inspected
    letter = {"unit": "roads", "order": "Ten days", "to": ["deputy_mayor_in_charge"]}
    early = city.post(f"/api/supervisions/{id}/order-correction", letter)
    assert (early.status_code, early.json()["code"]) == (409, "supervision.step_out_of_turn")
    assert early.json()["clause"] == "fuyang.inspect.order-letter"
    step(city, id, "sign-special-report", "city_leader", instruction="Put it right")
    step(city, id, "order-correction", **letter)


def test_after_the_letter_the_unit_it_names_feeds_back_and_no_other(city, inspected):
    _, id = inspected
    step(city, id, "sign-special-report", "city_leader", instruction="Put it right")
    step(city, id, "order-correction", unit="roads", order="Ten days", to=["deputy_mayor_in_charge"])
    assert fed_back(city, id, "water.unit_clerk").status_code == 403
    assert fed_back(city, id, "roads.unit_clerk").status_code == 200
