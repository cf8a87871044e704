"""What awaits a ruling: everything that does, whatever the case's state, who waits longest first."""

from __future__ import annotations

import re

import pytest

from adapters.http.pages.views import rulings
from tests.http.conftest import TEXT
from tests.support.markup import one_line

ITEMS = ["point_by_point", "cited_documents", "communication_record", "satisfaction", "handler_contact"]


def listed(page, heading):
    """The numbers in one list, and how many it says there are."""
    section = re.search(rf"<h2>{heading}</h2>(.*?)</section>", one_line(page.text))[1]
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', section), re.search(r'"sub">([^<]+)<', section)[1]


def number(city, case):
    return city.get(f"/api/cases/{case}").json()["number"]


@pytest.fixture
def window(city):
    """A second authority, whose window has ten working days more where an office agrees."""
    authority = {"authority": "there", "name": "彼地", "name_en": "There"}
    edition = {"edition": "fuyang-2022", "effective_from": "2022-10-21"}
    assert city.post("/api/authorities", authority, "administrator").status_code == 201
    assert city.post("/api/authorities/there/adopt-edition", edition, "administrator").status_code == 200
    seats = [{"seat": "parks.unit_clerk", "role": "unit_clerk"}]
    unit = {"unit": "parks", "authority": "there", "name": "parks", "name_en": "parks", "seats": seats}
    assert city.post("/api/units", unit, "administrator").status_code == 201
    for role, of in (("unit_first_responder", "parks"), ("task_force", None)):
        seat = f"{of}.{role}" if of else role
        city.tokens[seat] = city.identities.add(seat, role, of)
    return city


def test_more_time_asked_for_at_a_window_awaits_its_ruling_though_no_unit_has_the_case(window):
    told = {"authority": "there", "kind": "not_done_complex", "channel": "city_window"}
    case = window.post("/api/complaints", TEXT | told, "parks.unit_first_responder").json()["id"]
    window.do(case, "submit-for-study", "parks.unit_first_responder", departments=["parks"], tried="已查阅办事指南")
    asked = {"deadline": "handle:1", "amount": 10, "reason": "需会同两个部门研究"}
    window.do(case, "request-extension", "parks.unit_first_responder", **asked)
    assert listed(window.page("/rulings", "efficiency_office"), "延期") == ([number(window, case)], "1 件")
    window.do(case, "rule-on-extension", "task_force", deadline="handle:1", granted=True, reason="同意")
    assert "没有待裁定的延期" in window.page("/rulings", "efficiency_office").text


def test_replies_that_are_overdue_longest_come_first_and_what_is_left_out_is_counted(city, monkeypatch):
    cases = [city.dispatched("roads", kind=kind) for kind in ("complaint", "consultation")]
    for case in cases:
        city.do(case, "sign", "roads.unit_clerk")
        said = {"reply": "已办", "outcome": "done", "approved_by": "unit_deputy", "items": ITEMS}
        city.do(case, "submit-reply", "roads.unit_clerk", **said)
    city.advance("2025-11-10T10:00:00+08:00")
    slow, quick = (number(city, case) for case in cases)
    assert listed(city.page("/rulings", "efficiency_office"), "待审核的答复") == ([quick, slow], "2 件")
    monkeypatch.setattr(rulings, "MOST", 1)
    assert listed(city.page("/rulings", "efficiency_office"), "待审核的答复") == ([quick], "2 件，先列出 1 件")
