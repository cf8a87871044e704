"""删除个人信息 over HTTP and on its pages: by two persons, the fact first, then gone for good; nothing else breaks."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import pytest

from application import erasures
from application.erasures import erasure_of
from application.ids import new_id
from application.tracking import tracking_code
from tests.http.conftest import TEXT
from tests.http.test_material import MP3, PNG, upload
from tests.http.test_publications import closed

NAME, NUMBER = TEXT["name"], TEXT["contact"]
SAID_LATER = "my neighbour saw it too"
AFTER = "2027-02-01T09:00:00+08:00"
WHY = {"erase_because": "person_asks", "reason": "asked at the counter"}


@pytest.fixture
def over(city):
    """A case that is over, with more said and added than the first words; its time of keeping has passed."""
    city.tokens["archivist"] = city.identities.add("archivist", "archivist", None)
    case = closed(city)
    for content, who in ((PNG, "intake_clerk"), (MP3, "roads.unit_clerk")):
        file = upload(city, case, content, who).json()["file"]
        city.do(case, "add-material", who, files=[file], note="The pump was replaced")
    city.do(case, "add-material", "intake_clerk", note=f"{NAME} called again")
    by_citizen(city, case, "material", note=SAID_LATER)
    by_citizen(city, case, "rate", rating="good")
    city.advance(AFTER)
    return case


def by_citizen(city, case, deed, **typed):
    """Something the citizen does with number and code."""
    known = code_of(city, case)
    answer = city.client.post(
        f"/track/{deed}", data={**known, "command_id": str(new_id()), **typed}, follow_redirects=False
    )
    assert answer.status_code == 303, answer.text
    city.application.settle()


def code_of(city, case):
    number = city.get(f"/api/cases/{case}").json()["number"]
    return {"number": number, "code": tracking_code(city.application.house.desk.secret, UUID(case))}


def erased(city, case):
    """One proposes, another confirms."""
    city.do(case, "propose-erasure", "archivist", **WHY)
    return city.do(case, "confirm-erasure")


def kept(city, case):
    """Every text of a case that can still be read."""
    lines = city.get(f"/api/cases/{case}/texts", "intake_clerk").json()["items"]
    return {line["text"] for line in lines if line["text"] is not None}


def test_one_person_alone_erases_nothing(city, over):
    city.do(over, "propose-erasure", **WHY)
    before, head = kept(city, over), city.application.store.head()
    refused = city.post(f"/api/complaints/{over}/confirm-erasure")
    assert (refused.status_code, refused.json()["code"]) == (409, "erasure.same_person")
    assert city.post(f"/api/complaints/{over}/confirm-erasure", who="intake_clerk").status_code == 403
    assert (kept(city, over), city.application.store.head()) == (before, head)


def test_once_a_second_person_decided_the_persons_words_and_files_are_gone_and_the_officers_stay(city, over):
    erased(city, over)
    left = kept(city, over)
    assert "The pump was replaced" in left
    assert not [text for text in left if NAME in text or NUMBER in text or SAID_LATER in text]
    files = city.get(f"/api/cases/{over}/files").json()["items"]
    assert [line["erased_at"] is not None for line in files] == [True, True]
    assert {city.get(f"/api/cases/{over}/files/{line['file']}").status_code for line in files} == {404}
    (line,) = city.get("/api/erasures").json()["items"]
    assert (line["state"], line["proposed_by"], line["decided_by"]) == (
        "carried_out",
        "archivist",
        "efficiency_office",
    )


def test_every_page_of_an_erased_case_opens_and_says_erased_and_no_search_finds_it(city, over):
    searched = partial(city.get, "/api/search", "intake_clerk")
    assert {item["case"] for item in searched(q=NAME).json()["items"]} == {over}
    erased(city, over)
    page = city.page(f"/cases/{over}", "intake_clerk")
    assert page.status_code == 200
    assert "内容已删除" in page.text
    assert "诉求人信息已从保密库删净" in page.text
    assert "诉求人信息已删除" in page.text
    assert "purpose" not in page.text
    assert NAME not in page.text
    assert [searched(q=words).json()["items"] for words in (NAME, NUMBER, "路灯", "neighbour")] == [[], [], [], []]
    assert city.page(f"/review/{over}", "discipline_reviewer").status_code == 200


def test_the_citizen_is_told_and_sees_neither_words_nor_forms(city, over):
    known = code_of(city, over)
    assert "给您的答复" in city.client.get("/track", params=known).text
    erased(city, over)
    page = city.client.get("/track", params=known).text
    assert "您的个人信息和您写的内容已经删除" in page
    assert not [
        words for words in ("给您的答复", "已修复", "张三丰", '<form class="stack" method="post"') if words in page
    ]


def test_the_public_zone_goes_on_showing_what_was_masked_and_nobody(city, over):
    city.do(over, "draft-publication")
    words = city.application.house.publications.drafted(UUID(over))
    city.do(over, "confirm-publication", **words)
    erased(city, over)
    page = city.page("/zone", None).text
    assert "已修复" in page
    assert not [secret for secret in (NAME, NUMBER, "张三丰", "13800000000") if secret in page]


def test_a_deletion_that_was_interrupted_is_finished_by_what_follows_the_facts(city, over, monkeypatch):
    city.do(over, "propose-erasure", "archivist", **WHY)
    monkeypatch.setattr(erasures, "carry_out", lambda *_: None)  # the process dies after the fact
    city.follows = False
    answer = city.post(f"/api/complaints/{over}/confirm-erasure")
    assert answer.status_code == 200, answer.text
    store, texts = city.application.store, city.application.house.desk.texts
    name = store.opening(UUID(over)).complainant
    assert erasure_of(store, UUID(over)).status == "confirmed"
    assert texts.read_many([name], person=UUID(over))
    city.application.settle()
    assert erasure_of(store, UUID(over)).status == "carried_out"
    assert not texts.read_many([name], person=UUID(over))
    head = store.head()
    city.application.settle()
    city.post(f"/api/complaints/{over}/confirm-erasure")
    assert store.head() == head


def test_a_case_with_something_open_or_fresh_keeps_its_person(city):
    case = city.dispatched("roads")
    refused = city.post(f"/api/complaints/{case}/propose-erasure", WHY)
    assert (refused.status_code, refused.json()["code"]) == (409, "erasure.case_open")
    done = closed(city)
    by_citizen(city, done, "rate", rating="good")
    city.advance("2025-12-01T09:00:00+08:00")
    refused = city.post(f"/api/complaints/{done}/propose-erasure", WHY)
    assert (refused.status_code, refused.json()["code"]) == (409, "erasure.must_be_kept")


def test_whoever_holds_it_back_is_who_lifts_it(city, over):
    city.do(over, "hold-erasure", "discipline_reviewer", hold_for="discipline_inquiry", document="No. 12")
    assert city.post(f"/api/complaints/{over}/propose-erasure", WHY).json()["code"] == "erasure.held"
    refused = city.post(f"/api/complaints/{over}/release-erasure", {"reason": "over"})
    assert refused.json()["code"] == "erasure.not_the_holder"
    city.do(over, "release-erasure", "discipline_reviewer", reason="closed")
    erased(city, over)


def test_the_list_offers_the_decision_to_the_second_person_only_in_both_languages(city, over):
    city.send(f"/cases/{over}/do/propose-erasure", "archivist", **WHY)
    link = f"/cases/{over}/do/confirm-erasure"
    assert link not in city.page("/erasures", "archivist").text
    assert "等另一人决定" in city.page("/erasures", "intake_clerk").text
    assert link in city.page("/erasures").text
    assert "Waits for a second person" in city.page("/erasures", lang="en").text
    assert city.page("/erasures", "roads.unit_clerk").status_code == 403
    form = city.page(link).text
    assert not [words for words in ("本人要求", WHY["reason"], "谁也无法恢复") if words not in form]
    assert city.send(link, "efficiency_office").status_code == 303
    assert "已删净" in city.page("/erasures").text
