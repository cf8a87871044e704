"""The months of the chart are counted where they lie, and come to the very rates of each month by itself."""

from __future__ import annotations

import pytest

from adapters.http.api.months import charted, months_of
from adapters.http.question import Asked
from adapters.main import api_of
from application.identity import Identity
from application.scores.indicators import ALL
from application.scores.tallies import Sort, Tally, rates_of
from domain.calendar.terms import Term
from domain.rules.indicators import Measured
from domain.values import AuthorityId, SeatId
from tests.support.facts import law

HERE = AuthorityId("here")
ITEMS = ["point_by_point", "cited_documents", "communication_record", "satisfaction", "handler_contact"]
ANSWER = {"reply": "done", "outcome": "done", "approved_by": "unit_deputy", "items": ITEMS}


def closed(city, rating=None, unit="roads"):
    case, clerk = city.dispatched(unit), f"{unit}.unit_clerk"
    city.do(case, "sign", clerk)
    city.do(case, "submit-reply", clerk, **ANSWER)
    city.do(case, "accept-reply")
    city.do(case, "tell-citizen", clerk, way="phone", call_record="told")
    city.do(case, "close", outcome="done")
    if rating:
        city.do(case, "follow-up", way="phone", rating=rating)
    return case


@pytest.fixture
def two_months(city):
    """In time, late, silent, bad, left out; over two months."""
    for rating in ("good", "bad", None):
        closed(city, rating)
    left_out = closed(city, "good")
    said = {"kind": "outside_satisfaction", "note": "n", "evidence": ["e"]}
    city.do(left_out, "record-finding", "supervisor", **said)
    city.dispatched("roads")
    city.advance("2025-11-28T09:00:00+08:00")
    city.dispatched("water")
    city.advance("2025-12-04T09:00:00+08:00")
    closed(city, "bad")
    return city


def test_every_month_comes_to_the_rates_it_has_by_itself(two_months):
    city = two_months
    scores, api = city.application.house.scores, api_of(city.application, city.identities)
    months = [Term(f"2025-{month}") for month in (10, 11, 12)]
    for as_of in (None, city.application.reader.position() // 2):
        edition = scores.edition_of(HERE, months[0])
        now = city.application.house.desk.clock.now()
        asked = Asked(api, Identity(SeatId("o"), "efficiency_office", None), None, as_of, now)
        found = months_of(asked, edition, HERE, months)
        for month in months:
            alone = scores.indicators(HERE, month, now, as_of)[ALL]
            assert rates_of(edition, found[str(month)]) == alone, (month, as_of)


def test_every_unit_comes_to_the_rates_it_has_by_its_own_orders(two_months):
    city = two_months
    scores, now = city.application.house.scores, city.application.house.desk.clock.now()
    for text in ("2025-11", "2025-12", "2025"):
        answer = city.get("/api/indicators", term=text).json()["items"]
        found = {each["unit"] or ALL: each["rates"] for each in answer}
        alone = scores.indicators(HERE, Term(text), now)
        assert found.keys() == alone.keys() == {ALL, "roads", "water"}
        for unit, rates in alone.items():
            of_each = [(each.rate, each.measured.of, each.measured.counted) for each in rates]
            assert [(line["rate"], line["of"], line["counted"]) for line in found[unit]] == of_each, (text, unit)
            answers = [each.of_answers and each.of_answers.of for each in rates]
            assert [line["answers"] for line in found[unit]] == answers, (text, unit)


def test_the_times_of_a_term_are_those_of_its_orders(two_months):
    city = two_months
    (line,) = city.get("/api/indicators/times", term="2025-11").json()["by_channel"]
    asked = {"of": "closed_in_time", "term": "2025-11"}
    due = city.get("/api/indicators/orders", **asked).json()["items"]
    assert (line["orders"], line["due"], line["on_time"]) == (
        4,
        len(due),
        sum(each["counts_as"] == "kept" for each in due),
    )
    assert line["due"] > line["on_time"] > 0


def test_who_was_rated_bad_twice_is_not_satisfied_and_who_is_left_out_is_not_counted():
    edition = law("suzhou-2021").edition
    month = Tally(
        closed={Sort("done", "bad"): 3, Sort("done", "good"): 2, Sort("done", None): 4},
        bad=[Sort("done", "bad")],
        left_out=[Sort("done", "good")],
    )
    satisfied = next(each for each in rates_of(edition, month) if each.rate == "satisfied")
    assert (satisfied.measured, satisfied.of_answers) == (Measured(8, 7), Measured(4, 1))


def test_a_month_that_was_made_known_stays_as_it_was_then_and_others_move(two_months):
    city = two_months
    scores, api = city.application.house.scores, api_of(city.application, city.identities)
    months = [Term("2025-11"), Term("2025-12")]
    edition = scores.edition_of(HERE, months[0])

    def chart():
        now = city.application.house.desk.clock.now()
        asked = Asked(api, Identity(SeatId("o"), "efficiency_office", None), None, None, now)
        found = charted(asked, edition, HERE, months)
        return {month: rates_of(edition, of) for month, of in found.items()}

    before = chart()
    assert city.post("/api/scores", {"authority": "here", "term": "2025-11"}).status_code == 201
    assert chart() == before
    said = {"kind": "outside_satisfaction", "note": "n", "evidence": ["e"]}
    asked = {"of": "satisfied", "term": "2025-11", "counts_as": "satisfied"}
    of_november = city.get("/api/indicators/orders", **asked).json()["items"][0]
    city.do(of_november["case"], "record-finding", "supervisor", **said)
    closed(city, "good")
    after = chart()
    assert after["2025-11"] == before["2025-11"]
    assert after["2025-12"] != before["2025-12"]
    now = city.application.house.desk.clock.now()
    assert scores.indicators(HERE, months[0], now)[ALL] != after["2025-11"]
