"""The new-case form: what is known about a case while it is being typed in."""

from __future__ import annotations

import re

TYPED = {
    "kind": "complaint",
    "channel": "hotline",
    "title": "北门路灯不亮",
    "content": "小区北门的路灯坏了，晚上出行不便。",
    "name": "Invented Lamp",
    "contact": "0000-7001",
}


def look(city, who="intake_clerk", **typed):
    return city.send("/new", who, **(TYPED | typed | {"look": "yes"})).text


def head(city):
    return city.get("/health", None).json()["position"]


def test_looking_records_nothing_and_keeps_what_was_typed(city):
    before = head(city)
    shown = look(city)
    assert head(city) == before
    assert 'value="北门路灯不亮"' in shown
    assert "小区北门的路灯坏了" in shown


def test_a_case_much_like_it_is_shown_with_where_it_stands(city):
    case = city.dispatched("roads", title="北门路灯不亮了", content="北门路灯坏了。", contact="0000-7002")
    city.dispatched("water")
    shown = look(city)
    assert f'href="/cases/{case}"' in shown
    assert len(re.findall(r'<a href="/cases/[^"]+" target="_blank"', shown)) == 1
    assert "待签收" in shown


def test_a_case_by_the_same_contact_is_shown_whatever_it_is_about(city):
    case = city.register(title="Noise at night", content="A workshop hums.", contact="0000-7001")
    shown = look(city)
    assert f'href="/cases/{case}"' in shown
    assert "同一联系方式" in shown


def test_the_clocks_that_would_begin_are_shown_with_their_clauses(city):
    shown = look(city)
    assert "11/12 周三 24:00" in shown
    assert "suzhou.norm.handle-complaint" in shown
    assert "suzhou.norm.handle-complaint" not in look(city, kind="")


def test_the_only_grounds_of_refusal_are_listed(city):
    assert "只有下列情形可以不予受理" in city.page("/new", "intake_clerk").text


def test_a_case_chosen_as_repeated_is_recorded_as_such(city):
    earlier = city.register(title="北门路灯不亮了", content="北门路灯坏了。")
    answer = city.send("/new", "intake_clerk", **TYPED, repeats=earlier)
    assert answer.status_code == 303
    case = re.search(r"/cases/([0-9a-f-]+)", answer.headers["Location"])[1]
    (registered,) = [
        fact for fact in city.get(f"/api/cases/{case}/facts").json()["items"] if fact["topic"] == "complaint.registered"
    ]
    assert earlier in str(registered)


def test_a_contact_is_recognised_however_it_is_spaced(city):
    case = city.register(title="Noise at night", content="A workshop hums.", contact="0000-7001 5")
    for typed in ("0000-70015", "0000-7001 5", "0 000-70 015"):
        answer = city.send("/new", "intake_clerk", **(TYPED | {"contact": typed, "look": "yes"}))
        assert answer.status_code == 200
        assert f'href="/cases/{case}"' in answer.text
