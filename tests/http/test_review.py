"""A case reconstructed, by API, page and command: what was known then, and what differs from another moment."""

from __future__ import annotations

import json
import re

import pytest
import typer
from typer.testing import CliRunner

from adapters.cli.main import app
from adapters.http.granted import NoGrant, OwnCase
from application.access import NotAllowed
from domain.errors import NotFound
from tests.support.markup import one_line

LATE = {"occurred_at": "2025-11-04T09:00:00+08:00", "ground": "system_down", "evidence": ["The signed sheet"]}
MISSED, MET = "2025-11-04T15:00:00+08:00", "2025-11-05T09:00:00+08:00"


@pytest.fixture
def case(city):
    """Its order was signed in time and entered a day late, by the head; the record counts, so it was late."""
    case = city.dispatched("roads")
    city.advance(MISSED)
    city.advance(MET)
    city.tokens["roads.unit_head"] = city.identities.add("roads.unit_head", "unit_head", "roads")
    city.do(case, "sign", "roads.unit_head", late=LATE)
    return case


def test_two_moments_are_compared_and_the_late_entry_came_between(city, case):
    answer = city.get(f"/api/cases/{case}/review", "discipline_reviewer", against=MISSED, language="en")
    assert answer.status_code == 200, answer.text
    found = answer.json()
    sign = next(each for each in found["comparison"]["differences"] if each["subject"] == "sign:1")
    assert (sign["what"], sign["before"], sign["after"]) == ("deadline", "missed", "met_late")
    assert "Deadline sign:1: missed" in sign["says"]
    late = [fact for fact in found["comparison"]["between"] if fact["is_late_entry"]]
    assert [fact["topic"] for fact in late] == ["complaint.signed", "deadline.met"]
    assert late[0]["occurred_at"] < MISSED < late[0]["recorded_at"]
    assert found["comparison"]["earlier"] < found["comparison"]["later"] == found["as_of"]
    assert found["late"] == 1


def test_what_was_known_then_is_all_there_is_and_either_moment_may_be_the_earlier(city, case):
    then = city.get(f"/api/cases/{case}/review", "discipline_reviewer", as_of=MISSED).json()
    assert (then["late"], then["comparison"]) == (0, None)
    assert [hand["holder"] for hand in then["hands"]] == ["office", "roads"]
    assert {rule["edition"] for rule in then["rules"]} == {"suzhou-2021"}
    now = city.get(f"/api/cases/{case}/review", "discipline_reviewer").json()
    turned = city.get(f"/api/cases/{case}/review", "discipline_reviewer", as_of=MISSED, against=now["as_of"]).json()
    assert turned["comparison"]["earlier"] == then["as_of"]
    assert turned["comparison"]["later"] == now["as_of"]
    assert "sign:1" in {each["subject"] for each in turned["comparison"]["differences"]}


def test_what_nobody_can_know_yet_and_what_is_no_moment_is_refused(city, case):
    ahead = city.get(f"/api/cases/{case}/review", "discipline_reviewer", against="2026-01-01T00:00:00+08:00")
    assert (ahead.status_code, ahead.json()["code"]) == (409, "as_of.not_yet_known")
    assert city.get(f"/api/cases/{case}/review", "discipline_reviewer", against="yesterday").status_code == 422


def test_who_handles_cases_reconstructs_none(city, case):
    assert city.get(f"/api/cases/{case}/review", "efficiency_office").status_code == 403
    assert f"/review/{case}" not in city.page(f"/cases/{case}").text
    assert f"/review/{case}" in city.page(f"/cases/{case}", "supervisor").text


def test_the_page_takes_a_minute_on_the_civil_clock_and_says_what_differs(city, case):
    shown = city.page(f"/review/{case}", "supervisor", against="2025-11-04T15:00", lang="en")
    assert shown.status_code == 200, shown.text
    assert 'value="2025-11-04T15:00"' in shown.text
    assert "became known, late" in shown.text
    assert "missed (until" in shown.text
    assert 'class="late"' in shown.text
    assert "比较两个时刻" in city.page(f"/review/{case}", "supervisor", lang="zh", against="").text


