"""报送 over HTTP and on its pages: what a period brings, what is asked for, what each seat may file."""

from __future__ import annotations

from uuid import UUID

import pytest

from domain.regulations.parts import Words

HELD = {"items": ["trends", "areas", "hard_matters"]}


@pytest.fixture
def owing(city):
    """The place has begun its periodic duties, and a week has turned."""
    begun = city.post("/api/authorities/here/begin-obligations", {"since": "2025-11-04"}, "efficiency_office")
    assert begun.status_code == 200, begun.text
    city.advance("2025-11-10T09:00:00+08:00")
    return city


def weekly(city, **query):
    (line,) = city.get("/api/obligations", rule="weekly_report", **query).json()["items"]
    return line


def asked(city, unit="roads", **more):
    body = {"authority": "here", "rule": "knowledge_wording", "unit": unit, **more}
    answer = city.post("/api/obligations", body)
    assert answer.status_code == 201, answer.text
    assert answer.headers["Location"] == f"/api/obligations/{answer.json()['id']}"
    return answer.json()["id"]


def test_a_period_that_turned_is_owed_with_its_deadline_and_its_clause(owing):
    line = weekly(owing)
    assert (line["period"], line["state"], line["unit"]) == ("2025-W45", "open", None)
    assert line["deadline"]["due_at"] == "2025-11-11T12:00:00+08:00"
    assert line["clause"] == "suzhou.report.weekly-due"


def test_what_is_late_is_missed_once_and_filing_it_later_does_not_undo_that(owing):
    owing.advance("2025-11-12T09:00:00+08:00")
    id = weekly(owing)["obligation"]
    assert owing.post(f"/api/obligations/{id}/file-report", {"report": "Heating.", **HELD}).is_success
    line = weekly(owing)
    assert (line["state"], line["deadline"]["state"]) == ("fulfilled", "met_late")
    missed = owing.get("/api/deadlines", name="report.weekly", state="met_late").json()
    assert missed["total"] == 1


def test_as_of_an_earlier_position_it_was_not_owed_yet_or_not_filed_yet(owing):
    line = weekly(owing)
    head = int(owing.get("/api/obligations").headers["X-Position"])
    owing.post(f"/api/obligations/{line['obligation']}/file-report", {"report": "Heating.", **HELD})
    assert weekly(owing)["state"] == "fulfilled"
    assert weekly(owing, as_of=head)["state"] == "open"
    assert owing.get("/api/obligations", as_of=1).json()["total"] == 0


def test_a_part_left_out_is_refused_with_its_clause(owing):
    id = weekly(owing)["obligation"]
    refused = owing.post(f"/api/obligations/{id}/file-report", {"report": "Heating.", "items": ["trends"]})
    assert refused.status_code == 422
    assert refused.json()["code"] == "parts.missing"
    assert refused.json()["clause"] == "suzhou.report.weekly-content"


def test_a_unit_sees_and_files_what_it_owes_and_nothing_else(owing):
    mine, theirs = asked(owing, "roads"), asked(owing, "water")
    listed = owing.get("/api/obligations", "roads.unit_clerk").json()["items"]
    assert [line["obligation"] for line in listed] == [mine]
    assert owing.get(f"/api/obligations/{theirs}", "roads.unit_clerk").status_code == 403
    said = {"report": "How it is spoken of."}
    assert owing.post(f"/api/obligations/{theirs}/file-report", said, "roads.unit_clerk").status_code == 403
    assert owing.post(f"/api/obligations/{mine}/file-report", said, "roads.unit_clerk").is_success
    assert owing.get(f"/api/obligations/{mine}", "roads.unit_clerk").json()["report"] == "How it is spoken of."


def test_who_may_not_read_texts_sees_that_it_was_filed_and_not_what(owing):
    id = asked(owing, request="The new rules.")
    assert owing.get(f"/api/obligations/{id}").json()["request"] == "The new rules."
    assert owing.get(f"/api/obligations/{id}", "discipline_reviewer").json()["request"] is None


def test_nothing_of_that_id_is_owed(owing):
    nobody = "00000000-0000-4000-8000-000000000000"
    assert owing.get(f"/api/obligations/{nobody}").status_code == 404
    assert owing.page(f"/obligations/{nobody}").status_code == 404


def test_filters_narrow_and_lights_are_counted(owing):
    owing.advance("2025-11-11T13:00:00+08:00")
    late = owing.get("/api/obligations", light="late", rule="weekly_report").json()
    assert [line["period"] for line in late["items"]] == ["2025-W45"]
    assert owing.get("/api/obligations", light="ok", rule="weekly_report").json()["total"] == 0
    assert owing.get("/api/obligations", period="2025-W46").json()["total"] == 0
    states = {count["value"]: count["count"] for count in late["by_state"]}
    assert states["open"] == owing.get("/api/obligations").json()["total"]


