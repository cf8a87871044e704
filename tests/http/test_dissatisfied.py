"""办理不满意专区 on the case's own page: it goes back to the unit, and only then may more be started."""

from __future__ import annotations

import pytest


@pytest.fixture
def letter(city):
    """A letter answered by the roads office."""
    adopted = {"edition": "fuyang-2022", "effective_from": "2025-11-03"}
    assert city.post("/api/authorities/here/adopt-edition", adopted, "administrator").status_code == 200
    return city.dispatched("roads", channel="main_app")


def rated_bad(city, case):
    city.do(case, "handle", "roads.unit_clerk", action="visited")
    city.do(case, "submit-reply", "roads.unit_clerk", reply="It burns", outcome="done")
    city.do(case, "follow-up", way="online_score", rating="bad")


def deeds(city, case):
    """What the office's page of the case leads to."""
    page = city.page(f"/cases/{case}").text
    return {verb for verb in ("verify-rating", "start-procedure") if f"/cases/{case}/do/{verb}" in page}


def test_a_letter_rated_bad_goes_back_first_and_is_met_with_more_when_it_is_rated_bad_again(city, letter):
    rated_bad(city, letter)
    assert deeds(city, letter) == {"verify-rating"}
    city.do(letter, "verify-rating", reasonable=True)
    rated_bad(city, letter)
    assert deeds(city, letter) == {"verify-rating", "start-procedure"}
    sent = city.send(
        f"/cases/{letter}/do/start-procedure", "efficiency_office", procedure="reporters", why="Twice dark"
    )
    assert sent.status_code == 303
    told = city.get(f"/api/cases/{letter}/history").json()["items"]
    assert told[-1]["topic"] == "complaint.procedure_started"