@pytest.fixture
def ask(database, tmp_path, monkeypatch):
    """Run the command on the same store."""
    monkeypatch.setenv("DATABASE_URL", database.owner)
    monkeypatch.setenv("TIJI_DATA", str(tmp_path))

    def run(*words):
        done = CliRunner().invoke(app, ["review", *words], standalone_mode=False)
        if done.exception:
            raise done.exception
        return " ".join(done.stdout.split())

    return run


def test_two_clauses_at_one_place_of_the_text_are_shown_there_once(city, case):
    rules = city.get(f"/api/cases/{case}/review", "discipline_reviewer").json()["rules"]
    applied = [clause for rule in rules for clause in rule["clauses"]]
    page = city.page(f"/review/{case}", "discipline_reviewer").text
    places = re.findall(r'<span title="([^"]+)">([^<]+)</span>', page[page.index("当时有效的条文") :])
    assert len(places) == len({place for _, place in places}) < len(applied)
    assert {clause for clause, _ in places} < set(applied)


def test_the_command_answers_by_number_and_as_json(city, case, ask):
    number = city.get(f"/api/cases/{case}").json()["number"]
    assert "≠ Deadline" in ask(number, "--against", MISSED, "--language", "en")
    told = json.loads(ask(case, "--as-of", MISSED, "--json"))
    assert (told["number"], told["late"], told["comparison"]) == (number, 0, None)


def test_the_command_refuses_what_it_cannot_read(case, ask):
    with pytest.raises(NotFound):
        ask("SZ2025-999999")
    with pytest.raises(typer.BadParameter, match="with its offset"):
        ask(case, "--as-of", "2025-11-04 15:00")


def test_the_command_asks_for_the_grant_of_the_seat_and_keeps_what_it_refuses(city, case, ask):
    assert ask(case, "--seat", "auditor", "--role", "auditor")
    for who in (["auditor.two", "auditor"], ["roads.unit_clerk", "unit_clerk"]):
        with pytest.raises((NoGrant, NotAllowed)):
            ask(case, "--seat", who[0], "--role", who[1])
    with pytest.raises(OwnCase):
        ask(case, "--seat", "auditor", "--role", "auditor", "--unit", "roads")
    kept = [(each.actor, each.code, str(each.case)) for each in city.application.refusals.of()]
    assert ("auditor.two", "review.no_grant", case) in kept
    assert ("roads.unit_clerk", "access.not_allowed", case) in kept


def test_how_the_case_stood_at_a_moment_is_what_was_known_at_it(city, case):
    asked = {"moment": "2025-11-03T12:00:00+08:00"}
    before = city.get(f"/api/cases/{case}/review", "discipline_reviewer", **asked).json()["stood"]
    after = city.get(f"/api/cases/{case}/review", "discipline_reviewer", moment=MISSED).json()["stood"]
    states = [{line["deadline"]: line["state"] for line in each["deadlines"]}["sign:1"] for each in (before, after)]
    assert states == ["running", "missed"]
    assert before["holder"]["holder"] == after["holder"]["holder"] == "roads"
    assert before["holder"]["hours"] < after["holder"]["hours"]
    assert before["facts"] < after["facts"]
    assert city.get(f"/api/cases/{case}/review", "discipline_reviewer").json()["stood"] is None


def test_the_page_moves_from_fact_to_fact_and_stops_at_the_last(city, case):
    path = f"/review/{case}"
    first = city.page(path, "discipline_reviewer", nth=1).text
    assert 'class="stood"' in first
    assert f"{path}?nth=2#moment" in first
    last = one_line(city.page(path, "discipline_reviewer", nth=10_000).text)
    assert f'max="{(facts := int(re.search(r"max=.([0-9]+)", last)[1]))}" value="{facts}"' in last
    assert f"{path}?nth={facts + 1}" not in last
    assert city.page(path, "discipline_reviewer", nth=0).status_code == 422


def test_the_command_makes_every_screen_again(city, case, ask):
    city.page(f"/cases/{case}", "roads.unit_clerk")
    assert "roads.unit_clerk" in ask(case, "--looks", "--language", "en")
    (look,) = json.loads(ask(case, "--looks", "--json"))["looks"]
    assert (look["seat"], look["verdict"]) == ("roads.unit_clerk", "match")
    assert "looks" not in json.loads(ask(case, "--json"))
