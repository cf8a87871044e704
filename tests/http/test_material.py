"""Material of a case: uploaded, named by a command, handed out to who may read it, erased in its time."""

from __future__ import annotations

import re

import pytest

PNG = b"\x89PNG\r\n\x1a\n" + b"invented picture" * 9
MP3 = b"ID3" + b"invented recording" * 9


def upload(city, case, content=PNG, who="roads.unit_clerk"):
    headers = {"Authorization": f"Bearer {city.tokens[who]}", "Content-Type": "application/octet-stream"}
    return city.client.post(f"/api/cases/{case}/files", content=content, headers=headers)


def added(city, case, content=PNG, who="roads.unit_clerk"):
    file = upload(city, case, content, who).json()["file"]
    city.do(case, "add-material", who, files=[file], note="From the site")
    return file


@pytest.fixture
def case(city):
    return city.dispatched("roads")


def test_a_file_is_handed_out_as_it_was_and_never_to_be_run(city, case):
    file = added(city, case)
    answer = city.get(f"/api/cases/{case}/files/{file}")
    assert answer.content == PNG
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    (line,) = city.get(f"/api/cases/{case}/files").json()["items"]
    assert (line["file"], line["size"], line["role"]) == (file, len(PNG), "unit_clerk")


def test_the_same_content_is_the_same_file(city, case):
    assert upload(city, case).json()["file"] == upload(city, case).json()["file"]
    assert added(city, case) == added(city, case)
    assert len(city.get(f"/api/cases/{case}/files").json()["items"]) == 1


def test_what_a_file_is_shows_in_its_first_bytes_and_not_in_what_the_sender_says(city, case):
    refused = upload(city, case, b"<script>alert(1)</script>")
    assert (refused.status_code, refused.json()["code"]) == (415, "file.type_not_allowed")
    too_large = upload(city, case, PNG + b"0" * 10 * 1024 * 1024)
    assert (too_large.status_code, too_large.json()["code"]) == (413, "file.too_large")


def test_another_units_case_takes_no_file_and_hands_none_out(city, case):
    file = added(city, case)
    assert upload(city, case, who="water.unit_clerk").status_code == 403
    assert city.get(f"/api/cases/{case}/files/{file}", "water.unit_clerk").status_code == 403
    other = city.dispatched("water")
    refused = city.post(f"/api/complaints/{other}/add-material", {"files": [file]}, "water.unit_clerk")
    assert (refused.status_code, refused.json()["code"]) == (404, "file.unknown")


def test_a_file_no_command_named_is_handed_out_to_nobody(city, case):
    file = upload(city, case).json()["file"]
    assert city.get(f"/api/cases/{case}/files/{file}").status_code == 404


def test_neither_a_file_nor_a_note_is_refused(city, case):
    refused = city.post(f"/api/complaints/{case}/add-material", {}, "roads.unit_clerk")
    assert refused.json()["code"] == "material.nothing_added"


def test_a_recording_is_kept_for_its_time_and_then_may_be_erased(city, case):
    file = added(city, case, MP3, "efficiency_office")
    erase = {"files": [file]}
    kept = city.post(f"/api/complaints/{case}/erase-material", erase)
    assert (kept.json()["code"], kept.json()["clause"]) == ("material.must_be_kept", "suzhou.norm.retention")
    city.do(case, "sign", "roads.unit_clerk")
    city.do(
        case,
        "submit-reply",
        "roads.unit_clerk",
        reply="Mended",
        outcome="done",
        approved_by="unit_deputy",
        items=["point_by_point", "cited_documents", "communication_record", "satisfaction", "handler_contact"],
    )
    city.do(case, "accept-reply")
    city.do(case, "tell-citizen", way="phone", call_record="Told")
    city.do(case, "close", outcome="done")
    assert "2026-11-04T00:00" in city.post(f"/api/complaints/{case}/erase-material", erase).json()["detail"]
    city.advance("2026-11-05T09:00:00+08:00")
    city.do(case, "erase-material", files=[file])
    assert city.get(f"/api/cases/{case}/files/{file}").status_code == 404
    (line,) = city.get(f"/api/cases/{case}/files").json()["items"]
    assert line["erased_at"]


def test_what_the_text_sets_no_time_for_is_kept(city, case):
    file = added(city, case)
    assert (
        city.post(f"/api/complaints/{case}/erase-material", {"files": [file]}).json()["code"] == "material.must_be_kept"
    )


def test_files_of_a_forgotten_applicant_are_gone(city, case):
    file = added(city, case, PNG, "intake_clerk")
    city.application.vault.erase(__import__("uuid").UUID(case))
    assert city.get(f"/api/cases/{case}/files/{file}").status_code == 404


def test_the_form_takes_files_and_keeps_them_where_something_else_is_refused(city, case):
    path, who = f"/cases/{case}/do/add-material", "roads.unit_clerk"
    shown = city.page(path, who).text
    assert 'enctype="multipart/form-data"' in shown
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', shown))
    cookie = {"Cookie": f"session={who}"}
    send = {"headers": cookie, "follow_redirects": False}
    wrong = city.client.post(path, data=hidden, files=[("files", ("a.html", b"<html>", "image/png"))], **send)
    assert wrong.status_code == 415
    stale = city.client.post(path, data=hidden | {"version": "1"}, files=[("files", ("a.png", PNG, "x/y"))], **send)
    assert stale.status_code == 409
    assert "已上传 1 个" in stale.text
    again = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', stale.text))
    assert city.client.post(path, data=again, **send).status_code == 303
    city.application.settle()
    assert "image/png" in city.page(f"/cases/{case}", who).text


def test_a_file_that_could_have_no_such_name_is_not_found(city, case):
    assert city.get(f"/api/cases/{case}/files/%00a").status_code == 404
