"""Which cases a unit or a seat held in a period: what a reviewer asks first."""

from __future__ import annotations

import pytest


@pytest.fixture
def case(city):
    """Dispatched on Monday, never signed for, so that limits ran out in the unit's hands."""
    case = city.dispatched("roads")
    city.dispatched("water")
    city.advance("2025-11-20T09:00:00+08:00")
    return case


def found(city, **asked):
    answer = city.get("/api/spells", "discipline_reviewer", **asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_units_spells_are_told_with_their_length_and_what_ran_out_meanwhile(city, case):
    answer = found(city, holder="roads")
    assert (answer["total"], answer["cases"]) == (1, 1)
    spell = answer["items"][0]
    assert (spell["case"], spell["holder"], spell["until"]) == (case, "roads", None)
    assert spell["hours"] > 24 * 16
    assert spell["missed"] >= 2
    assert found(city, missed="true")["total"] == 2
    assert {each["holder"] for each in found(city, missed="false")["items"]} == {"office"}
    assert {each["holder"] for each in found(city)["items"]} == {"office", "roads", "water"}


@pytest.mark.usefixtures("case")
def test_a_spell_belongs_to_every_period_it_touches_and_to_no_other(city):
    dispatched = found(city, holder="roads")["items"][0]["since"][:10]
    assert found(city, holder="roads", first_day="2025-11-10", last_day="2025-11-10")["total"] == 1
    assert found(city, holder="roads", last_day=dispatched)["total"] == 1
    assert found(city, holder="roads", last_day="2025-10-31")["total"] == 0
    assert found(city, holder="office", first_day="2025-11-10")["total"] == 0, "the office handed both on before"


@pytest.mark.usefixtures("case")
def test_as_of_a_moment_the_spell_is_as_long_as_it_was_then(city):
    assert found(city, holder="roads", as_of="2025-11-04T09:00:00+08:00")["items"][0]["hours"] < 48


def test_a_day_that_is_none_is_refused_and_so_is_who_does_not_review(city):
    assert city.get("/api/spells", "discipline_reviewer", first_day="soon").status_code == 422
    assert city.get("/api/spells", "roads.unit_clerk").status_code == 403


def test_the_page_leads_to_the_reconstruction_and_keeps_what_was_filled_in(city, case):
    page = city.page("/review", "discipline_reviewer", holder="roads", first_day="", last_day="", number="").text
    assert f'href="/review/{case}"' in page
    assert '<option value="roads" selected>' in page
    number = city.get(f"/api/cases/{case}").json()["number"]
    assert f'href="/review/{case}"' in city.page("/review", "discipline_reviewer", number=number).text
    assert "没有符合条件的经手" in city.page("/review", "discipline_reviewer", number="none").text
