"""A unit's questions are asked by a login to which the database gives no case that does not concern the unit."""

from __future__ import annotations

from uuid import UUID

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from adapters.http.api.case import case_row
from adapters.http.parameters import OfCase
from adapters.http.question import Asked
from adapters.main import api_of
from adapters.postgres.view_tables import Tables
from application.identity import Identity
from domain.values import SeatId, UnitId
from projections.base import KNOWN
from projections.case_ledger import CaseLedger
from projections.identity_requests import IdentityRequests
from tests.http.test_identity_requests import ask

SHOWN = {
    kind: {name for name, each in KNOWN.items() if each.shown_to == kind} for kind in ("whom it concerns", "offices")
}


@pytest.fixture
def cases(city):
    """One of each unit, each with something in every table."""
    found = {unit: city.dispatched(unit) for unit in ("roads", "water")}
    for unit, case in found.items():
        city.do(case, "sign", f"{unit}.unit_clerk")
        city.do(case, "handle", f"{unit}.unit_clerk", action="visited", note="seen")
        ask(city, case)
    return {unit: UUID(case) for unit, case in found.items()}


def given(city, table, unit=None):
    """The cases of a table that the unit's login is given in one transaction."""
    with psycopg.connect(city.application.url, user="tiji_unit") as connection:
        if unit is not None:
            connection.execute("SELECT set_config('tiji.unit', %s, true)", [unit])
        return {case for (case,) in connection.execute(f'SELECT "case" FROM {table}')}


@pytest.mark.parametrize("name", sorted(SHOWN["whom it concerns"] - {"attachments"}))
def test_without_a_unit_no_case_is_given_and_with_one_its_own(city, cases, name):
    for table in Tables(KNOWN[name]).both:
        assert given(city, table) == given(city, table, "") == given(city, table, "of nobody") == set()
        for unit, other in (("roads", "water"), ("water", "roads")):
            assert cases[other] not in given(city, table, unit)
    assert cases["roads"] in given(city, f"views.{name}", "roads")


@pytest.mark.parametrize("name", sorted(SHOWN["offices"]))
def test_who_looked_asked_and_reviews_is_given_to_no_unit(city, cases, name):
    del cases
    for table in Tables(KNOWN[name]).both:
        assert given(city, table, "roads") == set()


def test_the_past_is_under_it_too(city, cases):
    position = city.application.reader.position()
    assert given(city, f"views.case_ledger_at({position})", "roads") == {cases["roads"]}
    assert given(city, f"views.case_ledger_at({position})") == set()


def test_the_login_reads_nothing_beside_the_views_and_changes_none(city):
    with psycopg.connect(city.application.url, user="tiji_unit", autocommit=True) as connection:
        for statement in (
            "SELECT FROM store.events",
            "SELECT FROM access.accounts",
            "SELECT FROM vault.texts",
            "SELECT FROM views.parked",
            "DELETE FROM views.custody",
            "UPDATE views.case_ledger SET unit = 'roads'",
        ):
            with pytest.raises(InsufficientPrivilege):
                connection.execute(statement)


def test_a_question_that_forgot_to_ask_whose_case_it_is_finds_nothing(city, cases, monkeypatch):
    monkeypatch.setattr("adapters.http.api.case.require_visible", lambda *_: None)
    for path in ("", "/history", "/deadlines", "/custody", "/texts", "/files"):
        answer = city.get(f"/api/cases/{cases['water']}{path}", "roads.unit_clerk")
        assert answer.status_code == 404, path
    assert city.get(f"/api/cases/{cases['roads']}", "roads.unit_clerk").status_code == 200


def test_whatever_is_asked_for_a_unit_is_read_with_its_eyes_and_the_offices_are_given_all(city, cases):
    api = api_of(city.application, city.identities)
    now = city.application.clock.now()

    def seen(role, unit=None):
        who = Identity(SeatId("somebody"), role, UnitId(unit) if unit else None)
        reader = Asked(api, who, OfCase(case=cases["roads"]), None, now).api.reader
        return {row.case for row in reader.rows(CaseLedger)}, len(reader.rows(IdentityRequests))

    assert seen("unit_clerk", "roads") == ({cases["roads"]}, 0)
    assert seen("unit_head", "water") == ({cases["water"]}, 0)
    assert seen("unit_clerk") == (set(), 0)
    assert seen("supervisor") == seen("efficiency_office") == (set(cases.values()), 2)
    asked = Asked(api, Identity(SeatId("somebody"), "efficiency_office"), OfCase(case=cases["roads"]), None, now)
    assert case_row(asked).unit == "roads"


def test_a_case_that_went_on_still_concerns_the_unit_it_was_with_and_not_one_that_was_only_suggested(city):
    case = city.dispatched("roads")
    said = {"reason": "Pipes", "basis": "List of duties 4", "suggested_unit": "water"}
    city.do(case, "request-return", "roads.unit_clerk", **said)
    assert UUID(case) not in given(city, "views.case_history", "water")
    city.do(case, "rule-on-return", granted=True, reason="Right")
    city.do(case, "dispatch", unit="water")
    for unit in ("roads", "water"):
        assert UUID(case) in given(city, "views.case_history", unit)
