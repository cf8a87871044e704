"""Whoever does not hold the case is shown who complained only once a second person agreed, for a purpose and a time."""

from __future__ import annotations

import re
from uuid import UUID

import pytest

from domain.aggregates.case_access import access_stream
from tests.http.conftest import TEXT
from tests.http.test_erasures import by_citizen, closed, erased

NAME = TEXT["name"]
WHY = {"purpose": "verify_facts", "reason": "two reports name the same road"}
REVIEWER, OFFICE = "discipline_reviewer", "efficiency_office"


@pytest.fixture
def case(city):
    """In a unit's hands."""
    return city.dispatched("roads")


def ask(city, case, who=REVIEWER, **other):
    """A request; its id."""
    return city.do(case, "request-identity", who, **WHY | other)["id"]


def decide(city, request, verb="approve", who=OFFICE, **body):
    return city.post(f"/api/identity-requests/{request}/{verb}-identity", body, who)


def shown(city, case, who=REVIEWER, purpose="verify_facts"):
    """What comes of asking who complained: the code of a refusal, or nothing."""
    answer = city.get(f"/api/cases/{case}/identity", who, purpose=purpose)
    assert (answer.status_code == 200) is (NAME in answer.text)
    return answer.json().get("code")


def facts(city, case, who=REVIEWER):
    items = city.get(f"/api/cases/{case}/facts", who).json()["items"]
    return [each for each in items if each["topic"].startswith("identity.")]


def test_alone_nobody_beside_the_holder_is_shown_it_and_the_attempt_is_kept(city, case):
    assert shown(city, case, "roads.unit_clerk", "contact_applicant") is None
    for who in (REVIEWER, OFFICE, "intake_clerk"):
        assert shown(city, case, who) == "identity.needs_second_person"
    kept = {(each.actor, each.code) for each in city.application.refusals.of()}
    assert (REVIEWER, "identity.needs_second_person") in kept
    assert [each["body"]["act"]["actor"] for each in facts(city, case)] == ["roads.unit_clerk"]


def test_once_another_seat_agreed_it_is_shown_and_each_step_and_each_look_is_a_fact(city, case):
    request = ask(city, case)
    assert shown(city, case) == "identity.needs_second_person"
    assert decide(city, request).status_code == 200
    assert shown(city, case) is None
    assert shown(city, case) is None
    told = facts(city, case)
    looks = ["identity.disclosed", "identity.disclosed"]
    assert [each["topic"] for each in told] == ["identity.requested", "identity.approved", *looks]
    assert {each["body"].get("request") for each in told[2:]} == {request}
    assert {each["stream"] for each in told[2:]} == {str(access_stream(UUID(case)))}
    assert {each["body"]["case"] for each in told} == {case}


def test_it_is_good_for_the_seat_the_purpose_and_the_hours_that_were_agreed_to(city, case):
    decide(city, ask(city, case), hours=2)
    assert shown(city, case, purpose="answer_court") == "identity.needs_second_person"
    assert shown(city, case, "intake_clerk") == "identity.needs_second_person"
    assert shown(city, city.dispatched("roads")) == "identity.needs_second_person"
    city.advance("2025-11-03T10:59:00+08:00")
    assert shown(city, case) is None
    city.advance("2025-11-03T11:00:01+08:00")
    assert shown(city, case) == "identity.needs_second_person"
    assert city.get("/api/identity-requests", REVIEWER).json()["items"][0]["state"] == "over"


@pytest.mark.parametrize("hours", [0, 73])
def test_hours_without_an_end_are_not_agreed_to(city, case, hours):
    assert decide(city, ask(city, case), hours=hours).status_code == 422


def test_nobody_agrees_to_the_own_request(city, case):
    request = ask(city, case, OFFICE)
    refused = decide(city, request)
    assert (refused.status_code, refused.json()["code"]) == (409, "identity.same_seat")
    assert decide(city, request, who="intake_clerk").status_code == 403
    assert decide(city, request, who="supervisor").status_code == 200
    assert shown(city, case, OFFICE) is None


def test_a_seat_of_a_unit_concerned_neither_asks_nor_decides(city, case):
    city.tokens["roads.supervisor"] = city.identities.add("roads.supervisor", "supervisor", "roads")
    city.tokens["water.supervisor"] = city.identities.add("water.supervisor", "supervisor", "water")
    request = ask(city, case)
    refused = decide(city, request, who="roads.supervisor")
    assert (refused.status_code, refused.json()["code"]) == (403, "identity.concerned_unit")
    assert decide(city, request, who="water.supervisor").status_code == 200


def test_what_was_denied_stays_hidden_and_is_decided_once(city, case):
    request = ask(city, case)
    assert decide(city, request, "deny", reason="not needed").status_code == 200
    assert shown(city, case) == "identity.needs_second_person"
    assert decide(city, request).json()["code"] == "identity.decided_already"


