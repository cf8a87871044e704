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


def test_more_time_that_the_office_agreed_to_stands_among_the_matters_of_the_unit_that_has_it(city):
    authority = {"authority": "there", "name": "彼地", "name_en": "There"}
    assert city.post("/api/authorities", authority, "administrator").status_code == 201
    edition = {"edition": "anqing-2025", "effective_from": "2025-09-22"}
    assert city.post("/api/authorities/there/adopt-edition", edition, "administrator").status_code == 200
    seats = [{"seat": "parks.unit_clerk", "role": "unit_clerk"}]
    unit = {"unit": "parks", "authority": "there", "name": "parks", "name_en": "parks", "seats": seats}
    assert city.post("/api/units", unit, "administrator").status_code == 201
    for seat, of in (("leading_group", None), ("parks.unit_first_responder", "parks")):
        city.tokens[seat] = city.identities.add(seat, seat.rpartition(".")[2], of)
    case = city.register(authority="there", kind="complex", channel="efficiency_platform")
    city.do(case, "dispatch", "leading_group", unit="parks")
    city.do(case, "contact", "parks.unit_first_responder", way="phone", note="Heard")
    city.do(case, "accept", "parks.unit_first_responder")
    asked = {"deadline": "handle:1", "amount": 2, "reason": "It freezes."}
    city.do(case, "request-extension", "parks.unit_first_responder", **asked)
    for who in ("parks.unit_clerk", "efficiency_office"):
        assert "没有延期" in city.page("/monday", who).text
    city.do(case, "rule-on-extension", "efficiency_office", deadline="handle:1", granted=True, reason="Yes.")
    for who in ("parks.unit_clerk", "efficiency_office"):
        assert "没有延期" not in city.page("/monday", who).text
    assert "没有延期" in city.page("/monday", "roads.unit_clerk").text
