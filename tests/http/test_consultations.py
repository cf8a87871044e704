"""会商 over HTTP and on its pages: the board, one consultation, what each seat may do and see."""

from __future__ import annotations

import re

import pytest

from adapters.http.pages.views import consultations as board

PARTS = ("theme", "participants", "course", "agreed_matters", "division_of_duty", "time_limits")
THEME = "两个单位一条管"


@pytest.fixture(autouse=True)
def seats(city):
    """Leaders of the units, and a unit that takes no part."""
    for who in ("roads.unit_head", "water.unit_head", "parks.unit_clerk"):
        unit, _, role = who.partition(".")
        city.tokens[who] = city.identities.add(who, role, unit)


def proposed(city, title="路面积水"):
    """A case of the roads office, proposed for a consultation with the water office."""
    case = city.dispatched("roads", title=title)
    city.do(case, "sign", "roads.unit_clerk")
    said = {
        "trigger": "hard_problem",
        "theme": THEME,
        "problem": "管网分属两家",
        "lead": "roads",
        "assisting": ["water"],
    }
    city.do(case, "propose-consultation", "roads.unit_clerk", **said)
    return case, of(city, case)["consultation"]


def of(city, case):
    (line,) = [each for each in city.get("/api/consultations").json()["items"] if each["case"] == case]
    return line


def step(city, id, verb, who="efficiency_office", **body):
    answer = city.post(f"/api/consultations/{id}/{verb}", body, who)
    assert answer.status_code == 200, answer.text
    return answer.json()


def fixed(city):
    case, id = proposed(city)
    step(city, id, "fix-consultation", form="one_plus_x", lead="roads", assisting=["water"])
    return case, id


def with_a_task(city):
    case, id = fixed(city)
    today = city.application.clock.now().date().isoformat()
    step(city, id, "hold-consultation", "roads.unit_head", held_on=today, attended=["roads", "water"])
    step(city, id, "submit-minutes", "roads.unit_head", parts=dict.fromkeys(PARTS, "内容"), is_agreed=True)
    step(city, id, "set-task", "roads.unit_head", unit="water", task="敷设排水管", until="2025-12-31")
    return case, id


def state(city, id):
    return city.get(f"/api/consultations/{id}").json()["line"]["state"]


def test_a_topic_enters_the_pool_and_was_not_there_before(city):
    head = int(city.get("/api/consultations").headers["X-Position"])
    case, _ = proposed(city)
    line = of(city, case)
    assert (line["state"], line["trigger"], line["lead"], line["is_by_rule"]) == (
        "proposed",
        "hard_problem",
        "roads",
        False,
    )
    found = city.get("/api/consultations")
    assert found.json()["by_state"] == [{"value": "proposed", "count": 1}]
    assert city.get("/api/consultations", as_of=head).json()["total"] == 0


def test_it_is_followed_to_its_last_task(city):
    _, id = with_a_task(city)
    assert state(city, id) == "agreed"
    (task,) = city.get("/api/consultations/tasks").json()["items"]
    assert (task["unit"], task["until"], task["state"]) == ("water", "2025-12-31", "running")
    refused = city.post(f"/api/consultations/{id}/archive-consultation", {}, "efficiency_office")
    assert (refused.status_code, refused.json()["code"]) == (409, "consultation.not_followed_through")
    step(city, id, "finish-task", "water.unit_clerk", task_key="task:1", report="已通水")
    step(city, id, "archive-consultation")
    assert state(city, id) == "archived"
    assert city.get("/api/consultations/tasks").json()["items"] == []
    clocks = {each["deadline"]: each["state"] for each in city.get(f"/api/consultations/{id}").json()["deadlines"]}
    assert clocks == {"minutes:1": "met", "task:1": "met"}


def test_one_consultation_says_its_version_and_takes_it_back_with_if_match(city):
    _, id = proposed(city)
    etag = city.get(f"/api/consultations/{id}").headers["ETag"]
    body = {"form": "single_matter", "lead": "roads"}
    assert city.post(f"/api/consultations/{id}/fix-consultation", body, "efficiency_office", If_Match=etag).is_success
    stale = city.post(
        f"/api/consultations/{id}/decline-consultation", {"reason": "x"}, "efficiency_office", If_Match=etag
    )
    assert stale.status_code == 412


def test_who_assists_sees_the_consultation_and_its_words_but_not_the_case(city):
    case, id = proposed(city)
    assert city.get(f"/api/consultations/{id}", "water.unit_clerk").status_code == 403
    step(city, id, "fix-consultation", form="one_plus_x", lead="roads", assisting=["water"])
    assert city.get(f"/api/consultations/{id}", "water.unit_clerk").status_code == 200
    assert THEME in city.get(f"/api/consultations/{id}/texts", "water.unit_clerk").json()["items"].values()
    assert city.get(f"/api/cases/{case}", "water.unit_clerk").status_code == 403
    page = city.page(f"/consultations/{id}", "water.unit_clerk")
    assert page.status_code == 200
    assert THEME in page.text


def test_a_unit_that_takes_no_part_finds_nothing_of_it(city):
    _, id = fixed(city)
    assert city.get("/api/consultations", "parks.unit_clerk").json()["items"] == []
    assert city.get(f"/api/consultations/{id}", "parks.unit_clerk").status_code == 403
    assert city.page(f"/consultations/{id}", "parks.unit_clerk").status_code == 403
    assert THEME not in city.page("/consultations", "parks.unit_clerk").text
    assert (
        city.post(
            f"/api/consultations/{id}/finish-task", {"task_key": "task:1", "report": "x"}, "parks.unit_clerk"
        ).status_code
        == 403
    )


