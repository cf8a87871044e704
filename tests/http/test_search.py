"""Search: cases by their words, for those who may read them, as known at any moment."""

from __future__ import annotations

import pytest

from adapters.http.api import search as api_search

LAMP = {
    "title": "路灯不亮",
    "content": "小区北门路灯坏了三天，晚上看不见路。",
    "name": "Invented Lamp",
    "contact": "0000-7001",
}


@pytest.fixture
def lamp(city):
    return city.dispatched("roads", **LAMP)


def found(answer):
    assert answer.status_code == 200, answer.text
    return {item["case"] for item in answer.json()["items"]}


def test_a_case_is_found_by_two_characters_with_what_stands_around_them(city, lamp):
    city.dispatched("water")
    answer = city.get("/api/search", q="路灯")
    assert found(answer) == {lamp}
    (item,) = answer.json()["items"]
    assert {hit["field"] for hit in item["hits"]} == {"title", "content"}
    assert any("北门路灯坏了" in hit["excerpt"] for hit in item["hits"])


def test_a_case_is_found_by_its_number(city, lamp):
    number = city.get(f"/api/cases/{lamp}").json()["number"]
    assert found(city.get("/api/search", q=number)) == {lamp}


def test_a_unit_finds_its_own_cases_only(city, lamp):
    assert found(city.get("/api/search", "roads.unit_clerk", q="路灯")) == {lamp}
    assert found(city.get("/api/search", "water.unit_clerk", q="路灯")) == set()


def test_who_complained_is_found_by_those_who_may_know_and_by_nobody_else(city, lamp):
    assert found(city.get("/api/search", "intake_clerk", q="0000-7001")) == {lamp}
    assert found(city.get("/api/search", "roads.unit_clerk", q="0000-7001")) == set()
    assert city.get("/api/search", "discipline_reviewer", q="路灯").status_code == 403


def test_what_was_written_later_is_not_found_earlier(city, lamp):
    city.do(lamp, "sign", "roads.unit_clerk")
    before = city.get(f"/api/cases/{lamp}").json()["as_of"]
    city.do(lamp, "handle", "roads.unit_clerk", action="visited", note="灯泡已经更换")
    assert found(city.get("/api/search", q="灯泡")) == {lamp}
    assert found(city.get("/api/search", q="灯泡", as_of=before)) == set()


def test_one_character_is_refused_with_what_to_do(city):
    answer = city.get("/api/search", q="灯")
    assert answer.status_code == 422
    assert answer.json()["code"] == "search.word_too_short"


def test_the_page_marks_what_was_found_and_escapes_the_rest(city):
    city.register(title="<b>路灯</b>", content="A lamp & a <post>")
    shown = city.page("/search", q="路灯").text
    assert "&lt;b&gt;<mark>路灯</mark>&lt;/b&gt;" in shown
    assert "<post>" not in shown
    assert "至少两个字" in city.page("/search", q="灯").text
    assert "没有找到" in city.page("/search", q="电梯").text


def test_what_no_keyboard_sends_is_refused_with_the_field_it_stands_in(city):
    refused = city.get("/api/search", q="\0lamp")
    assert refused.status_code == 422
    assert [error["field"] for error in refused.json()["errors"]] == ["q"]


def test_texts_left_out_are_said_to_be_even_where_they_are_all_of_one_case(city, lamp, monkeypatch):
    assert city.get("/api/search", q="路灯").json()["is_cut"] is False
    monkeypatch.setattr(api_search, "LINES", 1)
    answer = city.get("/api/search", q="路灯")
    assert found(answer) == {lamp}
    assert answer.json()["is_cut"] is True


def test_only_who_was_shown_to_have_complained_is_on_record_as_disclosed(city, lamp, monkeypatch):
    city.advance("2025-11-03T10:00:00+08:00")
    later = city.dispatched("water", **LAMP)
    monkeypatch.setattr(api_search, "SHOWN", 1)
    answer = city.get("/api/search", "intake_clerk", q="0000-7001")
    assert (found(answer), answer.json()["is_cut"]) == ({later}, True)
    assert city.get(f"/api/cases/{later}/disclosures", "discipline_reviewer").json()["items"]
    assert city.get(f"/api/cases/{lamp}/disclosures", "discipline_reviewer").json()["items"] == []
