"""Who may ask and do what, over HTTP."""

from __future__ import annotations

import pytest

from adapters.http.api import QUESTIONS
from application.access import MAY
from application.verbs import VERBS

CASE = "00000000-0000-4000-8000-000000000000"


def paths():
    """Every route with its method and action."""
    fill = {
        "case": CASE,
        "id": CASE,
        "escalation": CASE,
        "supervision": CASE,
        "consultation": CASE,
        "file": CASE,
        "obligation": CASE,
        "shift": CASE,
        "sample": CASE,
        "candidacy": CASE,
        "assessment": CASE,
        "look": "7",
        "unit": "roads",
        "edition": "suzhou-2021",
        "code": "not_found",
    }
    for question in QUESTIONS:
        yield "GET", question.path.format(**fill, clause="suzhou.norm.sign-am"), question.action
    for verb in VERBS:
        yield "POST", f"/api{verb.path}".format(**fill), verb.action


def test_every_route_is_closed_to_every_role_the_table_does_not_name(city):
    wrong = []
    for who in city.tokens:
        role = who.rpartition(".")[2]
        for method, path, action in paths():
            answer = city.client.request(method, path, json={} if method == "POST" else None, headers=city._as(who))
            is_closed = answer.status_code == 403 and answer.json()["code"] == "access.not_allowed"
            if is_closed != (action not in MAY[role]):
                wrong.append((who, method, path, answer.status_code))
    assert wrong == []


def test_without_a_token_only_what_is_public_is_answered(city):
    for method, path, action in paths():
        answer = city.client.request(method, path, json={} if method == "POST" else None)
        assert (answer.status_code == 401) == (action not in MAY["public"]), (method, path, answer.status_code)


def test_a_wrong_token_is_never_taken_for_the_public(city):
    answer = city.client.get("/api/editions", headers={"Authorization": "Bearer nobody"})
    assert answer.status_code == 401
    assert "Bearer" in answer.headers["WWW-Authenticate"]


def test_a_unit_sees_only_cases_it_holds_or_held(city):
    mine, theirs = city.dispatched("roads"), city.dispatched("water")
    listed = city.get("/api/cases", "roads.unit_clerk").json()
    assert [line["case"] for line in listed["items"]] == [mine]
    assert city.get(f"/api/cases/{mine}", "roads.unit_clerk").status_code == 200
    for below in ("", "/history", "/deadlines", "/custody", "/facts", "/texts", "/findings"):
        refused = city.get(f"/api/cases/{theirs}{below}", "roads.unit_clerk")
        assert refused.json()["code"] == "access.not_yours", below
    assert city.get("/api/cases", "roads.unit_clerk", unit="water").status_code == 403
    assert city.get("/api/facts", "roads.unit_clerk").status_code == 403


def test_a_case_that_went_on_to_another_unit_can_still_be_seen_but_not_touched(city):
    case = city.dispatched("roads")
    city.do(case, "sign", "roads.unit_clerk")
    city.do(
        case, "request-return", "roads.unit_clerk", reason="Pipes", basis="List of duties 4", suggested_unit="water"
    )
    city.do(case, "rule-on-return", granted=True, reason="Right")
    city.do(case, "dispatch", unit="water")
    assert city.get(f"/api/cases/{case}", "roads.unit_clerk").status_code == 200
    refused = city.post(f"/api/complaints/{case}/handle", {"action": "visited"}, "roads.unit_clerk")
    assert refused.json()["code"] == "access.not_yours"


def told(city, case, who):
    answer = city.get(f"/api/cases/{case}/texts", who)
    shown = {line["field"]: line for line in answer.json()["items"]}
    assert shown["content"]["text"] == "A pipe leaks before number four."
    assert ("Invented Person" in answer.text) is (shown["contact"]["withheld"] != "identity_protected")
    return shown["complainant"]["text"]


def test_who_complained_is_told_to_the_office_while_it_holds_the_case_and_no_longer(city):
    case = city.register()
    assert told(city, case, "efficiency_office") == told(city, case, "intake_clerk") == "Invented Person"
    city.do(case, "accept", "intake_clerk")
    city.do(case, "dispatch", "intake_clerk", unit="roads")
    assert told(city, case, "efficiency_office") is None
    assert told(city, case, "roads.unit_clerk") is None


@pytest.mark.parametrize("who", ["intake_clerk", "efficiency_office", "roads.unit_clerk"])
def test_who_complained_is_told_to_whoever_holds_the_case_for_a_purpose_that_stays_on_record(city, who):
    case = city.dispatched("roads") if who == "roads.unit_clerk" else city.register()
    answer = city.get(f"/api/cases/{case}/identity", who, purpose="contact_applicant")
    assert {line["field"]: line["text"] for line in answer.json()["items"]} == {
        "complainant": "Invented Person",
        "contact": "0000-0000",
    }
    told = city.get(f"/api/cases/{case}/disclosures", "discipline_reviewer").json()["items"]
    assert {(line["who"], line["purpose"]) for line in told} == {(who, "contact_applicant")}


def test_without_a_purpose_or_out_of_hand_nothing_is_told(city):
    case = city.dispatched("water")
    assert city.get(f"/api/cases/{case}/identity").status_code == 422
    assert city.get(f"/api/cases/{case}/identity", purpose="curiosity").status_code == 422
    refused = city.get(f"/api/cases/{case}/identity", "roads.unit_clerk", purpose="verify_facts")
    assert refused.json()["code"] == "access.not_yours"
    city.do(case, "sign", "water.unit_clerk")
    city.do(case, "request-return", "water.unit_clerk", reason="Roads", basis="List of duties 4")
    gone = city.get(f"/api/cases/{case}/identity", "water.unit_clerk", purpose="verify_facts")
    assert gone.json()["code"] == "access.not_yours"
    assert city.get(f"/api/cases/{case}/disclosures", "discipline_reviewer").json()["items"] == []


def test_what_was_erased_is_said_to_be(city):
    case = city.register()
    city.application.vault.erase(__import__("uuid").UUID(case))
    shown = {line["field"]: line for line in city.get(f"/api/cases/{case}/texts").json()["items"]}
    assert shown["complainant"]["text"] is None
    assert shown["complainant"]["withheld"] == "erased"


def test_a_denied_attempt_is_kept(city):
    city.post("/api/complaints", {}, "roads.unit_clerk")
    assert city.get("/api/refusals", "discipline_reviewer").json()["items"][0]["code"] == "access.not_allowed"
    assert city.get("/api/refusals", "roads.unit_clerk").status_code == 403


def test_every_answer_carries_safe_headers(city):
    for path in ("/api/docs", "/health", "/nowhere", "/api/openapi.json"):
        headers = city.client.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "X-Position" in headers
