"""The OpenAPI document and its page: whole, valid, from our own files."""

from __future__ import annotations

import re

from adapters.http.api import QUESTIONS
from application.verbs import VERBS


def test_the_document_holds_every_question_and_every_verb(city):
    paths = city.client.get("/api/openapi.json").json()["paths"]
    for question in QUESTIONS:
        assert "get" in paths[question.path]
    for verb in VERBS:
        assert "post" in paths[f"/api{verb.path}"]
    operations = [operation["operationId"] for path in paths.values() for operation in path.values()]
    assert len(operations) == len(set(operations))


def test_every_reference_in_the_document_leads_somewhere(city):
    answer = city.client.get("/api/openapi.json")
    known = answer.json()["components"]["schemas"]
    for model in re.findall(r"#/components/schemas/([\w.-]+)", answer.text):
        assert model in known


def test_the_page_and_all_it_needs_come_from_here(city):
    page = city.client.get("/api/docs")
    assert page.status_code == 200
    assert "http" not in re.sub(r"<html.*?>", "", page.text).replace("http-equiv", "")
    for path in re.findall(r'(?:src|href)="(/[^"]+)"', page.text):
        assert city.client.get(path).status_code == 200, path


def test_problems_are_explained_where_their_type_points(city):
    refused = city.get("/api/cases", limit=0)
    explained = city.client.get(refused.json()["type"])
    assert explained.json()["status"] == 422


def test_a_path_that_is_not_there_and_a_method_that_is_not_taken(city):
    assert city.client.get("/api/nowhere").json()["code"] == "http.no_such_path"
    refused = city.client.delete("/api/cases")
    assert refused.status_code == 405
    assert "GET" in refused.headers["Allow"]
    assert city.client.options("/api/cases").status_code == 204


def test_a_clause_can_be_asked_until_when_by_anyone(city):
    asked = {"clause": "suzhou.norm.handle-complaint", "start": "2025-09-30T16:00:00+08:00"}
    answer = city.get("/api/editions/suzhou-2021/due", None, **asked)
    assert answer.json()["last_day"] == "2025-10-16"
    assert answer.json()["basis"]["clause"] == "suzhou.norm.handle-complaint"
    other = city.get("/api/editions/suzhou-2021/due", None, **asked, fact=["kind=report"]).json()
    assert other["derivation"]
    unknown = city.get("/api/editions/suzhou-2021/due", None, clause="suzhou.no", start="2025-09-30")
    assert unknown.status_code == 422
    assert city.get("/api/editions/nowhere-1999/due", None, **asked).status_code == 404


def test_an_edition_says_what_it_leaves_open(city):
    found = city.client.get("/api/editions/suzhou-2021").json()
    assert found["gaps"]
    assert found["contradictions"]
    clause = city.client.get("/api/editions/suzhou-2021/clauses/suzhou.norm.sign-am").json()
    assert clause["limits"][0]["id"] == "sign-am"
    assert clause["section"] in {each["section"] for each in found["text"]}
    assert clause["at"] > "2025"


def test_the_clock_moves_forward_only_and_what_falls_due_is_settled_on_the_way(city):
    case = city.dispatched()
    city.advance("2025-11-20T09:00:00+08:00")
    shown = city.get(f"/api/cases/{case}").json()
    missed = [line for line in shown["deadlines"] if line["name"] == "handle"]
    assert missed[0]["state"] == "missed"
    assert missed[0]["missed_at"] == missed[0]["due_at"]
    back = city.post("/api/clock/advance", {"to": "2025-11-19T09:00:00+08:00"}, "administrator")
    assert back.status_code == 409
    assert city.post("/api/clock/advance", {"to": "2025-12-01T09:00:00+08:00"}).status_code == 403
