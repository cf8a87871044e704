"""Whoever signs in stands before their own work."""

from __future__ import annotations

import pytest

FIRST = {
    "intake_clerk": "/new",
    "efficiency_office": "/overview",
    "roads.unit_clerk": "/worklist",
    "roads.unit_head": "/worklist",
    "supervisor": "/supervisions",
    "discipline_reviewer": "/review",
    "city_leader": "/overview",
}


@pytest.mark.parametrize(("seat", "screen"), FIRST.items())
def test_signing_in_leads_to_the_first_screen_of_the_seat(city, seat, screen):
    data = {"login": seat, "password": "open"}
    answer = city.client.post("/sign-in", data=data, follow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (303, screen)
    assert city.client.get(screen).url.path == screen
