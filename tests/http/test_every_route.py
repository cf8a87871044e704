"""Every route there is, by every role there is, against the one table of who may do what.

OWASP ASVS 5.0: 8.2.1 and 8.3.1 (authorisation at a trusted layer, deny by default), 16.3.2 (failed authorisation
is logged), 3.4 (safe headers on every answer).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from adapters.http.outermost import Outermost
from adapters.http.resource import Declared, UndeclaredAction, route
from application.access import ACTIONS, MAY, OF_OWN_UNIT, PUBLIC
from tests.http.conftest import TEXT, City

SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
NAME, CONTACT = TEXT["name"], TEXT["contact"]
STREAMING = {"/live"}
"""Answers that do not end; the stream has its own tests."""


def routes(city: City) -> list[Declared]:
    outermost = city.client.app
    assert isinstance(outermost, Outermost)
    return list(outermost.app.router.routes)


def every(city: City) -> Iterator[tuple[str, str, str]]:
    """Method, filled-in path and action of every route."""
    case = city.dispatched("roads")
    of_streams = (
        "case",
        "id",
        "escalation",
        "supervision",
        "consultation",
        "file",
        "subject",
        "obligation",
        "shift",
        "candidacy",
        "sample",
    )
    fill = dict.fromkeys(of_streams, case)
    fill |= {"unit": "roads", "edition": "suzhou-2021", "clause": "suzhou.norm.sign-am"}
    for known in routes(city):
        path = known.path
        for name in known.param_convertors:
            path = path.replace(f"{{{name}}}", fill.get(name, "x"))
        for method, action in known.actions.items():
            if known.path not in STREAMING:
                yield method, path, action


def seats() -> list[str]:
    return [f"roads.{role}" if role in OF_OWN_UNIT else role for role in MAY if role not in {"public", "system"}]


def with_tokens(city: City) -> list[str]:
    """Every seat, each with a token."""
    for who in seats():
        if who not in city.tokens:
            unit, _, role = who.rpartition(".")
            city.tokens[who] = city.identities.add(who, role, unit or None)
    return seats()


def by_code(path: str) -> bool:
    """A citizen's form: the number and the code open it, and no seat does."""
    return path.startswith("/track/")


def is_page(path: str) -> bool:
    return not path.startswith(("/api", "/health", "/metrics"))


def asked(city: City, method: str, path: str, who: str | None):
    """By token at the API, by session at a page; nothing that would be done is complete."""
    if is_page(path):
        headers = city._signed(who)
        return city.client.request(method, path, headers=headers, follow_redirects=False)
    return city.client.request(method, path, json={} if method == "POST" else None, headers=city._as(who))


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
    everything = list(every(city))
    wrong = []
    for who in with_tokens(city):
        role = who.rpartition(".")[2]
        for method, path, action in everything:
            answer = asked(city, method, path, who)
            if by_code(path):
                assert answer.status_code in {303, 403, 409, 422}, path
                continue
            is_closed = answer.status_code == 403 and (is_page(path) or "access.not_allowed" in answer.text)
            if action not in MAY[role] and not is_closed:
                wrong.append((who, method, path, action, answer.status_code, "open"))
            if action in MAY[role] and is_closed and not is_page(path):
                wrong.append((who, method, path, action, answer.status_code, "closed"))
    assert wrong == []


def test_whoever_is_not_signed_in_gets_what_is_public_and_else_the_door(city):
    wrong = []
    for method, path, action in every(city):
        answer = asked(city, method, path, None)
        if by_code(path) or action == "pages.enter":
            assert answer.status_code in {200, 303, 400, 403, 422}, path
            continue
        is_open = answer.status_code not in {401, 403} and not (
            answer.status_code == 303 and answer.headers["Location"].startswith("/sign-in")
        )
        if is_open != (action in PUBLIC):
            wrong.append((method, path, action, answer.status_code))
    assert wrong == []


def test_every_answer_carries_safe_headers_and_no_script_of_others(city):
    for method, path, _ in every(city):
        headers = asked(city, method, path, "efficiency_office").headers
        assert {name: headers.get(name) for name in SAFE} == SAFE, path
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, path
        assert "frame-ancestors 'none'" in policy, path
        script = next((part for part in policy.split(";") if part.strip().startswith("script-src")), "")
        assert "unsafe" not in script, path


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
    everything, wrong = [each for each in every(city) if each[0] == "GET"], []
    for who in with_tokens(city):
        for method, path, _ in everything:
            text = asked(city, method, path, who).text
            wrong += [(who, path) for said in (NAME, CONTACT) if said in text]
    assert wrong == []


def test_a_unit_finds_nothing_of_another_units_case_anywhere(city):
    theirs = city.dispatched("water", title="Only for the water office")
    number = city.get(f"/api/cases/{theirs}").json()["number"]
    city.advance((city.application.clock.now() + timedelta(days=14)).isoformat())
    wrong = []
    for method, path, _ in every(city):
        if method == "GET":
            text = asked(city, "GET", path, "roads.unit_clerk").text
            wrong += [path for said in ("Only for the water office", number, theirs) if said in text]
    assert wrong == []
    assert UUID(theirs)
