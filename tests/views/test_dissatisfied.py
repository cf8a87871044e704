"""Who rated an answer bad, and what became of it."""

from __future__ import annotations

from projections.dissatisfied import Dissatisfied
from tests.support.facts import at
from tests.support.town import UNIT, Town, seat

OFFICE, DESK, CLERK, FIRST = "efficiency_office", "intake_clerk", seat("unit_clerk"), seat("unit_first_responder")
ITEMS = ["point_by_point", "cited_documents", "communication_record", "satisfaction", "handler_contact"]


def on(clock):
    return at("2025-11-10", clock)


def closed(town):
    case = town.register(on("09:00"), kind="complaint", channel="hotline")
    town.do(on("09:10"), DESK, "dispatch", case, unit=UNIT)
    town.do(on("09:20"), CLERK, "sign", case)
    told = {"reply": "done", "outcome": "done", "approved_by": "unit_deputy", "items": ITEMS}
    town.do(on("09:30"), CLERK, "submit_reply", case, **told)
    town.do(on("09:40"), OFFICE, "accept_reply", case)
    town.do(on("09:50"), CLERK, "tell_citizen", case, way="phone", call_record="told")
    town.do(on("10:00"), OFFICE, "close", case, outcome="done")
    return case


def rows(town, case):
    return [
        (row.state, row.bad_ratings, row.handed_on, row.procedures) for row in town.world.rows(Dissatisfied, case=case)
    ]


def test_who_was_content_from_the_first_is_not_among_them():
    town = Town("suzhou-2021")
    case = closed(town)
    town.do(on("11:00"), OFFICE, "follow_up", case, way="phone", rating="good")
    assert rows(town, case) == []


def test_a_bad_rating_waits_until_it_is_explained():
    town = Town("suzhou-2021")
    case = closed(town)
    town.do(on("11:00"), OFFICE, "follow_up", case, way="phone", rating="bad")
    assert rows(town, case) == [("waiting", 1, 0, ())]
    town.do(on("11:10"), OFFICE, "verify_rating", case, reasonable=False, ground="beyond_law")
    assert rows(town, case) == [("explained", 1, 0, ())]


def test_what_the_unit_heard_itself_goes_back_to_it_at_once():
    town = Town("anqing-2025")
    told = {"kind": "simple", "channel": "efficiency_platform", "title": "t", "content": "c", "name": "n"}
    case = town.do(on("09:00"), DESK, "register", authority="here", contact="0", **told).id
    town.do(on("09:05"), OFFICE, "dispatch", case, unit=UNIT)
    town.do(on("09:10"), FIRST, "accept", case)
    seen = {"means": ["site_visit"], "duplicate": False, "course": "x", "causes": "x", "place": "x", "persons": "x"}
    town.do(on("09:20"), FIRST, "verify", case, elsewhere="x", **seen)
    town.do(on("09:30"), FIRST, "file_opinion", case, nature="individual", opinion="x")
    town.do(on("09:40"), FIRST, "submit_reply", case, reply="done", outcome="done")
    town.do(on("09:50"), FIRST, "tell_citizen", case, way="phone", call_record="told")
    town.do(on("10:00"), FIRST, "unit_follow_up", case, way="phone", rating="bad")
    assert rows(town, case) == [("handed_on", 1, 1, ())]
