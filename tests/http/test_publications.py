"""公开专区 over HTTP and on its pages: masked, confirmed, kept out, taken back."""

from __future__ import annotations

import re

import pytest

from projections.publication import Publications
from tests.http.conftest import TEXT

ITEMS = ["point_by_point", "cited_documents", "communication_record", "satisfaction", "handler_contact"]
SECRET = ("13800000000", TEXT["name"], TEXT["contact"], "张三丰")
WORDS = ("published_title", "published_question", "published_reply")


def closed(city, **more):
    """A case answered and closed, whose texts say more than anyone outside may read."""
    asked = {"title": "路灯不亮", "content": f"{TEXT['name']}反映路灯不亮，请回电13800000000"}
    case = city.dispatched("roads", **asked, **more)
    city.do(case, "sign", "roads.unit_clerk")
    reply = f"已修复。经办人：张三丰，电话{TEXT['contact']}"
    said = {"reply": reply, "outcome": "done", "approved_by": "unit_deputy", "items": ITEMS}
    city.do(case, "submit-reply", "roads.unit_clerk", **said)
    city.do(case, "accept-reply")
    city.do(case, "tell-citizen", "roads.unit_clerk", way="phone")
    city.do(case, "close", outcome="done")
    return case


def drafted_words(city, case):
    """What the form of the confirmation is filled in with."""
    page = city.page(f"/cases/{case}/do/confirm-publication", "efficiency_office").text
    title = re.search(r'name="published_title"[^>]*value="([^"]*)"', page)[1]
    texts = dict(re.findall(r'name="(published_\w+)"[^>]*>([^<]*)</textarea>', page))
    return {"published_title": title, **texts}


def confirmed(city, case):
    city.do(case, "draft-publication")
    words = drafted_words(city, case)
    sent = city.send(f"/cases/{case}/do/confirm-publication", "efficiency_office", **words)
    assert sent.status_code == 303, sent.text
    return words


def test_a_draft_is_masked_and_shows_to_nobody_outside(city):
    case = closed(city)
    city.do(case, "draft-publication")
    words = drafted_words(city, case)
    assert set(words) == set(WORDS)
    assert not [secret for secret in SECRET if secret in str(words)]
    assert "路灯不亮" in words["published_question"]
    assert "路灯不亮" not in city.page("/zone", None).text
    (line,) = city.get("/api/publications").json()["items"]
    assert (line["state"], line["masked"]) == ("drafted", ["complainant", "phone", "handler"])


def test_once_confirmed_everyone_reads_it_without_signing_in_and_reads_nobody(city):
    case = closed(city)
    confirmed(city, case)
    page, answer = city.page("/zone", None), city.get("/api/published", None)
    assert page.status_code == answer.status_code == 200
    for text in (page.text, answer.text):
        assert "已修复" in text
        assert not [secret for secret in SECRET if secret in text]
        assert case not in text
    (item,) = answer.json()["items"]
    assert (item["kind"], item["unit"]) == ("complaint", "roads")


@pytest.mark.parametrize("secret", SECRET[:3])
def test_what_a_person_lets_slip_back_in_is_refused_and_nothing_is_published(city, secret):
    case = closed(city)
    city.do(case, "draft-publication")
    words = {**drafted_words(city, case), "published_reply": f"已修复，找{secret}"}
    refused = city.post(f"/api/complaints/{case}/confirm-publication", words)
    assert (refused.status_code, refused.json()["code"]) == (409, "publication.not_masked")
    assert refused.json()["clause"] == "suzhou.disclose.mask"
    again = city.send(f"/cases/{case}/do/confirm-publication", "efficiency_office", **words)
    assert "没有记录任何内容" in again.text
    assert city.get("/api/published", None).json()["total"] == 0


def test_what_was_taken_back_shows_nowhere_again_whatever_moment_is_asked(city):
    case = closed(city)
    confirmed(city, case)
    head = int(city.get("/api/publications").headers["X-Position"])
    assert city.get("/api/published", None).json()["total"] == 1
    city.do(case, "retract-publication", reason="当事人要求")
    assert "已修复" not in city.page("/zone", None).text
    assert city.get("/api/published", None, as_of=head).status_code == 422
    assert city.get("/api/publications", as_of=head).json()["items"][0]["state"] == "published"
    assert city.get("/api/publications").json()["items"][0]["state"] == "retracted"


def test_the_unit_asks_to_keep_it_out_and_the_office_rules(city):
    case = closed(city)
    city.do(case, "request-withholding", "roads.unit_clerk", reason="涉及未成年人")
    city.do(case, "draft-publication")
    words = drafted_words(city, case)
    refused = city.post(f"/api/complaints/{case}/confirm-publication", words)
    assert refused.json()["clause"] == "suzhou.disclose.exception"
    theirs = city.post(f"/api/complaints/{case}/request-withholding", {"reason": "x"}, "water.unit_clerk")
    assert theirs.status_code == 403
    city.do(case, "rule-on-withholding", granted=True, reason="同意")
    assert city.get("/api/publications", "roads.unit_clerk").json()["items"][0]["state"] == "withheld"
    assert city.get("/api/publications", "water.unit_clerk").json()["items"] == []
    assert city.post(f"/api/complaints/{case}/draft-publication", {}).status_code == 409


def test_a_report_of_wrongdoing_is_never_published(city):
    case = closed(city, kind="report")
    refused = city.post(f"/api/complaints/{case}/draft-publication", {})
    assert (refused.status_code, refused.json()["code"]) == (409, "publication.not_public")


def test_the_zone_is_filtered_by_kind_and_speaks_both_languages(city):
    confirmed(city, closed(city))
    assert "已修复" in city.page("/zone", None, kind="complaint").text
    assert "已修复" not in city.page("/zone", None, kind="help").text
    assert "What was asked, and what was done" in city.page("/zone", None, lang="en").text


def test_everyone_is_read_one_page_of_the_zone_and_told_how_many_there_are(city, monkeypatch):
    for kind in ("complaint", "complaint", "consultation"):
        confirmed(city, closed(city, kind=kind))
    reader, read = city.application.reader, []
    rows = reader.rows

    def counting(kind, *given, **named):
        found = rows(kind, *given, **named)
        read.extend(row for row in found if kind is Publications)
        return found

    monkeypatch.setattr(type(reader), "rows", lambda _, *given, **named: counting(*given, **named))
    answer = city.get("/api/published", None, limit=1, kind="complaint").json()
    assert len(read) == 1
    assert (len(answer["items"]), answer["total"]) == (1, 2)
    assert answer["by_kind"] == [{"value": "complaint", "count": 2}, {"value": "consultation", "count": 1}]
    assert city.get("/api/published", None, unit="water").json()["total"] == 0
