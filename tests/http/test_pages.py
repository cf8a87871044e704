"""The pages: what each seat sees, and what it never does."""

from __future__ import annotations

import re
from html import unescape

import pytest

from adapters.http.pages.rooms import PAGES
from adapters.http.pages.views import findings
from application.access import MAY, PUBLIC
from application.store import Busy, OutcomeUnknown
from domain.regulations.parts import Words
from tests.support.markup import one_line

ROLES = sorted(set(MAY) - {"system", "public"})
OPEN = (
    "/overview",
    "/worklist",
    "/rulings",
    "/escalations",
    "/findings",
    "/notices",
    "/editions",
    "/what-if",
    "/track",
    "/zone",
)


OF_ONE = {
    "/obligations/{obligation}",
    "/duty/{shift}",
    "/samples/{sample}",
    "/escalations/{escalation}",
    "/supervisions/{supervision}",
    "/consultations/{consultation}",
    "/accountability/{file}",
    "/assessments/{assessment}",
    "/rankings/{candidacy}",
    "/review/{case}/looks/{look}",
}
"""Pages of something that this case has none of."""


def actions(html):
    """Controls that would do something."""
    return re.findall(r'href="(/cases/[^"]+/do/[^"]+)"', html) + re.findall(
        r'<form[^>]+method="post"(?![^>]*sign-out)', html
    )


def test_every_page_is_shown_to_exactly_the_roles_the_table_names(city):
    case = city.dispatched("roads")
    wrong = []
    for page in PAGES:
        if page.path in OF_ONE:
            continue
        path = page.path.format(case=case, edition="suzhou-2021", unit="roads")
        for role in ROLES:
            who = f"roads.{role}" if role.startswith("unit_") else role
            status = city.page(path, who).status_code
            if (status == 200) != (page.action in MAY[role]) or status not in {200, 403}:
                wrong.append((path, role, status))
    assert wrong == []


def test_without_a_session_only_public_pages_are_shown(city):
    case = city.dispatched("roads")
    for page in PAGES:
        if page.path in OF_ONE:
            continue
        answer = city.page(page.path.format(case=case, edition="suzhou-2021", unit="roads"), None)
        assert answer.status_code == (200 if page.action in PUBLIC else 303), page.path
        if answer.status_code == 303:
            assert answer.headers["Location"].startswith("/sign-in?next=/")


def test_another_units_case_is_not_shown(city):
    case = city.dispatched("roads")
    assert city.page(f"/cases/{case}", "water.unit_clerk").status_code == 403
    assert city.page(f"/cases/{case}/do/sign", "water.unit_clerk").status_code == 403


def test_who_complained_is_shown_once_for_a_purpose_and_that_is_on_record(city):
    case = city.dispatched("roads")
    path = f"/cases/{case}"
    assert "Invented Person" not in city.page(path, "roads.unit_clerk").text
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', city.page(path, "roads.unit_clerk").text))
    cookie = {"Cookie": "session=roads.unit_clerk"}
    forged = city.client.post(f"{path}/identity", data={"purpose": "verify_facts"}, headers=cookie)
    assert forged.status_code == 403
    shown = city.client.post(f"{path}/identity", data=hidden | {"purpose": "contact_applicant"}, headers=cookie)
    assert "Invented Person" in shown.text
    assert "已记入查看记录" in shown.text
    assert "Invented Person" not in city.page(path, "roads.unit_clerk").text
    reviewed = city.page(path, "discipline_reviewer").text
    assert "谁看过诉求人" in reviewed
    assert "联系诉求人" in reviewed


def test_who_complained_is_on_no_page_of_the_unit(city):
    case = city.dispatched("roads")
    for path in (f"/cases/{case}", "/worklist", "/overview", f"/cases/{case}/do/submit-reply"):
        shown = city.page(path, "roads.unit_clerk").text
        assert "Invented Person" not in shown
        assert "0000-0000" not in shown


def test_what_can_be_done_is_offered_and_the_rest_says_why_not_with_its_clause(city):
    case = city.dispatched("roads")
    city.advance("2025-11-05T09:00:00+08:00")
    shown = city.page(f"/cases/{case}", "roads.unit_clerk").text
    assert f'href="/cases/{case}/do/sign"' in shown
    refused = re.search(r'id="why-request_return">(.*?)</span>', shown, re.DOTALL)
    assert refused is not None
    assert "退单期已过" in refused[1]
    assert "#suzhou.norm.deemed-accept" in shown


