"""回访抽查 over HTTP and on its pages: drawn once, drawn again by anybody, checked with a clock."""

from __future__ import annotations

import hashlib
from uuid import UUID

import pytest
from typer.testing import CliRunner

from adapters.cli.main import app
from domain.aggregates.sample import Sample
from domain.calendar.terms import Term
from domain.errors import NotFound

FIRST = "lanes.unit_first_responder"
SEEN = {"means": ["site_visit"], "course": "到场", "causes": "老化", "place": "桥边", "persons": "二人"}
NOVEMBER_TERM = Term("2025-11")
NOVEMBER = {"authority": "there", "month": "2025-11"}


def closed(county, channel="county_platform"):
    """A case from its first word to its end."""
    told = {"authority": "there", "kind": "simple", "channel": channel}
    case = county.register(**told)
    county.do(case, "dispatch", "leading_group", unit="lanes")
    county.do(case, "contact", FIRST, way="phone", note="已听取")
    county.do(case, "accept", FIRST)
    county.do(case, "verify", FIRST, duplicate=False, elsewhere="无", **SEEN)
    county.do(case, "file-opinion", FIRST, opinion="更换", nature="individual")
    county.do(case, "handle", FIRST, action="repaired")
    county.do(case, "submit-reply", FIRST, reply="已办好", outcome="done", approved_by="unit_deputy")
    return case


@pytest.fixture
def county(city):
    """Three cases closed in November, one of them not from a county's platform; it is December."""
    city.tokens["county_office"] = city.identities.add("county_office", "county_office", None)
    city.tokens[FIRST] = city.identities.add(FIRST, "unit_first_responder", "lanes")
    authority = {"authority": "there", "name": "彼地", "name_en": "There"}
    assert city.post("/api/authorities", authority, "administrator").status_code == 201
    edition = {"edition": "anqing-2025", "effective_from": "2025-09-22"}
    assert city.post("/api/authorities/there/adopt-edition", edition, "administrator").status_code == 200
    unit = {"unit": "lanes", "authority": "there", "name": "巷道处", "name_en": "Lanes"}
    seats = [{"seat": FIRST, "role": "unit_first_responder", "level": 1}]
    assert city.post("/api/units", unit | {"seats": seats}, "administrator").status_code == 201
    city.cases = [closed(city), closed(city), closed(city, "efficiency_platform")]
    city.advance("2025-12-01T09:00:00+08:00")
    return city


def sampled(county):
    answer = county.post("/api/samples", NOVEMBER)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def test_a_month_is_drawn_once_from_what_the_counties_closed(county):
    id = sampled(county)
    answer = county.get(f"/api/samples/{id}").json()
    assert (answer["it"]["size"], answer["it"]["drawn"], len(answer["numbers"])) == (2, 1, 2)
    assert answer["drawn"][0]["drawn"] in county.cases[:2]
    assert answer["drawn"][0]["deadline"]["due_at"] == "2025-12-16T00:00:00+08:00"
    assert county.post("/api/samples", NOVEMBER).json()["code"] == "sample.drawn_already"
    assert county.post("/api/samples", NOVEMBER | {"month": "2025-12"}).json()["code"] == "sample.month_not_over"
    assert county.post("/api/samples", NOVEMBER | {"month": "2025-13"}).status_code == 422


def test_anybody_can_draw_the_same_from_what_is_published(county):
    answer = county.get(f"/api/samples/{sampled(county)}").json()
    it, numbers = answer["it"], answer["numbers"]
    assert hashlib.sha256("".join(f"{number}\n" for number in numbers).encode()).hexdigest() == it["frame"]
    order = sorted(numbers, key=lambda number: hashlib.sha256(f"{it['seed']}:{number}".encode()).hexdigest())
    assert [each["number"] for each in answer["drawn"]] == order[: it["drawn"]]
    assert (answer["is_same_frame"], answer["is_same_seed"], answer["is_same_draw"]) == (True, True, True)


