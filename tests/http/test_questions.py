"""Questions over HTTP: now, as of then, at an instant; filtered and counted."""

from __future__ import annotations

import json

from adapters.http.api import case as case_page
from adapters.http.lights import LIGHTS


def test_a_case_says_until_when_and_why(city):
    case = city.dispatched()
    lines = city.get(f"/api/cases/{case}/deadlines").json()["items"]
    handle = next(line for line in lines if line["name"] == "handle")
    assert handle["due_at"] == "2025-11-13T00:00:00+08:00"
    assert handle["remaining"]["zh"] == "剩7个工作日，至11月12日周三24:00"
    assert handle["remaining"]["en"] == "7 working days left, until Wed 12 Nov 24:00"
    assert handle["clause"] == "suzhou.norm.handle-complaint"
    weekend = next(day for day in handle["derivation"] if day["day"] == "2025-11-08")
    assert weekend["why"] == "weekend"


def test_as_of_an_earlier_position_nothing_later_is_known(city):
    case = city.register()
    then = int(city.get(f"/api/cases/{case}").headers["X-Position"])
    city.do(case, "accept", "intake_clerk")
    city.do(case, "dispatch", "intake_clerk", unit="roads")
    known = city.get(f"/api/cases/{case}", as_of=then).json()
    assert known["status"] == "registered"
    assert known["unit"] is None
    assert known["as_of"] == then
    later = city.get(f"/api/cases/{case}/history", as_of=then).json()["items"]
    assert all(line["position"] <= then for line in later)
    assert city.get(f"/api/cases/{case}").json()["status"] == "dispatched"


def test_as_of_a_time_is_as_of_the_last_fact_recorded_by_then(city):
    case = city.register()
    city.advance("2025-11-03T12:00:00+08:00")
    city.do(case, "accept", "intake_clerk")
    assert city.get(f"/api/cases/{case}", as_of="2025-11-03T11:00:00+08:00").json()["status"] == "registered"
    assert city.get(f"/api/cases/{case}", as_of="2025-11-03T12:00:00+08:00").json()["status"] == "accepted"


def test_nobody_is_told_what_is_not_known_yet(city):
    head = int(city.get("/api/cases").headers["X-Position"])
    assert city.get("/api/cases", as_of=head + 1).status_code == 409
    ahead = city.get("/api/cases", as_of="2030-01-01T00:00:00+08:00").json()
    assert ahead["code"] == "as_of.not_yet_known"
    assert ahead["remedy"] == "ask as of 2025-11-03T09:00:00+08:00 or earlier"
    assert city.get("/api/cases", as_of="2025-11-03T11:00:00").status_code == 422


def test_what_is_no_time_is_said_with_how_to_write_one(city):
    refused = city.get("/api/cases", as_of="yesterday").json()
    assert refused["errors"] == [
        {"field": "as_of", "says": "Value error, it is no time; write 2026-03-02T15:00:00+08:00"}
    ]


def test_the_same_deadline_is_late_at_a_later_instant(city):
    case = city.dispatched()
    assert city.get(f"/api/cases/{case}").json()["light"] == "ok"
    late = city.get(f"/api/cases/{case}", at="2025-12-01T09:00:00+08:00").json()
    assert late["light"] == "late"
    assert city.get("/api/cases", light="late", at="2025-12-01T09:00:00+08:00").json()["total"] == 1
    assert city.get("/api/cases", light="late").json()["total"] == 0


def test_lists_are_filtered_and_say_how_many_there_would_be(city):
    city.dispatched("roads")
    city.dispatched("water")
    city.register(kind="consultation")
    found = city.get("/api/cases", status="dispatched", unit="water").json()
    assert found["total"] == 1
    assert {count["value"]: count["count"] for count in found["by_status"]} == {"dispatched": 1}
    every = city.get("/api/cases", status="dispatched").json()
    assert {count["value"]: count["count"] for count in every["by_status"]} == {"dispatched": 2, "registered": 1}
    assert [count["value"] for count in every["by_light"]] == list(LIGHTS)
    both = city.get("/api/cases", unit=["roads", "water"]).json()
    assert both["total"] == 2
    assert city.get("/api/cases", limit=1, sort="registered_at").json()["total"] == 3


def test_the_lights_counted_in_the_database_are_those_of_the_projection(city):
    for unit in ("roads", "water"):
        city.do(city.dispatched(unit), "sign", f"{unit}.unit_clerk")
    for at in ("2025-11-03T09:00:00+08:00", "2025-11-12T09:00:00+08:00", "2025-11-13T00:00:00+08:00"):
        page = city.get("/api/deadlines", at=at, limit=100).json()
        shown = [line["light"] for line in page["items"]]
        assert {count["value"]: count["count"] for count in page["by_light"]} == {
            light: shown.count(light) for light in LIGHTS
        }
        for light in set(shown):
            assert city.get("/api/deadlines", at=at, light=light).json()["total"] == shown.count(light)