def test_a_case_is_signed_for_from_its_page(city):
    case = city.dispatched("roads")
    answer = city.send(f"/cases/{case}/do/sign", "roads.unit_clerk")
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(f"/cases/{case}?after=")
    assert city.page(answer.headers["Location"], "roads.unit_clerk").status_code == 200
    assert "签收" in city.page(f"/cases/{case}", "roads.unit_clerk").text


def test_a_form_sent_twice_is_recorded_once(city):
    case = city.dispatched("roads")
    path, who = f"/cases/{case}/do/contact", "roads.unit_clerk"
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', city.page(path, who).text))
    sent = hidden | {"way": "phone", "note": "spoke"}
    for _ in range(2):
        again = city.client.post(path, data=sent, headers=city._signed(who), follow_redirects=False)
        assert again.status_code == 303
    city.application.settle()
    facts = city.get(f"/api/cases/{case}/facts").json()["items"]
    assert [fact["topic"] for fact in facts].count("complaint.contacted") == 1


def test_nothing_typed_is_lost_where_a_form_is_refused(city):
    case = city.dispatched("roads")
    answer = city.send(f"/cases/{case}/do/request-return", "roads.unit_clerk", reason="Pipes are the water office's")
    assert answer.status_code == 422
    assert "Pipes are the water office&#39;s" in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert "#suzhou.norm.return-reason" in answer.text
    assert city.get("/api/refusals", case=case).json()["items"][0]["code"] == "parts.missing"


def test_a_form_of_another_session_is_not_taken(city):
    case = city.dispatched("roads")
    path, who = f"/cases/{case}/do/sign", "roads.unit_clerk"
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', city.page(path, who).text))
    answer = city.client.post(path, data=hidden | {"form_token": "forged"}, headers=city._signed(who))
    assert answer.status_code == 403
    assert city.get(f"/api/cases/{case}").json()["status"] == "dispatched"


def test_who_looked_at_an_older_version_is_told_so(city):
    case = city.dispatched("roads")
    path, who = f"/cases/{case}/do/contact", "roads.unit_clerk"
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', city.page(path, who).text))
    city.do(case, "sign", who)
    answer = city.client.post(path, data=hidden | {"way": "phone"}, headers=city._signed(who))
    assert answer.status_code == 409
    assert "先一步" in answer.text


def test_a_page_of_the_past_is_unmistakable_and_nothing_can_be_done_on_it(city):
    case = city.dispatched("roads")
    then = city.get(f"/api/cases/{case}").headers["X-Position"]
    city.do(case, "sign", "roads.unit_clerk")
    city.advance("2025-11-20T09:00:00+08:00")
    for path in (f"/cases/{case}", "/worklist", "/overview"):
        shown = city.page(path, as_of=then).text
        assert 'class="is-past"' in shown
        assert "当时视图" in shown
        assert actions(shown) == []
        assert "2025-11-20" not in shown
        links = re.findall(r'href="(/(?:cases|worklist|overview)[^"]*)"', shown)
        left = {link for link in links if "as_of=" not in link and "at=" not in link}
        assert left == {path}, "only the way back to now leaves the moment"
    assert "签收按时完成" not in city.page(f"/cases/{case}", as_of=then).text


def test_a_minute_that_was_typed_leads_to_the_same_page_as_of_that_minute(city):
    case = city.dispatched("roads")
    answer = city.page("/then", instant="2025-11-03T09:00", page=f"/cases/{case}?lang=zh")
    assert answer.status_code == 303
    assert re.fullmatch(rf"/cases/{case}\?lang=zh&as_of=2025-11-03T09%3A00%3A00%2B08%3A00", answer.headers["Location"])
    assert city.page("/then", instant="yesterday", page="/").status_code == 400
    outside = city.page("/then", instant="2025-11-03T09:00", page="//elsewhere.example/")
    assert outside.headers["Location"].startswith("/?as_of=") or outside.headers["Location"].startswith("/")
    assert "elsewhere" not in outside.headers["Location"]


def test_nobody_is_led_to_another_site_after_signing_in(city):
    for wanted in ("//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example"):
        answer = city.client.post(
            "/sign-in", params={"next": wanted}, data={"login": "auditor", "password": "open"}, follow_redirects=False
        )
        assert answer.headers["Location"] == "/worklist"


