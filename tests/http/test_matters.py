"""事项清单 over HTTP and on its pages: a unit publishes its list, everybody reads it, a case cites it."""

from __future__ import annotations

import pytest

from tests.http.conftest import TEXT

CLERK = "permits.unit_clerk"
PERMIT = {"item": "road-permit", "kind": "licence", "title": "占道挖掘许可", "since": "2025-11-03", "days": 5}


@pytest.fixture
def bureau(city):
    """A county bureau beside the city, with a unit that lists its matters."""
    authority = {"authority": "there", "name": "彼地", "name_en": "There"}
    assert city.post("/api/authorities", authority, "administrator").status_code == 201
    edition = {"edition": "tongbai-2022", "effective_from": "2022-05-23"}
    assert city.post("/api/authorities/there/adopt-edition", edition, "administrator").status_code == 200
    unit = {"unit": "permits", "authority": "there", "name": "许可股", "name_en": "Permits"}
    seats = [
        {"seat": CLERK, "role": "unit_clerk"},
        {"seat": "permits.unit_first_responder", "role": "unit_first_responder"},
    ]
    assert city.post("/api/units", unit | {"seats": seats}, "administrator").status_code == 201
    for seat in (CLERK, "permits.unit_first_responder"):
        city.tokens[seat] = city.identities.add(seat, seat.rpartition(".")[2], "permits")
    return city


def listed(bureau, **more):
    answer = bureau.post("/api/units/permits/list-matter", PERMIT | more, CLERK)
    assert answer.status_code == 200, answer.text


def test_everybody_reads_a_list_and_how_it_read_on_another_day(bureau):
    listed(bureau)
    amended = PERMIT | {"since": "2025-11-10", "days": 8, "title": "占道许可"}
    assert bureau.post("/api/units/permits/amend-matter", amended, CLERK).status_code == 200
    now = bureau.client.get("/api/matters").json()
    assert [(line["days"], line["until"], line["holds"]) for line in now["items"]] == [
        (5, "2025-11-09", True),
        (8, None, False),
    ]
    then = bureau.client.get("/api/matters", params={"on": "2025-11-10", "unit": "permits"}).json()
    assert [line["title"] for line in then["items"] if line["holds"]] == ["占道许可"]
    assert bureau.client.get("/api/matters", params={"unit": "roads"}).json()["items"] == []


def test_a_unit_lists_amends_withdraws_and_puts_up_on_its_page(bureau):
    typed = {"item": "road-permit", "kind": "licence", "title": "占道挖掘许可", "since": "2025-11-03", "days": "5"}
    sent = bureau.send("/matters/permits/do/list-matter", CLERK, **typed)
    assert sent.status_code == 303, sent.text
    assert sent.headers["Location"].startswith("/matters/permits?after=")
    assert "占道挖掘许可" in bureau.page("/matters/permits/do/amend-matter", CLERK).text
    changed = typed | {"since": "2025-11-05", "days": "8", "title": "占道许可"}
    assert bureau.send("/matters/permits/do/amend-matter", CLERK, **changed).status_code == 303
    typed = {"what": "list_of_matters", "places": ["unit_premises", "website"], "since": "2025-11-03"}
    assert bureau.send("/matters/permits/do/post-list", CLERK, **typed).status_code == 303
    shown = bureau.page("/matters/permits", None).text
    assert "占道挖掘许可" in shown.partition("将要变更")[0]
    assert "占道许可" in shown.partition("将要变更")[2]
    assert "自 2025-11-03 起公示" in shown
    assert "没有公示的记录" in shown
    assert "/do/" not in shown
    gone = {"item": "road-permit", "last_day": "2025-11-20"}
    assert bureau.send("/matters/permits/do/withdraw-matter", CLERK, **gone).status_code == 303
    assert bureau.client.get("/api/matters", params={"on": "2025-11-21"}).json()["items"][1]["until"] == "2025-11-20"


def test_the_list_of_another_unit_is_not_touched_and_one_without_a_unit_is_not_there(bureau):
    other = bureau.post("/api/units/permits/list-matter", PERMIT, "roads.unit_clerk")
    assert (other.status_code, other.json()["code"]) == (403, "matter.not_your_list")
    assert bureau.page("/matters/permits/do/list-matter", "roads.unit_clerk").status_code == 403
    assert bureau.page("/matters/nobody").status_code == 404
    assert "现行文件没有要求列清单" in bureau.page("/matters/roads").text


def test_a_case_is_found_on_the_list_from_its_page_and_the_days_run(bureau):
    first = "permits.unit_first_responder"
    body = TEXT | {"authority": "there", "kind": "licence", "channel": "first_asked"}
    case = bureau.post("/api/complaints", body, first).json()["id"]
    bureau.do(case, "accept", first)
    assert f"/cases/{case}/do/cite-matter" not in bureau.page(f"/cases/{case}", first).text
    listed(bureau)
    assert f"/cases/{case}/do/cite-matter" in bureau.page(f"/cases/{case}", first).text
    form = bureau.page(f"/cases/{case}/do/cite-matter", first).text
    assert "占道挖掘许可" in form
    sent = bureau.send(f"/cases/{case}/do/cite-matter", first, unit="permits", item="road-permit")
    assert sent.status_code == 303, sent.text
    (clock,) = [each for each in bureau.get(f"/api/cases/{case}").json()["deadlines"] if each["name"] == "listed"]
    assert (clock["due_at"], clock["clause"]) == ("2025-11-11T00:00:00+08:00", "tongbai.list.matters")
    assert "对照许可股清单" in bureau.page(f"/cases/{case}", first).text
    listed(bureau, item="closure", title="封路许可")
    again = f"/cases/{case}/do/cite-matter"
    assert again in bureau.page(f"/cases/{case}", first).text, "the wrong one can be put right"
    unsaid = bureau.send(again, first, unit="permits", item="closure")
    assert (unsaid.status_code, "已对照" in unsaid.text) == (409, True)
    right = bureau.send(again, first, unit="permits", item="closure", instead_because="看错了一行")
    assert right.status_code == 303, right.text
    page = bureau.page(f"/cases/{case}", first).text
    assert "改正此前的road-permit" in page
    assert "「看错了一行」" in page or "看错了一行" in page