def test_the_page_lists_what_is_owed_and_each_seat_has_its_own_buttons(owing):
    id = asked(owing)
    page = owing.page("/obligations").text
    assert "周报" in page
    assert "2025-W45" in page
    assert "/obligations/new" in page
    assert f"/obligations/{id}/do/file-report" not in page
    theirs = owing.page("/obligations", "roads.unit_clerk").text
    assert f"/obligations/{id}/do/file-report" in theirs
    assert "2025-W45" not in theirs
    assert "/obligations/new" not in theirs


def test_the_form_lists_the_parts_and_leads_back_to_what_was_filed(owing):
    line = weekly(owing)
    path = f"/obligations/{line['obligation']}"
    form = owing.page(f"{path}/do/file-report").text
    assert all(f'value="{part}"' in form for part in HELD["items"])
    again = owing.send(f"{path}/do/file-report", "efficiency_office", report="供暖", items=["trends"])
    assert again.status_code == 422
    assert "供暖" in again.text
    sent = owing.send(f"{path}/do/file-report", "efficiency_office", report="供暖", **HELD)
    assert sent.headers["Location"].startswith(f"{path}?after=")
    shown = owing.page(path).text
    assert "供暖" in shown
    assert "已报送" in shown
    assert "file-report" not in shown


def test_asking_for_a_report_from_its_page_leads_to_it(owing):
    sent = owing.send(
        "/obligations/new", "efficiency_office", rule="special_report", until="2025-11-20", request="大桥"
    )
    assert sent.status_code == 303, sent.text
    shown = owing.page(sent.headers["Location"].partition("?")[0]).text
    assert "专报" in shown
    assert "大桥" in shown


def test_a_unit_has_no_form_for_what_another_owes(owing):
    id = asked(owing, "water")
    assert owing.page(f"/obligations/{id}/do/file-report", "roads.unit_clerk").status_code == 403


def test_the_worklist_says_what_this_seat_must_file(owing):
    id = asked(owing)
    assert f"/obligations/{id}" in owing.page("/worklist", "roads.unit_clerk").text
    assert "待报送" not in owing.page("/worklist", "water.unit_clerk").text


def test_whoever_owes_it_is_told_and_the_notice_leads_there(owing):
    id = asked(owing)
    (told,) = owing.get("/api/notices", template="report_requested").json()["items"]
    assert told["unit"] == "roads"
    assert f"/obligations/{id}" in owing.page("/notices", "roads.unit_clerk").text
    assert owing.get("/api/notices", template="report_owed").json()["total"] > 0


def test_a_missed_report_is_found_on_the_lists_of_deadlines_and_findings(owing):
    id = asked(owing)
    owing.advance("2025-11-20T09:00:00+08:00")
    assert f"/obligations/{id}" in owing.page("/deadlines", name="kb.wording").text
    assert f"/obligations/{id}" in owing.page("/findings", kind="knowledge_late").text


def test_pages_speak_english_too(owing):
    page = owing.page("/obligations", lang="en").text
    assert "To be filed" in page


def test_of_what_was_filed_the_latest_comes_first_however_long_the_list(owing):
    first = asked(owing, "roads")
    owing.advance("2025-11-12T09:00:00+08:00")
    second = asked(owing, "roads")
    said = {"report": "How it is spoken of."}
    for id, day in ((first, 13), (second, 14)):
        owing.advance(f"2025-11-{day}T09:00:00+08:00")
        assert owing.post(f"/api/obligations/{id}/file-report", said, "roads.unit_clerk").is_success
    (newest,) = owing.get("/api/obligations", state="fulfilled", limit=1).json()["items"]
    assert newest["obligation"] == second


def test_what_a_report_must_hold_is_said_by_the_text_as_it_stood_when_it_began(owing, monkeypatch):
    line, editions = weekly(owing), owing.application.house.desk.editions
    hash = next(fact.basis.hash for _, fact in owing.application.store.stream(UUID(line["obligation"])) if fact.basis)
    then = editions.edition(line["edition"], hash)
    rule = then.obligations["weekly_report"]
    held = tuple(part.model_copy(update={"words": Words(zh="当时要写的", en="what it held")}) for part in rule.holds)
    rules = {**then.obligations, "weekly_report": rule.model_copy(update={"holds": held})}
    monkeypatch.setitem(editions._exact, hash, then.model_copy(update={"obligations": rules}))
    assert "当时要写的" in owing.page(f"/obligations/{line['obligation']}").text
