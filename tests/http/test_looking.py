"""Who looked into a case is a fact beside it: the reviewer reads it, the unit does not, the case does not change."""

from __future__ import annotations

from uuid import UUID

import pytest

from domain.aggregates.case_access import access_stream


@pytest.fixture
def case(city):
    """A case in the unit's hands, of which the unit asked who complained."""
    id = city.dispatched("roads")
    answer = city.get(f"/api/cases/{id}/identity", "roads.unit_clerk", purpose="contact_applicant")
    assert answer.status_code == 200, answer.text
    city.application.settle()
    return id


def looked_at_by_the_reviewer(city, case):
    """The reviewer is shown who complained, as the office agreed."""
    asked = city.do(case, "request-identity", "discipline_reviewer", purpose="review_case", reason="the file says so")
    assert city.post(f"/api/identity-requests/{asked['id']}/approve-identity").status_code == 200
    answer = city.get(f"/api/cases/{case}/identity", "discipline_reviewer", purpose="review_case")
    assert answer.status_code == 200, answer.text


def topics(answer):
    return [each["topic"] for each in answer.json()["items"]]


def test_that_somebody_was_shown_who_complained_is_a_fact_of_the_seat_and_the_purpose(city, case):
    facts = city.get(f"/api/cases/{case}/facts", "discipline_reviewer").json()["items"]
    (shown,) = [each for each in facts if each["topic"] == "identity.disclosed"]
    assert (shown["body"]["act"]["actor"], shown["body"]["purpose"]) == ("roads.unit_clerk", "contact_applicant")


def test_it_stands_in_a_stream_beside_the_case_and_leaves_its_version_alone(city, case):
    facts = city.get(f"/api/cases/{case}/facts", "discipline_reviewer").json()["items"]
    (shown,) = [each for each in facts if each["topic"] == "identity.disclosed"]
    assert shown["stream"] == str(access_stream(UUID(case)))
    before = city.get(f"/api/cases/{case}").headers["ETag"].partition("-")[0]
    looked_at_by_the_reviewer(city, case)
    assert city.get(f"/api/cases/{case}").headers["ETag"].partition("-")[0] == before


def test_whom_a_review_is_about_learns_nothing_of_it(city, case):
    looked_at_by_the_reviewer(city, case)
    for path in (f"/api/cases/{case}/history", f"/api/cases/{case}/facts"):
        assert topics(city.get(path, "discipline_reviewer")).count("identity.disclosed") == 2
        assert "identity.disclosed" not in topics(city.get(path, "roads.unit_clerk"))
    assert "公开诉求人身份" in city.page(f"/cases/{case}", "discipline_reviewer").text
    assert "公开诉求人身份" not in city.page(f"/cases/{case}", "roads.unit_clerk").text


def test_what_is_refused_is_not_said_to_have_been_shown(city, case):
    answer = city.get(f"/api/cases/{case}/identity", "roads.unit_clerk", purpose="curiosity")
    assert answer.status_code == 422
    assert city.get(f"/api/cases/{case}/identity", "water.unit_clerk", purpose="contact_applicant").status_code == 403
    city.application.settle()
    assert topics(city.get(f"/api/cases/{case}/history", "discipline_reviewer")).count("identity.disclosed") == 1