def test_the_board_shows_each_topic_in_its_column_and_each_seat_its_own_buttons(city):
    _, id = proposed(city)
    office, unit = (city.page("/consultations", who).text for who in ("efficiency_office", "roads.unit_clerk"))
    assert THEME in office
    assert f"/consultations/{id}/do/fix-consultation" in office
    assert THEME in unit
    assert f"/consultations/{id}/do/" not in unit
    step(city, id, "fix-consultation", form="one_plus_x", lead="roads", assisting=["water"])
    office, lead, assists = (
        city.page("/consultations", who).text for who in ("efficiency_office", "roads.unit_head", "water.unit_head")
    )
    hold = f"/consultations/{id}/do/hold-consultation"
    assert (hold in office, hold in lead, hold in assists) == (False, True, False)


def test_nothing_can_be_done_on_a_board_of_the_past(city):
    _, id = proposed(city)
    head = int(city.get("/api/consultations").headers["X-Position"])
    page = city.page("/consultations", "efficiency_office", as_of=head).text
    assert THEME in page
    assert f"/consultations/{id}/do/" not in page


def test_the_forms_offer_what_the_edition_and_the_topic_know(city):
    _, id = fixed(city)
    held = city.page(f"/consultations/{id}/do/hold-consultation", "roads.unit_head").text
    assert 'value="water"' in held
    today = city.application.clock.now().date().isoformat()
    sent = city.send(f"/consultations/{id}/do/hold-consultation", "roads.unit_head", held_on=today, attended=["roads"])
    assert sent.status_code == 303
    form = f"/consultations/{id}/do/submit-minutes"
    assert "职责分工" in city.page(form, "roads.unit_head").text
    again = city.send(form, "roads.unit_head", **{"parts.theme": "排水", "is_agreed": "yes"})
    assert again.status_code == 422
    assert 'value="排水"' in again.text
    typed = {f"parts.{name}": "内容" for name in PARTS}
    assert city.send(form, "roads.unit_head", **typed, is_agreed="yes").status_code == 303
    page = city.page(f"/consultations/{id}", "roads.unit_head").text
    assert "未到会" in page
    assert f"/consultations/{id}/do/set-task" in page


def test_a_topic_joins_another_from_its_form(city):
    first, _ = proposed(city)
    case = city.dispatched("roads", title="又一处积水")
    city.do(case, "propose-consultation", trigger="legacy", theme="老管网", problem="无图纸")
    id = of(city, case)["consultation"]
    form = f"/consultations/{id}/do/merge-consultation"
    assert f'value="{first}"' in city.page(form, "efficiency_office").text
    assert city.send(form, "efficiency_office", into=first, reason="同一条管").status_code == 303
    assert state(city, id) == "merged"
    assert len(city.get("/api/consultations", state="proposed").json()["items"][0]["joined"]) == 1


def test_the_worklist_of_a_unit_shows_its_tasks_with_their_days(city):
    _, id = with_a_task(city)
    page = city.page("/worklist", "water.unit_clerk").text
    assert "敷设排水管" in page
    assert f"/consultations/{id}/do/finish-task?task_key=task:1" in page
    assert "敷设排水管" not in city.page("/worklist", "parks.unit_clerk").text
    step(city, id, "finish-task", "water.unit_clerk", task_key="task:1", report="已通水")
    assert "敷设排水管" not in city.page("/worklist", "water.unit_clerk").text


def test_a_unit_is_told_of_its_task_and_the_notice_leads_to_the_consultation(city):
    case, id = with_a_task(city)
    page = city.page("/notices", "water.unit_clerk").text
    assert f'href="/consultations/{id}"' in page
    assert f"/cases/{case}" not in page
    notices = city.get("/api/notices", "water.unit_clerk", mine=True).json()["items"]
    assert {each["template"] for each in notices} == {"consultation_fixed", "consultation_task"}
    (told, *_) = notices
    form_token = {"form_token": re.search(r'name="form_token" value="([^"]+)"', page)[1]}
    path, signed = f"/notices/{told['notice']}/open", city._signed("water.unit_clerk")
    sent = city.client.post(path, data=form_token, headers=signed, follow_redirects=False)
    assert sent.headers["Location"].startswith(f"/consultations/{id}")


def test_the_history_of_the_case_says_each_step_in_both_languages(city):
    case, _ = with_a_task(city)
    said = city.get(f"/api/cases/{case}/history").json()["items"]
    topics = [fact["topic"] for fact in said if fact["topic"].startswith("consultation.")]
    assert topics == [f"consultation.{step}" for step in ("proposed", "fixed", "held", "minuted", "task_set")]
    assert "会商" in city.page(f"/cases/{case}", "efficiency_office").text
    english = city.page(f"/cases/{case}", "efficiency_office", lang="en").text
    assert "Minutes handed in; a way was agreed" in english


def test_there_is_no_consultation_of_that_id(city):
    nobody = "00000000-0000-4000-8000-000000000000"
    assert city.get(f"/api/consultations/{nobody}").status_code == 404
    assert city.page(f"/consultations/{nobody}").status_code == 404


def test_what_is_open_stands_on_the_board_however_much_is_newer_and_what_a_column_leaves_out_is_counted(
    city, monkeypatch
):
    earliest, _ = fixed(city)
    proposed(city)
    proposed(city)
    shown = city.page("/consultations", limit=1).text
    assert shown.count('class="topic"') == 3
    monkeypatch.setattr(board, "SHOWN", 1)
    cut = city.page("/consultations").text
    assert cut.count('class="topic"') == 2
    assert f'/consultations/{of(city, earliest)["consultation"]}"' in cut
    assert "还有 1 件较早的" in cut