def test_signing_in_and_out(city):
    refused = city.client.post("/sign-in", data={"login": "auditor", "password": "wrong"})
    assert refused.status_code == 403
    assert 'value="auditor"' in refused.text
    assert "账号或密码不对" in refused.text
    answer = city.client.post(
        "/sign-in", data={"login": "efficiency_office", "password": "open"}, follow_redirects=False
    )
    cookie = answer.headers["Set-Cookie"]
    assert answer.headers["Location"] == "/overview"
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    city.client.cookies.clear()
    out = city.client.post(
        "/sign-out", data={"form_token": "form-efficiency_office"}, headers=city._signed("efficiency_office")
    )
    assert out.status_code == 200
    assert "efficiency_office" not in city.accounts.live


def test_a_citizen_sees_the_case_with_number_and_code_and_nothing_without(city):
    case = city.dispatched("roads")
    number = city.get(f"/api/cases/{case}").json()["number"]
    code = re.search(r"number=[^&]+&amp;code=([A-Z2-9]{8})", city.page(f"/cases/{case}").text)
    assert code is not None
    shown = city.page("/track", None, number=number, code=code[1].lower())
    assert "您的诉求正在办理" in shown.text
    assert "派单" not in shown.text
    assert "Invented Person" not in shown.text
    wrong = city.page("/track", None, number=number, code="AAAAAAAA").text
    unknown = city.page("/track", None, number="20200101-XXXXXX", code=code[1]).text
    for answer in (wrong, unknown):
        assert "编号或查询码不对" in answer
        assert "您的诉求正在办理" not in answer


def test_a_title_with_markup_in_it_stays_text(city):
    case = city.register(title='<script>alert("x")</script>')
    for path in (f"/cases/{case}", "/worklist"):
        shown = city.page(path).text
        assert "<script>alert" not in shown
        assert "&lt;script&gt;" in shown


def test_every_page_speaks_both_languages_and_loads_nothing_from_elsewhere(city):
    city.dispatched("roads")
    for path in OPEN:
        chinese, english = city.page(path).text, city.page(path, lang="en").text
        assert '<html lang="zh-CN"' in chinese
        assert '<html lang="en"' in english
        for html in (chinese, english):
            assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', html), path


def test_static_files_are_kept_for_ever_under_the_address_of_their_content(city):
    style = re.search(r'href="(/static/[^"]+/app.css)"', city.page("/worklist").text)
    assert style is not None
    answer = city.client.get(style[1])
    assert "immutable" in answer.headers["Cache-Control"]
    assert city.client.get("/static/000000000000/app.css").status_code == 404
    assert city.client.get("/static/000000000000/..%2ftemplating.py").status_code == 404


@pytest.mark.parametrize(("path", "status"), [("/cases/seven", 404), ("/cases/seven/do/sign", 404), ("/nowhere", 404)])
def test_a_page_that_is_not_there(city, path, status):
    assert city.page(path).status_code in {status, 422}


def test_the_trend_is_drawn_in_the_colours_of_the_page_with_its_data_beside_it(city):
    city.register()
    shown = one_line(city.page("/overview").text)
    drawn = "".join(re.findall(r'<div class="chart.*?</svg></div>', shown, re.DOTALL))
    assert drawn.count("<svg") == 2
    assert "var(--series-1)" in drawn
    assert not re.findall(r'(?:fill|stroke)="#[0-9a-fA-F]{6}"', drawn)
    assert "共登记1件" in drawn
    (row,) = re.findall(r'<th scope="row">2025-11-03</th>(.*?)</tr>', shown)
    came, closed = re.findall(r"<td>(.*?)</td>", row)
    assert closed == "0"
    path = unescape(re.search(r'href="([^"]+)"[^>]*>1</a>', came)[1])
    assert "Water in the road" in city.page(path).text


def test_an_open_instruction_stands_on_the_leaders_page(city):
    case = city.dispatched("roads")
    number = city.get(f"/api/cases/{case}").json()["number"]
    sent = city.send(
        f"/cases/{case}/do/instruct", "city_leader", instruction="Go and see", days="3", counted_in="working_day"
    )
    assert sent.status_code == 303
    assert number in city.page("/overview", "city_leader").text