def test_the_office_needs_nobody_while_it_holds_the_case_or_held_it_last(city):
    case = city.register()
    assert shown(city, case, "intake_clerk", "contact_applicant") is None
    assert shown(city, closed(city), "intake_clerk", "contact_applicant") is None


def test_a_reviewer_needs_a_grant_too_and_has_no_hand_in_the_case_by_asking(city, case):
    decide(city, ask(city, case))
    assert shown(city, case) is None
    assert city.get(f"/api/cases/{case}/review", REVIEWER).status_code == 200
    for each in city.get("/api/grants", REVIEWER).json()["items"]:
        city.post(f"/api/grants/{each['grant']}/end-review", {}, "leading_group")
    assert shown(city, case) == "review.no_grant"


def test_the_unit_learns_nothing_of_it_anywhere(city, case):
    decide(city, ask(city, case))
    shown(city, case)
    for below in ("/history", "/facts", "/texts"):
        told = city.get(f"/api/cases/{case}{below}", "roads.unit_clerk")
        assert told.status_code == 200
        assert "identity.requested" not in told.text
        assert WHY["reason"] not in told.text
    found = {who: city.get("/api/search", who, q="same road").json()["items"] for who in ("roads.unit_clerk", OFFICE)}
    assert (len(found["roads.unit_clerk"]), len(found[OFFICE])) == (0, 1)
    assert "申请查看诉求人" not in city.page(f"/cases/{case}", "roads.unit_clerk").text
    assert city.get("/api/identity-requests", "roads.unit_clerk").status_code == 403


def test_whoever_only_asks_sees_the_own_requests_and_whoever_decides_sees_all(city, case):
    ask(city, case)
    ask(city, case, "intake_clerk")
    listed = {
        who: {each["asked_by"] for each in city.get("/api/identity-requests", who).json()["items"]}
        for who in (REVIEWER, "intake_clerk", "supervisor")
    }
    assert listed == {
        REVIEWER: {REVIEWER},
        "intake_clerk": {"intake_clerk"},
        "supervisor": {REVIEWER, "intake_clerk"},
    }


def test_nothing_is_asked_for_of_whoever_was_erased(city):
    city.tokens["archivist"] = city.identities.add("archivist", "archivist", None)
    case = closed(city)
    by_citizen(city, case, "rate", rating="good")
    city.advance("2027-02-01T09:00:00+08:00")
    erased(city, case)
    refused = city.post(f"/api/complaints/{case}/request-identity", WHY, REVIEWER)
    assert refused.json()["code"] == "text.erased"


def test_it_is_asked_decided_and_looked_at_from_the_pages_in_both_languages(city, case):
    path = f"/cases/{case}/do/request-identity"
    assert path in city.page(f"/cases/{case}", OFFICE).text
    assert city.send(path, OFFICE, **WHY).status_code == 303
    assert "等另一席位决定" in city.page("/identity-requests", OFFICE).text
    (line,) = city.get("/api/identity-requests", OFFICE).json()["items"]
    form = f"/identity-requests/{line['request']}/do/approve-identity"
    assert form not in city.page("/identity-requests", OFFICE).text
    assert form in city.page("/identity-requests", "supervisor", lang="en").text
    about = city.page(form, "supervisor").text
    assert not [words for words in (WHY["reason"], "核实情况") if words not in about]
    sent = city.send(form, "supervisor", hours="3")
    assert (sent.status_code, sent.headers["Location"].partition("?")[0]) == (303, "/identity-requests"), sent.text
    listed = city.page("/identity-requests", OFFICE).text
    assert f'action="/cases/{case}/identity"' in listed
    assert "Agreed" in city.page("/identity-requests", OFFICE, lang="en").text
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', listed))
    looked = city.client.post(f"/cases/{case}/identity", data=hidden, headers={"Cookie": f"session={OFFICE}"})
    assert NAME in looked.text
    assert f'action="/cases/{case}/identity"' in city.page(f"/cases/{case}", OFFICE).text


def test_whoever_holds_the_case_is_not_told_to_ask(city):
    case = city.register()
    assert "request-identity" not in city.page(f"/cases/{case}", OFFICE).text


def test_whoever_reviews_asks_in_cases_of_the_grant_only(city, case):
    for grant in city.get("/api/grants").json()["items"]:
        assert city.post(f"/api/grants/{grant['grant']}/end-review", {}, "leading_group").status_code == 200
    refused = city.post(f"/api/complaints/{case}/request-identity", WHY, REVIEWER)
    assert (refused.status_code, refused.json()["code"]) == (403, "review.no_grant")
    sent = city.send(f"/cases/{case}/do/request-identity", REVIEWER, **WHY)
    assert sent.status_code == 403
    assert facts(city, case, OFFICE) == []
    assert city.post(f"/api/complaints/{case}/request-identity", WHY, OFFICE).status_code == 200, "an office needs none"
