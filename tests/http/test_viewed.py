"""Whoever opens a case is on record with what was shown, and it can be shown again; the case itself is untouched."""

from __future__ import annotations

import hashlib
import json
from uuid import UUID

import pytest

from adapters.http import looking
from domain.aggregates.case_access import access_stream

CLERK, REVIEWER = "roads.unit_clerk", "discipline_reviewer"


@pytest.fixture
def case(city):
    """A case with a unit that nobody has opened yet."""
    return city.dispatched("roads")


def viewed(city, case):
    facts = city.get(f"/api/cases/{case}/facts", REVIEWER).json()["items"]
    return [each for each in facts if each["topic"] == "case.viewed"]


def looks(city, case, **asked):
    answer = city.get(f"/api/cases/{case}/looks", REVIEWER, **asked)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


def test_a_page_opened_is_a_fact_of_the_seat_the_position_and_a_digest(city, case):
    shown = city.page(f"/cases/{case}", CLERK)
    (fact,) = viewed(city, case)
    assert fact["stream"] == str(access_stream(UUID(case)))
    body = fact["body"]
    assert (body["act"]["actor"], body["act"]["on_behalf_of"], body["page"]) == (CLERK, "roads", "case")
    assert body["position"] == int(shown.headers["X-Position"])
    assert len(body["digest"]) == 64


def test_a_program_that_asks_is_on_record_too(city, case):
    city.get(f"/api/cases/{case}", CLERK)
    assert [each["body"]["page"] for each in viewed(city, case)] == ["case_api"]


def test_opened_again_it_is_the_same_look_until_something_else_is_shown(city, case):
    for _ in range(3):
        city.page(f"/cases/{case}", CLERK)
    assert len(viewed(city, case)) == 1
    city.page(f"/cases/{case}", CLERK, lang="en")
    city.page(f"/cases/{case}", "efficiency_office")
    assert len(viewed(city, case)) == 3
    city.do(case, "sign", CLERK)
    city.page(f"/cases/{case}", CLERK)
    assert len(viewed(city, case)) == 4


def test_looking_leaves_the_version_and_the_history_of_the_case_alone(city, case):
    before = city.get(f"/api/cases/{case}", CLERK)
    history = city.get(f"/api/cases/{case}/history", REVIEWER).json()["items"]
    city.page(f"/cases/{case}", "efficiency_office")
    after = city.get(f"/api/cases/{case}", CLERK)
    assert after.headers["ETag"] == before.headers["ETag"]
    assert city.get(f"/api/cases/{case}/history", REVIEWER).json()["items"] == history
    version = before.headers["ETag"].strip('"').partition("-")[0]
    signed = city.post(f"/api/complaints/{case}/sign", {}, CLERK, If_Match=f'"{version}"')
    assert signed.status_code == 200, signed.text


def test_whom_a_review_is_about_does_not_learn_who_looked(city, case):
    city.page(f"/cases/{case}", REVIEWER)
    facts = city.get(f"/api/cases/{case}/facts", CLERK).json()["items"]
    assert "case.viewed" not in {each["topic"] for each in facts}
    assert city.get(f"/api/cases/{case}/looks", CLERK).status_code == 403


def test_what_was_refused_was_not_looked_at(city, case):
    assert city.page(f"/cases/{case}", "water.unit_clerk").status_code == 403
    assert viewed(city, case) == []


def test_a_page_as_it_was_known_then_is_a_look_at_what_was_known_then(city, case):
    then = city.application.store.head()
    city.do(case, "sign", CLERK)
    city.page(f"/cases/{case}", CLERK, as_of=then)
    (fact,) = viewed(city, case)
    assert fact["body"]["position"] == then
    assert [each["verdict"] for each in looks(city, case)] == ["match"]


def test_a_moment_asked_about_by_its_time_may_be_that_of_a_look(city, case):
    city.page(f"/cases/{case}", CLERK)
    now = city.application.clock.now().isoformat()
    assert city.page(f"/cases/{case}", CLERK, as_of=now).status_code == 200
    assert city.get(f"/api/cases/{case}", CLERK, as_of=now).json()["as_of"] == city.application.store.head() - 1


def test_every_screen_comes_out_again_after_the_case_went_on(city, case):
    for who in (CLERK, "efficiency_office", "intake_clerk", "supervisor"):
        city.page(f"/cases/{case}", who)
        city.get(f"/api/cases/{case}", who)
    city.page(f"/cases/{case}", CLERK, at=city.application.clock.now().isoformat(), lang="en")
    city.do(case, "sign", CLERK)
    city.advance("2025-11-20T09:00:00+08:00")
    found = looks(city, case)
    assert len(found) == 9
    assert {each["verdict"] for each in found} == {"match"}


def test_what_was_digested_can_be_had_and_digested_by_anybody(city, case):
    city.page(f"/cases/{case}", CLERK)
    (look,) = looks(city, case)
    answer = city.get(f"/api/cases/{case}/looks/{look['position']}", REVIEWER).json()
    spelt = json.dumps(answer["rendered"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(spelt.encode()).hexdigest() == look["digest"] == answer["look"]["digest_again"]
    for text in ("Water in the road", "A pipe leaks", "Invented Person"):
        assert text not in spelt
    assert city.get(f"/api/cases/{case}/looks/1", REVIEWER).status_code == 404


def test_later_code_is_told_from_a_false_digest(city, case, monkeypatch):
    city.page(f"/cases/{case}", CLERK)
    monkeypatch.setattr(looking, "BESIDE", looking.BESIDE | {"status"})
    assert [each["verdict"] for each in looks(city, case)] == ["differs"]
    monkeypatch.setattr("adapters.http.api.looks.code", lambda: "later")
    (look,) = looks(city, case)
    assert (look["verdict"], look["digest"] == look["digest_again"]) == ("later_code", False)
    page = city.page(f"/review/{case}/looks/{look['position']}", REVIEWER).text
    assert "程序此后改过" in page


def test_the_reviewer_sees_their_screen_without_what_a_reviewer_may_not_read(city):
    kept = city.register(title="Only in the vault")
    city.page(f"/cases/{kept}", "intake_clerk")
    (look,) = looks(city, kept)
    assert look["with_identity"]
    for who, reads in ((REVIEWER, False), ("supervisor", True)):
        listed = city.page(f"/review/{kept}/looks", who).text
        assert f'href="/review/{kept}/looks/{look["position"]}"' in listed
        shown = city.page(f"/review/{kept}/looks/{look['position']}", who)
        assert shown.status_code == 200, shown.text
        assert ("Only in the vault" in shown.text) is reads
        assert "Invented Person" not in shown.text
        assert "现在能做的" not in shown.text
        assert "与入账的摘要一致" in shown.text


def test_a_text_that_was_erased_leaves_the_digest_as_it_was(city, case):
    city.page(f"/cases/{case}", CLERK)
    city.application.vault.erase(UUID(case))
    assert [each["verdict"] for each in looks(city, case)] == ["match"]


def test_the_reconstruction_lists_who_looked(city, case):
    assert "还没有人看过" in city.page(f"/review/{case}", REVIEWER).text
    city.page(f"/cases/{case}", CLERK)
    assert f'href="/review/{case}/looks"' in city.page(f"/review/{case}", REVIEWER).text
