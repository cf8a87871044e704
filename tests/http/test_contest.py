"""Contesting what is established beside a case: a late task of a consultation, a late report; from its own page."""

from __future__ import annotations

import pytest

from tests.http.test_consultations import seats, with_a_task  # noqa: F401  (seats is a fixture)

KEY = "consultation_task_late:1"


@pytest.fixture
def late(city):
    """A consultation of which the water office was to do a task, and did not in time."""
    case, consultation = with_a_task(city)
    city.advance("2026-01-02T09:00:00+08:00")
    return case, consultation


def found(city, kind):
    (line,) = city.get("/api/findings", kind=kind).json()["items"]
    return line


def test_the_unit_contests_a_late_task_from_the_page_of_the_consultation_and_the_office_rules_there(city, late):
    case, consultation = late
    way = f"/findings/{consultation}/do/contest-finding"
    home = f"/consultations/{consultation}"
    assert f"{way}?finding={KEY}" in city.page(home, "water.unit_clerk").text
    assert way not in city.page(home, "roads.unit_clerk").text, "it is not about the roads office"
    sent = city.send(way, "water.unit_clerk", finding=KEY, grounds="管材到货晚")
    assert (sent.status_code, sent.headers["Location"].partition("?")[0]) == (303, home)
    assert found(city, "consultation_task_late")["status"] == "contested"
    ruling = f"/findings/{consultation}/do/overturn-finding"
    for page in (home, f"/cases/{case}"):
        assert f"{ruling}?finding={KEY}" in city.page(page).text
    form = city.page(ruling, finding=KEY).text
    assert "「管材到货晚」" in form, "who rules reads the grounds"
    assert "2025年12月31日（周三）24:00" in form, "and until when it was to be done"
    assert city.send(ruling, "efficiency_office", finding=KEY, reason="已核实").status_code == 303
    assert found(city, "consultation_task_late")["status"] == "overturned"
    assert "do/uphold-finding" not in city.page(home).text


def test_a_late_report_is_contested_too(city):
    body = {"authority": "here", "rule": "knowledge_wording", "unit": "roads"}
    owed = city.post("/api/obligations", body).json()["id"]
    city.advance("2025-11-20T09:00:00+08:00")
    line = found(city, "knowledge_late")
    assert line["subject"] == owed
    body = {"finding": line["finding"], "grounds": "g"}
    assert city.post(f"/api/findings/{owed}/contest-finding", body, "water.unit_clerk").status_code == 403
    assert "do/contest-finding" in city.page(f"/obligations/{owed}", "roads.unit_clerk").text
    city.dispute(owed, "contest", "roads.unit_clerk", **body)
    city.dispute(owed, "uphold", finding=line["finding"], reason="r")
    assert found(city, "knowledge_late")["status"] == "upheld"
    again = city.post(f"/api/findings/{owed}/contest-finding", body, "roads.unit_clerk")
    assert (again.status_code, again.json()["code"]) == (409, "finding.contested_already")
    assert again.json()["remedy"]


def test_a_case_that_went_on_leaves_its_finding_with_the_unit_it_is_about(city):
    case = city.dispatched("roads")
    city.advance("2025-11-20T09:00:00+08:00")
    body = {"finding": "signed_late:1", "grounds": "g"}
    assert city.post(f"/api/findings/{case}/contest-finding", body, "water.unit_clerk").status_code == 403
    assert city.post(f"/api/findings/{case}/contest-finding", body, "roads.unit_clerk").is_success


def test_where_nothing_is_established_there_is_nothing_to_contest(city):
    case = city.dispatched("roads")
    assert city.page(f"/findings/{case}/do/contest-finding", "roads.unit_clerk").status_code == 404
    body = {"finding": "signed_late:1", "grounds": "g"}
    assert city.post(f"/api/findings/{case}/contest-finding", body, "roads.unit_clerk").json()["code"] == (
        "finding.unknown"
    )


def test_the_list_of_findings_says_what_may_be_done_about_each_and_leaves_the_files_out_once_it_is_narrowed(city):
    case = city.dispatched("roads")
    city.advance("2025-11-20T09:00:00+08:00")
    way = f"/findings/{case}/do/contest-finding?finding=signed_late:1"
    assert way in city.page("/findings", "roads.unit_clerk").text
    assert way not in city.page("/findings").text, "an office contests nothing"
    assert 'href="/accountability/' in city.page("/findings").text
    assert 'href="/accountability/' not in city.page("/findings", status="recorded").text
