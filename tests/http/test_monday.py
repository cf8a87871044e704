"""周会材料: one page for the weekly meeting, as of any moment."""

from __future__ import annotations


def test_what_came_in_and_what_is_overdue_stand_on_one_page(city):
    case = city.dispatched("roads", title="路灯不亮")
    city.advance("2025-11-06T09:00:00+08:00")
    page = city.page("/monday").text
    assert page.count(f"/cases/{case}") >= 2
    assert "路灯不亮" in page
    assert "签收" in page


def test_what_came_in_before_last_monday_is_no_longer_new(city):
    case = city.dispatched("roads")
    city.do(case, "sign", "roads.unit_clerk")
    shown = city.page("/monday").text
    city.advance("2025-11-17T09:00:00+08:00")
    assert "没有新收事项" in city.page("/monday").text
    assert "没有新收事项" not in shown


def test_more_time_given_in_the_week_is_told_with_its_clause(city):
    case = city.dispatched("roads", title="管道")
    city.do(case, "sign", "roads.unit_clerk")
    asked = {
        "deadline": "handle:1",
        "amount": 2,
        "application": "a",
        "consented_by": "unit_head",
        "reason": "r",
        "explained_to_citizen_at": "2025-11-03T09:00:00+08:00",
        "explained_by_way_of": "phone",
    }
    city.do(case, "request-extension", "roads.unit_clerk", **asked)
    page = city.page("/monday").text
    assert "延期2" in page
    assert "没有延期" not in page
    assert page.count('<span class="ic">') == page.count("<time datetime="), (
        "each line of a timeline has its mark, or its words are squeezed into the mark's column"
    )


def test_a_unit_sees_its_own_matters_only(city):
    mine, theirs = city.dispatched("roads"), city.dispatched("water")
    page = city.page("/monday", "roads.unit_clerk").text
    assert mine in page
    assert theirs not in page


def test_the_papers_that_are_still_owed_stand_there_too(city):
    city.post("/api/authorities/here/begin-obligations", {"since": "2025-11-04"})
    city.advance("2025-11-10T09:00:00+08:00")
    (line,) = city.get("/api/obligations", rule="weekly_report").json()["items"]
    assert f"/obligations/{line['obligation']}" in city.page("/monday").text


def test_as_of_the_moment_before_there_was_nothing(city):
    city.dispatched("roads")
    assert "没有新收事项" in city.page("/monday", as_of="3").text
