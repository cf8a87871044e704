"""问责 over HTTP and on its pages."""

from __future__ import annotations

import pytest


@pytest.fixture
def file(city):
    """A file that a person's finding opened."""
    case = city.dispatched("roads", title="路灯不亮")
    said = {"kind": "false_reply", "note": "照片不是现场", "evidence": ["照片"]}
    city.do(case, "record-finding", "supervisor", **said)
    (line,) = city.get("/api/accountability").json()["items"]
    return line["file"]


def step(city, file, verb, who="efficiency_office", **body):
    answer = city.post(f"/api/accountability/{file}/{verb}", body, who)
    assert answer.status_code == 200, answer.text


def test_a_file_goes_from_its_finding_to_a_measure(city, file):
    step(city, file, "take-up-file")
    step(city, file, "find-fault", grade="ordinary", report="属实")
    step(city, file, "weigh-tolerance", applies=False, reason="不属创新")
    step(city, file, "take-measure", measures=["warning"], reason="属实")
    step(city, file, "refer-file", body="discipline_commission", reason="另有线索")
    asked = city.get(f"/api/accountability/{file}")
    known = asked.json()
    assert (known["status"], known["grade"], known["measures"]) == ("measured", "ordinary", ["warning"])
    assert known["referred_to"] == ["discipline_commission"]
    assert known["is_by_rule"]
    assert asked.headers["ETag"]


def test_who_established_the_finding_is_told_to_stay_out(city, file):
    refused = city.post(f"/api/accountability/{file}/take-up-file", {}, "supervisor")
    assert refused.status_code == 409
    assert refused.json()["code"] in {"accountability.unknown", "accountability.conflict_of_interest"}


def test_the_page_of_a_file_offers_what_follows_and_its_form_does_it(city, file):
    page = city.page(f"/accountability/{file}").text
    assert f"/accountability/{file}/do/take-up-file" in page
    assert "take-measure" not in page
    assert city.send(f"/accountability/{file}/do/take-up-file", "efficiency_office").status_code == 303
    assert f"/accountability/{file}/do/find-fault" in city.page(f"/accountability/{file}").text


def test_the_list_counts_where_files_stand_and_a_unit_sees_its_own(city, file):
    assert city.get("/api/accountability").json()["by_status"] == [{"value": "triggered", "count": 1}]
    assert file in city.page("/accountability", "roads.unit_clerk").text
    assert file not in city.page("/accountability", "water.unit_clerk").text


def test_a_reviewer_reads_and_changes_nothing(city, file):
    page = city.page(f"/accountability/{file}", "discipline_reviewer").text
    assert "/do/" not in page
    assert city.post(f"/api/accountability/{file}/take-up-file", {}, "discipline_reviewer").status_code == 403


def test_a_person_opens_a_file_only_where_a_finding_calls_for_it_and_once(city):
    case = city.dispatched("roads")
    said = {"kind": "shirked", "note": "推诿", "evidence": ["记录"]}
    city.do(case, "record-finding", "supervisor", **said)
    assert city.get("/api/accountability").json()["total"] == 0
    city.do(case, "trigger-accountability", finding="shirked:1")
    assert city.get("/api/accountability").json()["total"] == 1
    again = city.post(f"/api/complaints/{case}/trigger-accountability", {"finding": "shirked:1"})
    assert again.json()["code"] == "accountability.not_at_this_point"
    nothing = city.post(f"/api/complaints/{case}/trigger-accountability", {"finding": "none:1"})
    assert nothing.json()["code"] == "finding.unknown"


def test_there_is_no_file_of_that_id(city):
    assert city.get("/api/accountability/00000000-0000-4000-8000-000000000000").status_code == 404