def test_history_is_said_in_both_languages(city):
    case = city.dispatched()
    chinese = city.get(f"/api/cases/{case}/history").json()["items"]
    english = city.get(f"/api/cases/{case}/history", language="en").json()["items"]
    assert [line["position"] for line in chinese] == [line["position"] for line in english]
    assert any("派" in line["says"] for line in chinese)
    assert all(line["says"].isascii() for line in english if "roads" not in line["says"])


def test_custody_is_a_chain_without_a_gap(city):
    case = city.dispatched()
    hands = city.get(f"/api/cases/{case}/custody").json()["items"]
    assert [hand["holder"] for hand in hands] == ["office", "roads"]
    assert hands[0]["until"] == hands[1]["since"]
    assert hands[-1]["until"] is None


def test_audit_replay_gives_every_fact_as_it_is_stored(city):
    case = city.dispatched()
    version = city.get(f"/api/cases/{case}").json()["version"]
    facts = city.get(f"/api/cases/{case}/facts", "discipline_reviewer").json()["items"]
    assert [fact["version"] for fact in facts if fact["stream"] == case] == list(range(1, version + 1))
    log = city.get("/api/facts", "discipline_reviewer", limit=1000).json()
    assert [fact["position"] for fact in log["items"]] == list(range(1, len(log["items"]) + 1))
    assert log["next_after"] == log["items"][-1]["position"]
    by_position = {fact["position"]: fact for fact in log["items"]}
    assert all(by_position[fact["position"]] == fact for fact in facts)


def test_facts_hold_no_words_of_the_complainant(city):
    case = city.dispatched()
    said = json.dumps(city.get(f"/api/cases/{case}/facts").json(), ensure_ascii=False)
    for words in ("Invented Person", "0000-0000", "A pipe leaks", "Water in the road"):
        assert words not in said


def test_what_is_known_already_is_not_sent_again(city):
    case = city.register()
    tag = city.get(f"/api/cases/{case}").headers["ETag"]
    headers = city._as("efficiency_office") | {"If-None-Match": tag}
    assert city.client.get(f"/api/cases/{case}", headers=headers).status_code == 304
    city.do(case, "accept", "intake_clerk")
    assert city.client.get(f"/api/cases/{case}", headers=headers).status_code == 200


def test_an_answer_is_new_where_only_time_has_passed(city):
    case = city.dispatched()
    seen = city.get(f"/api/cases/{case}")
    assert seen.json()["light"] == "ok"
    headers = city._as("efficiency_office") | {"If-None-Match": seen.headers["ETag"]}
    later = city.client.get(f"/api/cases/{case}", headers=headers, params={"at": "2025-11-14T09:00:00+08:00"})
    assert later.status_code == 200
    assert later.json()["version"] == seen.json()["version"]
    assert later.json()["light"] != "ok"


def test_an_answer_about_now_has_its_tag_also_when_a_fact_came_in_while_it_was_read(city, monkeypatch):
    case = city.register()
    city.get(f"/api/cases/{case}")  # the first look is a fact; the same again is none
    quiet, read = city.get(f"/api/cases/{case}"), case_page.case_row
    came_in = iter(["one"])

    def interrupted(asked):
        if next(came_in, None):
            city.register()
        return read(asked)

    monkeypatch.setattr(case_page, "case_row", interrupted)
    answer = city.get(f"/api/cases/{case}")
    assert answer.json()["as_of"] == quiet.json()["as_of"]
    assert answer.headers["ETag"] == quiet.headers["ETag"]


def test_a_past_moment_has_no_tag(city):
    case = city.register()
    known = city.get(f"/api/cases/{case}").json()["as_of"]
    assert "ETag" not in city.get(f"/api/cases/{case}", as_of=known).headers


def test_a_misspelt_filter_never_widens_an_answer(city):
    refused = city.get("/api/cases", statsu="closed")
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "statsu"


def test_health_says_how_far_behind_the_views_are(city):
    city.follows = False
    city.register()
    known = city.get("/health", None).json()
    assert known["lag"] > 0
    assert known["simulation"] is True
    city.application.settle()
    assert city.get("/health", None).json()["lag"] == 0


def test_units_and_authorities_are_known_as_of_then(city):
    assert [line["unit"] for line in city.get("/api/units").json()["items"]] == ["roads", "water"]
    here = city.get("/api/authorities").json()["items"][0]
    assert here["editions"][0]["edition"] == "suzhou-2021"
    assert city.get("/api/units", as_of=1).json()["items"] == []
    assert city.get("/api/units/nowhere").status_code == 404
