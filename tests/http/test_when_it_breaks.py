"""What breaks inside opens nothing, does nothing, and writes no line of the caller's into the program's log."""

from __future__ import annotations

import logging


def breaking(*_):
    raise RuntimeError("what it looks like inside")


def test_an_access_check_that_breaks_lets_nobody_in_and_nothing_is_done(city, monkeypatch):
    case = city.dispatched()
    head = city.application.store.head()
    monkeypatch.setattr("adapters.http.commanding.require_touchable", breaking)
    answer = city.post(f"/api/complaints/{case}/sign", {}, "roads.unit_clerk")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "looks like inside" not in answer.text
    assert city.application.store.head() == head


def test_a_path_with_line_ends_and_control_characters_makes_no_line_of_its_own_in_the_log(city, monkeypatch, caplog):
    monkeypatch.setattr("adapters.http.commanding.who_calls", breaking)
    with caplog.at_level(logging.ERROR, "tiji.http"):
        city.post("/api/complaints/x%0D%0A%E2%80%A82025-11-03 %1B[2Kall is well/sign", {}, "roads.unit_clerk")
    (said,) = [record.getMessage() for record in caplog.records if record.name == "tiji.http"]
    assert "all is well" in said
    assert said.isprintable()