def test_a_list_that_is_another_afterwards_is_seen(county, monkeypatch):
    sample, counted = UUID(sampled(county)), type(county.application.house.counted)
    listed = list(county.application.house.counted.closings("there", NOVEMBER_TERM.begins, NOVEMBER_TERM.ends))
    one_less = [each for each in listed if each.case != UUID(county.cases[0])]
    monkeypatch.setattr(counted, "closings", lambda *_: one_less)
    again = county.application.house.sampling.draw_again(sample)
    assert (again.is_same_frame, again.is_same_seed, again.agrees) == (False, True, False)
    assert len(again.frame) == 1


def test_what_was_drawn_is_checked_on_its_page(county):
    id = sampled(county)
    page = county.page("/samples").text
    assert f"/samples/{id}" in page
    answer = county.get(f"/api/samples/{id}").json()
    form = county.page(f"/samples/{id}/do/check-sample").text
    assert f"1 · {answer['drawn'][0]['number']}" in form
    typed = {"place": "1", "way": "visit", "result": "never_asked", "note": "县里没有人问过"}
    sent = county.send(f"/samples/{id}/do/check-sample", "efficiency_office", **typed)
    assert sent.status_code == 303, sent.text
    assert sent.headers["Location"].startswith(f"/samples/{id}?")
    shown = county.page(f"/samples/{id}").text
    assert "未曾回访" in shown
    assert "县里没有人问过" in shown
    assert "check-sample" not in shown
    checked = county.get(f"/api/samples/{id}").json()
    assert checked["version"] == county.application.store.get(Sample, UUID(id)).version
    assert (checked["it"]["checked"], checked["drawn"][0]["deadline"]["state"]) == (1, "met")
    before = county.get(f"/api/samples/{id}", as_of=answer["as_of"]).json()
    assert (before["it"]["checked"], before["drawn"][0]["result"]) == (0, None)
    drawn = checked["drawn"][0]["drawn"]
    case = county.page(f"/cases/{drawn}").text
    assert f"/samples/{id}" in case
    assert "县里没有人问过" in case
    assert "待核实" in county.page(f"/cases/{drawn}", as_of=answer["as_of"]).text
    assert "/samples/" not in county.page(f"/cases/{drawn}", FIRST).text, "a unit is not told that it was drawn"
    (other,) = set(county.cases[:2]) - {drawn}
    assert "/samples/" not in county.page(f"/cases/{other}").text.partition("<main")[2]


def test_a_page_says_why_nothing_can_be_drawn(county):
    refused = county.send("/samples/new", "efficiency_office", month="2025-11")
    assert refused.status_code == 409
    assert "没有可抽的案件，或本版本没有抽查" in refused.text


def test_the_supervision_group_draws_nothing_where_the_text_has_the_office_draw(county):
    answer = county.post("/api/samples", NOVEMBER, "supervisor")
    assert (answer.status_code, answer.json()["code"]) == (403, "sample.not_the_sampler")


def test_no_unit_sees_who_was_drawn_and_the_county_reads(county):
    id = sampled(county)
    assert county.client.get(f"/api/samples/{id}", headers=county._as(FIRST)).status_code == 403
    assert county.client.get("/api/samples", headers=county._as("county_office")).status_code == 200
    assert county.get("/api/samples/00000000-0000-4000-8000-000000000009").status_code == 404


def test_the_command_draws_again_from_the_record(county, database, tmp_path, monkeypatch):
    sampled(county)
    monkeypatch.setenv("DATABASE_URL", database.owner)
    monkeypatch.setenv("TIJI_DATA", str(tmp_path))
    done = CliRunner().invoke(app, ["sample", "2025-11"])
    assert done.exit_code == 0, done.output
    assert [line for line in done.stdout.splitlines() if line.startswith("✓")] == ["✓ list", "✓ seed", "✓ draw"]
    assert "there 2025-11  1/2" in done.stdout
    missing = CliRunner().invoke(app, ["sample", "2025-10"])
    assert isinstance(missing.exception, NotFound)
