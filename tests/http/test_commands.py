"""Commands over HTTP: done once, refused with a clause, never half."""

from __future__ import annotations

from uuid import uuid4

from adapters.http.preconditions import matched_version
from tests.http.conftest import TEXT


def test_a_case_goes_from_registration_to_the_unit(city):
    answer = city.post("/api/complaints", TEXT, "intake_clerk")
    assert answer.status_code == 201
    case = answer.json()["id"]
    assert answer.headers["Location"] == f"/api/cases/{case}"
    assert answer.json()["facts"][0] == "complaint.registered"
    city.do(case, "accept", "intake_clerk")
    city.do(case, "dispatch", "intake_clerk", unit="roads")
    signed = city.do(case, "sign", "roads.unit_clerk")
    assert "complaint.signed" in signed["facts"]
    assert city.get(f"/api/cases/{case}").json()["unit"] == "roads"


def test_the_same_key_is_the_same_command_and_answers_with_what_came_of_it_then(city):
    key = str(uuid4())
    first = city.post("/api/complaints", TEXT, "intake_clerk", Idempotency_Key=key)
    again = city.post("/api/complaints", TEXT, "intake_clerk", Idempotency_Key=key)
    assert again.json()["id"] == first.json()["id"]
    assert again.json()["repeated"] is True
    assert city.get("/api/cases").json()["total"] == 1


def test_a_key_in_words_belongs_to_the_seat_that_sent_it(city):
    one = city.post("/api/complaints", TEXT, "intake_clerk", Idempotency_Key="monday 1")
    other = city.post("/api/complaints", TEXT, "efficiency_office", Idempotency_Key="monday 1")
    assert one.json()["id"] != other.json()["id"]


def test_a_key_cannot_be_used_for_something_else(city):
    city.post("/api/complaints", TEXT, "intake_clerk", Idempotency_Key="monday 1")
    other = city.post("/api/complaints", TEXT | {"title": "Another"}, "intake_clerk", Idempotency_Key="monday 1")
    assert other.status_code == 409
    assert other.json()["code"] == "command.reused"


def test_who_saw_an_older_version_is_told_the_current_one(city):
    case = city.dispatched()
    seen = city.get(f"/api/cases/{case}").headers["ETag"]
    city.do(case, "sign", "roads.unit_clerk")
    refused = city.post(f"/api/complaints/{case}/handle", {"action": "visited"}, "roads.unit_clerk", If_Match=seen)
    assert refused.status_code == 412
    now = city.get(f"/api/cases/{case}").headers["ETag"]
    assert matched_version(refused.headers["ETag"]) == matched_version(now)
    done = city.post(f"/api/complaints/{case}/handle", {"action": "visited"}, "roads.unit_clerk", If_Match=now)
    assert done.status_code == 200
    latest = city.get(f"/api/cases/{case}")
    assert matched_version(done.headers["ETag"]) == matched_version(latest.headers["ETag"]) == latest.json()["version"]


def test_a_refusal_is_a_problem_that_names_its_clause_and_the_way_out(city):
    case = city.dispatched()
    refused = city.post(f"/api/complaints/{case}/request-return", {"suggested_unit": "water"}, "roads.unit_clerk")
    problem = refused.json()
    assert refused.status_code == 422
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert problem["code"] == "parts.missing"
    assert problem["clause"] == "suzhou.norm.return-reason"
    assert problem["edition"] == "suzhou-2021"
    assert len(problem["edition_hash"]) == 64
    assert problem["remedy"]
    assert set(problem["missing"]) == {"reason", "basis"}


def test_a_refused_attempt_changes_nothing_and_is_kept_without_its_words(city):
    case = city.dispatched()
    before = city.get(f"/api/cases/{case}").json()["version"]
    city.post(f"/api/complaints/{case}/request-return", {"reason": "canary words"}, "roads.unit_clerk")
    assert city.get(f"/api/cases/{case}").json()["version"] == before
    kept = city.get("/api/refusals", case=case)
    (line,) = kept.json()["items"]
    assert line["actor"] == "roads.unit_clerk"
    assert line["action"] == "complaints.request_return"
    assert line["clause"] == "suzhou.norm.return-reason"
    assert "canary" not in kept.text


def test_a_misspelt_field_is_named(city):
    refused = city.post("/api/complaints", TEXT | {"titel": "x"}, "intake_clerk")
    assert refused.status_code == 422
    assert [error["field"] for error in refused.json()["errors"]] == ["titel"]
    assert city.get("/api/cases").json()["total"] == 0


def test_what_was_sent_is_never_said_back(city):
    refused = city.post("/api/complaints", TEXT | {"kind": ["0000-0000-canary"]}, "intake_clerk")
    assert refused.status_code == 422
    assert "canary" not in refused.text


def test_a_body_that_is_not_json_is_refused(city):
    headers = city._as("intake_clerk")
    assert (
        city.client.post("/api/complaints", content=b"{", headers=headers | {"Content-Type": "text/plain"}).status_code
        == 415
    )
    broken = city.client.post("/api/complaints", content=b"{", headers=headers | {"Content-Type": "application/json"})
    assert broken.status_code == 422
    large = b'{"title": "' + b"x" * (3 * 1024 * 1024) + b'"}'
    assert (
        city.client.post(
            "/api/complaints", content=large, headers=headers | {"Content-Type": "application/json"}
        ).status_code
        == 413
    )


def test_a_case_nobody_knows_is_not_found(city):
    assert city.post(f"/api/complaints/{uuid4()}/accept", {}, "intake_clerk").status_code == 404
    assert city.post("/api/complaints/seven/accept", {}, "intake_clerk").status_code == 422


def test_reading_ones_own_write_waits_for_it(city):
    city.follows = False
    answer = city.post("/api/complaints", TEXT, "intake_clerk")
    position = answer.headers["X-Position"]
    late = city.get("/api/cases", after=position)
    assert late.status_code == 409
    assert late.json()["code"] == "as_of.not_yet_known"
    city.application.settle()
    assert city.get("/api/cases", after=position).json()["total"] == 1


def test_a_finding_that_is_not_there_cannot_be_overturned(city):
    case = city.dispatched()
    refused = city.post(f"/api/findings/{case}/overturn-finding", {"finding": "signed_late:1", "reason": "r"})
    assert refused.status_code == 422
    assert refused.json()["code"] == "finding.unknown"
