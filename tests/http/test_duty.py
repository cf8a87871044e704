"""值班 over HTTP and on its pages: the roster, the desk of today, its checks and its log."""

from __future__ import annotations

from uuid import UUID

import pytest

from domain.aggregates.shift import Shift

PARTS = ("codes_seen", "windows_at_fault", "put_right", "taken_in", "handed_on_to", "handed_on_at", "remarks")


@pytest.fixture
def desk(city):
    """A place with a service desk beside the other, and its seats; it is Monday."""
    for role in ("duty_officer", "duty_leader"):
        city.tokens[role] = city.identities.add(role, role, None)
    authority = {"authority": "there", "name": "彼地", "name_en": "There"}
    assert city.post("/api/authorities", authority, "administrator").status_code == 201
    edition = {"edition": "anqing-2025", "effective_from": "2025-09-22"}
    assert city.post("/api/authorities/there/adopt-edition", edition, "administrator").status_code == 200
    return city


def rostered(desk, day="2025-11-03"):
    body = {"authority": "there", "day": day, "leader": "duty_leader", "officers": ["duty_officer"]}
    answer = desk.post("/api/shifts", body)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def did(desk, id, verb, who, **body):
    answer = desk.post(f"/api/shifts/{id}/{verb}", body, who)
    assert answer.status_code == 200, answer.text


def test_a_day_is_rostered_once_and_its_checks_run(desk):
    id = rostered(desk)
    (line,) = desk.get("/api/shifts").json()["items"]
    assert (line["shift"], line["day"], line["state"]) == (id, "2025-11-03", "rostered")
    assert [clock["name"] for clock in line["deadlines"]] == ["duty.morning", "duty.afternoon"]
    body = {"authority": "there", "day": "2025-11-03", "leader": "duty_leader", "officers": ["duty_officer"]}
    assert desk.post("/api/shifts", body).json()["code"] == "shift.already_rostered"


def test_a_day_at_the_desk_from_its_opening_to_its_log(desk):
    id = rostered(desk)
    head = int(desk.get("/api/shifts").headers["X-Position"])
    did(desk, id, "open-shift", "duty_officer")
    did(desk, id, "check-shift", "duty_leader", way="seen", note="在岗")
    did(desk, id, "log-entry", "duty_officer", sort="codes_looked_at", entry="四号窗口破损", in_order=False)
    did(desk, id, "inspect-shift", "supervisor", present=True)
    did(desk, id, "close-shift", "duty_officer", parts=dict.fromkeys(PARTS, "无"))
    answer = desk.get(f"/api/shifts/{id}").json()
    assert (answer["it"]["state"], answer["it"]["checked"]) == ("closed", ["morning"])
    assert [entry["text"] for entry in answer["entries"]] == ["四号窗口破损"]
    assert desk.get(f"/api/shifts/{id}", as_of=head).json()["it"]["state"] == "rostered"
    page = desk.page(f"/duty/{id}").text
    assert "四号窗口破损" in page
    assert "到岗" in page.partition("经过")[2]
    assert answer["version"] == desk.application.store.get(Shift, UUID(id)).version
    assert "二维码张贴情况" in page


def test_a_missed_check_is_found_at_its_time_and_leads_to_the_day(desk):
    id = rostered(desk)
    desk.advance("2025-11-04T09:00:00+08:00")
    (line,) = desk.get("/api/shifts").json()["items"]
    assert [clock["state"] for clock in line["deadlines"]] == ["missed", "missed"]
    assert desk.get("/api/findings", kind="check_missed").json()["total"] == 2
    assert f"/duty/{id}" in desk.page("/findings", kind="check_missed").text
    assert f"/duty/{id}" in desk.page("/deadlines", name="duty.morning").text


def test_filters_narrow_the_days(desk):
    rostered(desk, "2025-11-03")
    later = rostered(desk, "2025-11-05")
    assert [each["shift"] for each in desk.get("/api/shifts", day_from="2025-11-04").json()["items"]] == [later]
    assert desk.get("/api/shifts", day_until="2025-11-02").json()["total"] == 0
    assert desk.get("/api/shifts", state="closed").json()["total"] == 0


def test_the_page_shows_today_and_each_seat_its_own_buttons(desk):
    id = rostered(desk)
    rostered(desk, "2025-11-05")
    office, officer, leader = (
        desk.page("/duty", who).text for who in ("efficiency_office", "duty_officer", "duty_leader")
    )
    assert "/duty/new" in office
    assert "2025-11-05" in office
    assert f"/duty/{id}/do/open-shift" in officer
    assert f"/duty/{id}/do/check-shift" not in officer
    assert f"/duty/{id}/do/check-shift" in leader
    assert "/duty/new" not in leader


def test_the_forms_of_a_day_lead_back_to_it(desk):
    id = rostered(desk)
    opened = desk.send(f"/duty/{id}/do/open-shift", "duty_officer")
    assert opened.headers["Location"].startswith(f"/duty/{id}?after=")
    checked = desk.send(f"/duty/{id}/do/check-shift", "duty_leader", way="by_phone")
    assert checked.status_code == 303
    half = desk.send(f"/duty/{id}/do/close-shift", "duty_officer", **{"parts.codes_seen": "完好"})
    assert half.status_code == 422
    assert "完好" in half.text
    done = desk.send(f"/duty/{id}/do/close-shift", "duty_officer", **{f"parts.{part}": "无" for part in PARTS})
    assert done.status_code == 303


def test_no_shift_of_that_id(desk):
    nobody = "00000000-0000-4000-8000-000000000000"
    assert desk.get(f"/api/shifts/{nobody}").status_code == 404
    assert desk.page(f"/duty/{nobody}").status_code == 404


def test_every_desk_of_today_stands_on_the_page_where_two_places_have_one(desk):
    authority = {"authority": "yonder", "name": "远地", "name_en": "Yonder"}
    assert desk.post("/api/authorities", authority, "administrator").status_code == 201
    edition = {"edition": "anqing-2025", "effective_from": "2025-09-22"}
    assert desk.post("/api/authorities/yonder/adopt-edition", edition, "administrator").status_code == 200
    first = rostered(desk)
    body = {"authority": "yonder", "day": "2025-11-03", "leader": "duty_leader", "officers": ["duty_officer"]}
    second = desk.post("/api/shifts", body).json()["id"]
    page = desk.page("/duty", "duty_officer").text
    for id in (first, second):
        assert f'href="/duty/{id}"' in page
        assert f"/duty/{id}/do/open-shift" in page
    assert "远地" in page
