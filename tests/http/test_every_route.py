"""Every route there is, by every role there is, against the one table of who may do what.

OWASP ASVS 5.0: 8.2.1 and 8.3.1 (authorisation at a trusted layer, deny by default), 16.3.2 (failed authorisation
is logged), 3.4 (safe headers on every answer).
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from adapters.http.outermost import Outermost
from adapters.http.resource import Declared, UndeclaredAction, route
from adapters.proving.doors import (
    Answer,
    Door,
    doors,
    is_right,
    is_right_for_a_wrong_token,
    is_right_for_nobody,
    seats,
    tells_nothing,
)
from application.access import ACTIONS
from tests.http.conftest import TEXT, City

SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
NAME, CONTACT = TEXT["name"], TEXT["contact"]


def routes(city: City) -> list[Declared]:
    outermost = city.client.app
    assert isinstance(outermost, Outermost)
    return list(outermost.app.router.routes)


def every(city: City) -> list[Door]:
    """Every method of every route, over a case of the roads office."""
    return doors(routes(city), city.dispatched("roads"), "roads", "suzhou-2021", "suzhou.norm.sign-am")


def with_tokens(city: City) -> dict[str, str]:
    """Every seat, each with a token; and its role."""
    for who, role in seats("roads").items():
        if who not in city.tokens:
            city.tokens[who] = city.identities.add(who, role, who.rpartition(".")[0] or None)
    return seats("roads")


def asked(city: City, door: Door, who: str | None):
    """By token at the API, by session at a page; nothing that would be done is complete."""
    if door.is_page:
        return city.client.request(door.method, door.path, headers=city._signed(who), follow_redirects=False)
    body = {} if door.method == "POST" else None
    return city.client.request(door.method, door.path, json=body, headers=city._as(who))


def answered(city: City, door: Door, who: str | None) -> Answer:
    answer = asked(city, door, who)
    return Answer(answer.status_code, answer.text, answer.headers.get("Location", ""))


def test_every_route_says_which_action_it_is_and_the_table_knows_it(city):
    for known in routes(city):
        assert isinstance(known, Declared), known
        assert set(known.actions.values()) <= ACTIONS, known.path


def test_a_route_nobody_could_be_allowed_cannot_be_made():
    async def answer(request):
        raise AssertionError(request)

    answer.action = "nobody.knows"
    with pytest.raises(UndeclaredAction, match="knows no"):
        route("/there", {"GET": answer})


def test_every_route_is_open_to_exactly_the_roles_the_table_names(city):
    everything, wrong = every(city), []
    for who, role in with_tokens(city).items():
        for door in everything:
            answer = answered(city, door, who)
            if not is_right(door, role, answer):
                wrong.append((who, door, answer.status))
    assert wrong == []


def test_whoever_is_not_signed_in_gets_what_is_public_and_else_the_door(city):
    assert [door for door in every(city) if not is_right_for_nobody(door, answered(city, door, None))] == []


def test_a_door_that_opened_to_whom_the_table_does_not_name_would_be_seen():
    closed = Door("GET", "/api/log/entries", "log.read")
    assert not is_right(closed, "unit_clerk", Answer(200, "everything"))
    assert not is_right(closed, "auditor", Answer(403, "access.not_allowed"))
    assert not is_right_for_nobody(closed, Answer(200, "everything"))
    assert not is_right_for_a_wrong_token(closed, Answer(200, "everything"))
    assert not tells_nothing(Answer(200, "a name"), ["name"])


def test_every_answer_carries_safe_headers_and_no_script_of_others(city):
    for door in every(city):
        headers = asked(city, door, "efficiency_office").headers
        assert {name: headers.get(name) for name in SAFE} == SAFE, door
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, door
        assert "frame-ancestors 'none'" in policy, door
        script = next((part for part in policy.split(";") if part.strip().startswith("script-src")), "")
        assert "unsafe" not in script, door


def test_over_tls_browsers_are_told_to_stay_there(city):
    assert "Strict-Transport-Security" not in city.client.get("/health").headers
    city.client.base_url = "https://testserver"
    assert "Strict-Transport-Security" in city.client.get("/health").headers


def test_a_form_without_this_sessions_token_does_nothing(city):
    case = city.dispatched("roads")
    head = city.application.store.head()
    for typed in ({}, {"form_token": "of another session"}):
        path = f"/cases/{case}/do/sign"
        answer = city.client.post(path, data=typed, headers=city._signed("roads.unit_clerk"), follow_redirects=False)
        assert answer.status_code in {400, 403}
    assert city.application.store.head() == head


def test_who_complained_stands_on_no_page_and_in_no_answer_unless_it_is_asked_for(city):
    """The case is with the unit; nobody gives a purpose. Whoever may read everything else reads no name."""
    everything = [door for door in every(city) if door.method == "GET"]
    everyone = with_tokens(city)
    wrong = [
        (who, door)
        for who in everyone
        for door in everything
        if not tells_nothing(answered(city, door, who), (NAME, CONTACT))
    ]
    assert wrong == []


def test_a_unit_finds_nothing_of_another_units_case_anywhere(city):
    theirs = city.dispatched("water", title="Only for the water office")
    number = city.get(f"/api/cases/{theirs}").json()["number"]
    city.advance((city.application.clock.now() + timedelta(days=14)).isoformat())
    words = ("Only for the water office", number, theirs)
    everything = [door for door in every(city) if door.method == "GET"]
    assert [door for door in everything if not tells_nothing(answered(city, door, "roads.unit_clerk"), words)] == []
    assert UUID(theirs)
