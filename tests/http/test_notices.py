"""Notices over HTTP and on the pages: who was told, what stands in whose list, who opened it."""

from __future__ import annotations

import re

from tests.support.markup import one_line

CLERK, OTHER, OFFICE = "roads.unit_clerk", "water.unit_clerk", "efficiency_office"
ITEMS = ["point_by_point", "cited_documents", "communication_record", "satisfaction", "handler_contact"]
CONTACT = "0000-0042"


def told(city, case, who=OFFICE, **query):
    answer = city.get(f"/api/cases/{case}/notices", who, **query)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


def listed(city, who, **query):
    answer = city.get("/api/notices", who, **query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def bell(city, who, path="/notices"):
    found = re.search(r'class="bell"[^>]*>.*?<b>(\d+)</b>', one_line(city.page(path, who).text))
    return int(found[1]) if found else 0


def press(city, notice, who):
    """The button in the list; the page leads its form's token along."""
    sent = city.client.post(
        f"/notices/{notice}/open", data=hidden(city, who), headers=city._signed(who), follow_redirects=False
    )
    city.application.settle()
    return sent


def hidden(city, who):
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', city.page("/notices", who).text))


def closed(city):
    case = city.dispatched("roads", contact=CONTACT)
    city.do(case, "sign", CLERK)
    reply = {"reply": "Mended", "outcome": "done", "approved_by": "unit_deputy", "items": ITEMS}
    city.do(case, "submit-reply", CLERK, **reply)
    city.do(case, "accept-reply")
    city.do(case, "tell-citizen", way="phone", call_record="told")
    city.do(case, "close", outcome="done")
    return case


def test_an_order_stands_in_the_list_of_the_clerk_it_is_for_and_of_no_other_unit(city):
    case = city.dispatched("roads")
    (line,) = listed(city, CLERK, mine=True)["items"]
    assert (line["case"], line["template"], line["seat"], line["status"]) == (
        case,
        "order_dispatched",
        CLERK,
        "delivered",
    )
    assert line["says"] == "新派单，请签收"
    assert listed(city, CLERK, mine=True, language="en")["items"][0]["says"] == "A new order to sign for"
    assert listed(city, OTHER, mine=True)["total"] == listed(city, OTHER)["total"] == 0
    assert city.get("/api/notices", OTHER, unit="roads").status_code == 403
    assert city.get(f"/api/cases/{case}/notices", OTHER).status_code == 403


def test_opening_says_by_whom_and_when_and_only_who_it_is_for_may(city):
    case = city.dispatched("roads")
    (line,) = told(city, case)
    path = f"/api/notices/{line['notice']}/open"
    for stranger in (OTHER, OFFICE):
        refused = city.post(path, {}, stranger)
        assert (refused.status_code, refused.json()["code"]) == (403, "notice.not_addressed")
    assert city.post(path, {}, "supervisor").status_code == 403
    opened = city.post(path, {}, CLERK)
    assert opened.json()["facts"] == ["notice.opened"]
    assert city.post(path, {}, CLERK).json()["facts"] == []
    (line,) = told(city, case)
    assert (line["status"], line["opened_by"]) == ("opened", [CLERK])
    page = city.page(f"/cases/{case}").text
    assert "roads · 承办人 打开于" in page
    assert CLERK not in page


def test_a_notice_is_shown_as_it_was_known_then(city):
    case = city.dispatched("roads")
    (line,) = told(city, case)
    before = int(city.get("/api/notices").headers["X-Position"])
    city.post(f"/api/notices/{line['notice']}/open", {}, CLERK)
    assert [each["status"] for each in told(city, case, as_of=before)] == ["delivered"]
    assert listed(city, OFFICE, as_of=before)["by_status"] == [{"value": "delivered", "count": 1}]
    assert listed(city, OFFICE)["by_status"] == [{"value": "opened", "count": 1}]
    assert listed(city, OFFICE, as_of=line["cause"])["total"] == 0
    past = city.page("/notices", CLERK, as_of=before).text
    assert "新派单" in past
    assert f"/notices/{line['notice']}/open" not in past


def test_the_bell_counts_what_nobody_opened_and_pressing_open_leads_to_the_case(city):
    case = city.dispatched("roads")
    city.dispatched("roads")
    assert (bell(city, CLERK), bell(city, CLERK, "/worklist"), bell(city, OTHER)) == (2, 2, 0)
    notice = told(city, case)[0]["notice"]
    sent = press(city, notice, CLERK)
    assert (sent.status_code, sent.headers["Location"].partition("?")[0]) == (303, f"/cases/{case}")
    assert bell(city, CLERK) == 1


def test_looking_at_the_list_opens_nothing(city):
    case = city.dispatched("roads")
    city.page("/notices", CLERK)
    city.page(f"/cases/{case}", CLERK)
    assert told(city, case)[0]["status"] == "delivered"


def test_a_press_without_the_token_of_the_form_opens_nothing(city):
    case = city.dispatched("roads")
    notice = told(city, case)[0]["notice"]
    sent = city.client.post(f"/notices/{notice}/open", headers=city._signed(CLERK), follow_redirects=False)
    assert sent.status_code == 403
    assert press(city, notice, OTHER).status_code == 403
    assert told(city, case)[0]["status"] == "delivered"


def test_the_case_page_says_who_was_told_and_who_opened_it(city):
    case = closed(city)
    page = city.page(f"/cases/{case}").text
    block = page[page.index('id="told"') :]
    assert "已办结，请查看并评价" in block
    assert "诉求人" in block
    assert "短信" in block


def test_no_answer_and_no_page_says_the_number_that_was_written_to(city):
    case = closed(city)
    sms = [each for each in told(city, case) if each["way"] == "sms"]
    assert [(each["template"], each["status"]) for each in sms] == [
        ("citizen_told", "delivered"),
        ("case_closed", "delivered"),
    ]
    for text in (
        city.get(f"/api/cases/{case}/notices").text,
        city.get("/api/notices").text,
        city.page("/notices").text,
        city.page(f"/cases/{case}", CLERK).text,
    ):
        assert CONTACT not in text
        assert CONTACT.replace("-", "") not in text


def test_a_message_that_went_out_is_not_opened_in_the_pages(city):
    case = closed(city)
    sms = next(each for each in told(city, case) if each["way"] == "sms")
    refused = city.post(f"/api/notices/{sms['notice']}/open", {}, OFFICE)
    assert refused.json()["code"] == "notice.not_opened_here"


def test_who_is_not_inside_reads_none(city):
    assert city.get("/api/notices", None).status_code == 401
    assert city.page("/notices", None).status_code == 303


def test_a_reviewer_reads_what_everyone_was_told_and_opens_none(city):
    case = city.dispatched("roads")
    page = city.page("/notices", "discipline_reviewer").text
    assert "新派单" in page
    assert "/open" not in page
    assert city.get(f"/api/cases/{case}/notices", "discipline_reviewer").status_code == 200
