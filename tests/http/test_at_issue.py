"""A form on which something is decided shows what it is decided on."""

from __future__ import annotations

from adapters.http.pages.at_issue import AT_ISSUE
from application.verbs import BY_NAME

RETURN = {"reason": "属供水管理", "basis": "职责清单第四项", "suggested_unit": "water"}


def test_a_ruling_on_a_return_stands_beside_its_reason_and_basis(city):
    case = city.dispatched("roads")
    city.do(case, "request-return", "roads.unit_clerk", **RETURN)
    page = city.page(f"/cases/{case}/do/rule-on-return").text
    assert "「属供水管理」" in page
    assert "「职责清单第四项」" in page


def test_nothing_is_at_issue_where_nothing_was_said(city):
    case = city.dispatched("roads")
    assert "要定的是" not in city.page(f"/cases/{case}/do/rule-on-return").text
    assert "要定的是" not in city.page(f"/cases/{case}/do/sign", "roads.unit_clerk").text


def test_a_list_is_narrowed_to_a_light_by_its_chip(city):
    late = city.dispatched("roads", title="Overdue")
    city.advance("2025-11-20T09:00:00+08:00")
    city.dispatched("roads", title="Fresh")
    page = city.page("/cases").text
    assert "/cases?light=late" in page
    narrowed = city.page("/cases", light="late").text
    assert f"/cases/{late}" in narrowed
    assert "Fresh" not in narrowed
    assert "/deadlines?light=late" in city.page("/deadlines").text


def test_a_closed_case_explains_the_deadline_that_was_missed(city):
    case = city.dispatched("roads")
    city.do(case, "sign", "roads.unit_clerk")
    city.advance("2025-11-20T09:00:00+08:00")
    items = ["point_by_point", "cited_documents", "communication_record", "satisfaction", "handler_contact"]
    reply = {"reply": "done", "outcome": "done", "approved_by": "unit_head", "items": items}
    city.do(case, "submit-reply", "roads.unit_clerk", **reply)
    city.do(case, "accept-reply")
    city.do(case, "tell-citizen", way="phone", call_record="told")
    city.do(case, "close", outcome="done")
    page = city.page(f"/cases/{case}").text
    assert "何时办结" in page
    assert "1 个时限曾超期" in page
    assert "suzhou.norm.handle-complaint" in page.partition('id="why"')[2].partition("</header>")[0]


def test_every_decision_that_has_something_at_issue_is_a_command():
    assert set(AT_ISSUE) <= set(BY_NAME)