def test_what_was_just_recorded_is_confirmed_and_a_plain_visit_is_not(city):
    case = city.dispatched("roads")
    sent = city.send(f"/cases/{case}/do/sign", "roads.unit_clerk")
    assert sent.status_code == 303, sent.text
    path, _, query = sent.headers["Location"].partition("?")
    after = dict([query.split("=")])
    assert "已记录" in city.page(path, "roads.unit_clerk", **after).text
    assert "已记录" not in city.page(path, "roads.unit_clerk").text


@pytest.mark.parametrize(
    ("path", "who", "query", "status"),
    [
        ("/search", "efficiency_office", {"q": "\0lamp"}, 422),
        ("/track", None, {"number": "\0a", "code": "x"}, 422),
        ("/instruct", "city_leader", {"number": "\0a"}, 404),
        ("/then", "efficiency_office", {"page": "//[", "instant": "2025-11-03T09:00"}, 400),
    ],
)
def test_an_address_that_nobody_could_type_is_refused_and_breaks_nothing(city, path, who, query, status):
    assert city.page(path, who, **query).status_code == status


@pytest.mark.parametrize(
    ("failure", "says", "says_not"),
    [(OutcomeUnknown, "再提交一次", "没有任何内容被改动"), (Busy, "没有任何内容被改动", "再提交一次")],
)
def test_a_form_whose_outcome_nobody_knows_never_says_that_nothing_was_changed(
    city, monkeypatch, failure, says, says_not
):
    case = city.register()

    def gone(_):
        raise failure("gone")

    with monkeypatch.context() as away:
        away.setattr(city.application.store.recorder.committer, "append", gone)
        shown = city.send(f"/cases/{case}/do/accept", "intake_clerk").text
    assert says in shown
    assert says_not not in shown


def test_a_form_that_could_not_even_be_read_has_changed_nothing_and_the_page_says_so(city):
    too_long = "x" * (1024 * 1024 + 1)
    answer = city.send("/new", "intake_clerk", title="Lamp", content=too_long)
    assert answer.status_code == 400
    assert "没有任何内容被改动" in answer.text


@pytest.mark.parametrize(
    ("sent", "by_itself"),
    [({}, False), ({"Sec-Fetch-Mode": "navigate"}, False), ({"Sec-Fetch-Mode": "cors"}, True)],
)
def test_a_page_that_asks_again_by_itself_says_so_to_the_session(city, sent, by_itself):
    who = "efficiency_office"
    city.page("/notices", who)
    assert city.client.get("/notices", headers={"Cookie": f"session={who}", **sent}).status_code == 200
    assert (who in city.accounts.by_itself) == by_itself


def test_a_filter_by_time_is_said_in_the_civil_day_whatever_offset_it_was_given_with(city):
    shown = city.page(
        "/cases", registered_from="2025-11-02T16:00:00+00:00", registered_until="2025-11-03T16:00:00+00:00"
    )
    assert "≥ 11/3 周一" in shown.text
    assert "≤ 11/3 周一" in shown.text


def test_a_list_keeps_its_filters_from_page_to_page_and_from_one_to_the_next(city, monkeypatch):
    monkeypatch.setattr(findings, "SHOWN", 1)
    late = [city.dispatched("roads") for _ in range(2)]
    city.advance("2025-11-04T15:00:00+08:00")
    for case in late:
        city.do(case, "sign", "roads.unit_clerk")
    shown = city.page("/findings", unit="roads").text
    assert "1–1 / 2" in shown
    address = unescape(re.search(r'href="([^"]*offset=1[^"]*)"', shown)[1])
    assert "unit=roads" in address
    assert "2–2 / 2" in city.page("/findings", unit="roads", offset=1).text
    assert all("unit=roads" in chip for chip in re.findall(r'class="chip" href="([^"]*(?:kind|status)=[^"]*)"', shown))
    assert "2–2" not in city.page("/findings", unit="water").text


def test_a_deadline_is_explained_in_the_words_it_ran_under(city, monkeypatch):
    case = city.dispatched("roads")
    editions = city.application.house.desk.editions
    for line in city.get(f"/api/cases/{case}/deadlines").json()["items"]:
        then = editions.edition(line["edition"], line["edition_hash"])
        said = then.clauses[line["clause"]].model_copy(update={"says": Words(zh="当时是这样写的", en="as it stood")})
        then = then.model_copy(update={"clauses": {**then.clauses, line["clause"]: said}})
        monkeypatch.setitem(editions._exact, line["edition_hash"], then)
    assert "当时是这样写的" in city.page(f"/cases/{case}").text
