"""Rates of a term: as the text counts, and beside it among those who answered, each with what it is taken over."""

from __future__ import annotations

import pytest

from application.scores.indicators import ALL
from domain.calendar.terms import Term
from domain.rules.indicators import Measured
from tests.support.facts import at
from tests.support.town import AUTHORITY, UNIT, Town, seat

NOVEMBER = Term("2025-11")
ITEMS = ["point_by_point", "cited_documents", "communication_record", "satisfaction", "handler_contact"]
OFFICE, CLERK = "efficiency_office", seat("unit_clerk")


@pytest.fixture
def town():
    return Town("suzhou-2021")


def handed_out(town, clock):
    case = town.register(at("2025-11-03", clock), kind="complaint", channel="hotline")
    town.do(at("2025-11-03", clock), "intake_clerk", "dispatch", case, unit=UNIT)
    return case


def closed(town, clock, rating=None):
    case = handed_out(town, clock)
    when = at("2025-11-05", clock)
    town.do(when, CLERK, "sign", case)
    said = {"reply": "done", "outcome": "done", "approved_by": "unit_deputy", "items": ITEMS}
    town.do(when, CLERK, "submit_reply", case, **said)
    town.do(when, OFFICE, "accept_reply", case)
    town.do(when, CLERK, "tell_citizen", case, way="phone", call_record="told")
    town.do(when, OFFICE, "close", case, outcome="done")
    if rating:
        town.do(when, OFFICE, "follow_up", case, way="phone", rating=rating)
    return case


def rates(town, unit=ALL, term=NOVEMBER, as_of=None):
    now = town.world.clock.now()
    return {each.rate: each for each in town.house.scores.indicators(AUTHORITY, term, now, as_of)[unit]}


def test_silence_counts_as_satisfied_and_the_rate_of_those_who_answered_stands_beside_it(town):
    for clock, rating in (("09:00", "good"), ("09:10", "bad"), ("09:20", None), ("09:30", None)):
        case = closed(town, clock, rating)
    satisfied = rates(town)["satisfied"]
    assert (satisfied.measured, satisfied.of_answers) == (Measured(4, 4), Measured(2, 1))
    town.do(at("2025-11-06"), OFFICE, "follow_up", closed(town, "09:40"), way="phone", rating="default")
    satisfied = rates(town)["satisfied"]
    assert (satisfied.measured, satisfied.of_answers) == (Measured(5, 5), Measured(2, 1)), "by default is no answer"
    about = {"kind": "outside_satisfaction", "note": "n", "evidence": ["e"]}
    town.do(at("2025-11-06"), OFFICE, "record_finding", case, **about)
    assert rates(town)["satisfied"].measured == Measured(4, 4)


def test_what_was_done_in_time_is_counted_of_what_fell_due(town):
    closed(town, "09:00")
    handed_out(town, "10:00")
    town.tick(at("2025-11-20", "09:00"))
    found = rates(town, UNIT)
    assert found["closed_in_time"].measured == Measured(2, 1)
    assert found["told_in_time"].measured == Measured(2, 1)
    assert found["solved"].measured == Measured(1, 1)


def test_where_nothing_is_counted_there_is_no_rate(town):
    handed_out(town, "09:00")
    assert {each.measured.percent(2) for each in rates(town, term=Term("2025-10")).values()} == {None}


def test_rates_are_answered_as_known_then(town):
    position = town.world.views.position
    closed(town, "09:00")
    assert rates(town)["solved"].measured == Measured(1, 1)
    assert rates(town, as_of=position)["solved"].measured == Measured(0, 0)
