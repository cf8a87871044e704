"""What a citizen does with number and code: rate the outcome, add material; nobody else's case, nothing twice."""

from __future__ import annotations

import re

import pytest

from adapters.http.pages import doing
from application.tracking import tracking_code
from tests.http.conftest import TEXT

PNG = b"\x89PNG\r\n\x1a\n" + b"invented picture" * 9
ITEMS = ["point_by_point", "cited_documents", "communication_record", "satisfaction", "handler_contact"]


class Citizen:
    """Someone with a receipt."""

    def __init__(self, city, case):
        secret = city.application.house.desk.secret
        self.city, self.case = city, case
        self.number = city.get(f"/api/cases/{case}").json()["number"]
        self.code = tracking_code(secret, __import__("uuid").UUID(case))

    def page(self):
        return self.city.page("/track", None, number=self.number, code=self.code).text

    def hidden(self):
        return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', self.page()))

    def send(self, deed, hidden=None, files=(), **typed):
        sent = (hidden or self.hidden()) | typed
        answer = self.city.client.post(f"/track/{deed}", data=sent, files=files or None, follow_redirects=False)
        self.city.application.settle()
        return answer


@pytest.fixture
def citizen(city):
    return Citizen(city, city.dispatched("roads"))


def closed(city, case):
    city.do(case, "sign", "roads.unit_clerk")
    reply = {"reply": "Mended", "outcome": "done", "approved_by": "unit_deputy", "items": ITEMS}
    city.do(case, "submit-reply", "roads.unit_clerk", **reply)
    city.do(case, "accept-reply")
    city.do(case, "tell-citizen", way="phone", call_record="Told")
    city.do(case, "close", outcome="done")


def topics(city, case):
    return [fact["topic"] for fact in city.get(f"/api/cases/{case}/history").json()["items"]]


def test_a_citizen_rates_a_closed_case_once_however_often_the_form_is_sent(city, citizen):
    assert "您满意吗" not in citizen.page()
    closed(city, citizen.case)
    assert "Mended" in citizen.page()
    hidden = citizen.hidden()
    for _ in range(2):
        assert citizen.send("rate", hidden, rating="bad", note="Still dark").status_code == 303
    assert topics(city, citizen.case).count("complaint.followed_up") == 1
    assert city.get(f"/api/cases/{citizen.case}").json()["status"] == "verifying"
    assert "已记下您的评价" in city.page("/track", None, number=citizen.number, code=citizen.code, done="rate").text


def test_a_rating_that_is_none_is_refused_and_what_was_written_stays(city, citizen):
    closed(city, citizen.case)
    refused = citizen.send("rate", rating="superb", note="My words")
    assert refused.status_code == 422
    assert "My words" in refused.text


def test_a_case_that_is_not_closed_cannot_be_rated(citizen):
    refused = citizen.send("rate", rating="good")
    assert refused.status_code == 409
    assert "没有记下来" in refused.text


def test_a_citizen_adds_material_that_the_unit_sees(city, citizen):
    answer = citizen.send("material", files=[("files", ("lamp.png", PNG, "image/png"))], note="By night")
    assert answer.status_code == 303
    (file,) = city.get(f"/api/cases/{citizen.case}/files").json()["items"]
    assert file["role"] == "citizen"
    assert city.get(f"/api/cases/{citizen.case}/files/{file['file']}", "roads.unit_clerk").content == PNG
    assert "收到补充材料" in citizen.page()


def test_without_the_right_code_nothing_is_done(city, citizen):
    for code in ("", "AAAAAAAA"):
        answer = citizen.send("material", code=code, note="From a stranger")
        assert answer.headers["Location"].startswith("/track?number=")
    assert "complaint.material_added" not in topics(city, citizen.case)


def test_there_are_no_other_deeds(citizen):
    assert citizen.send("nonsense").status_code == 404


def test_a_citizens_token_registers_and_touches_no_case(city, citizen):
    city.tokens["citizen"] = city.identities.add("citizen", "citizen", None)
    assert city.post("/api/complaints", TEXT, "citizen").status_code == 201
    refused = city.post(f"/api/complaints/{citizen.case}/follow-up", {"way": "app", "rating": "bad"}, "citizen")
    assert refused.json()["code"] == "access.not_yours"


def test_a_number_that_no_keyboard_sends_is_a_wrong_number(citizen):
    answer = citizen.send("material", citizen.hidden() | {"number": "\0"}, note="Again.")
    assert answer.status_code == 303
    assert "code=%3F" in answer.headers["Location"]


def test_a_form_that_does_not_say_how_long_it_is_is_refused_once_it_is_too_long(citizen, monkeypatch):
    monkeypatch.setattr(doing, "LARGEST", 100)
    monkeypatch.setattr(doing, "ROOM", 100)

    def parts():
        yield b'--edge\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\n'
        yield from [b"x" * 100] * 20
        yield b"\r\n--edge--\r\n"

    kind = {"Content-Type": "multipart/form-data; boundary=edge"}
    answer = citizen.city.client.post("/track/material", content=parts(), headers=kind, follow_redirects=False)
    assert answer.status_code == 413
