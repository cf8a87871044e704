"""Every page, at a moment that has passed: unmistakable, without controls, and nothing recorded later on it."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from adapters.http.pages import showing
from adapters.http.pages.rooms import PAGES
from application.access import MAY, OF_OWN_UNIT
from tests.http.conftest import let_review
from tests.http.filled import asks_for_a_permit, assessed, found_in, owed, rostered, talked_over, what_was_known

WRITTEN_LATER = "Zeppelin"
"""Stands in every text that is written after the moment."""
LATER_DAYS = ("2025-12-0", "2025年12月", "12/8 ", "8 Dec")
SEATS = ("efficiency_office", "supervisor", "discipline_reviewer", "city_leader", "intake_clerk", "roads.unit_clerk")
OF_FIGURES = {"/scores", "/scores/{unit}", "/indicators", "/indicators/limits", "/indicators/orders"}
WORDLESS = {
    "/editions/{edition}",
    "/duty",
    "/duty/{shift}",
    "/samples",
    "/matters/{unit}",
    "/review/{case}/looks/{look}",
} | OF_FIGURES
"""Pages that show the rules alone, figures and what was closed, the day at hand, or what somebody saw once."""
ONLY_NOW = {"/zone"}
"""Pages of no other moment: what was taken back from the public shows nowhere again."""
PAGES_OF_THE_PAST = [page for page in PAGES if page.path not in ONLY_NOW]
OF_A_UNIT = {"complaints.sign", "notices.read"}
"""Actions whose pages fill up at a unit."""
OF_REVIEW = {"cases.review"}
"""Actions of who did not handle the case."""
OUTSIDE = ("/static/", "/api/docs", "/health", "/sign-in")
"""What is no page of the place, or the way in."""


def test_every_page_of_the_past_shows_the_past_alone(city):
    fill, then = what_was_known(city)
    what_came_later(city, fill)
    wrong = []
    for page in PAGES_OF_THE_PAST:
        for who in SEATS:
            if page.action not in MAY[who.rpartition(".")[2]] or is_elsewhere(page.path, who):
                continue
            path, query = address(page.path, fill)
            shown = city.page(path, who, as_of=then, **query)
            wrong += [f"{page.path} for {who} {fault}" for fault in faults(shown, then)]
    assert not wrong, "\n".join(wrong)


def test_what_came_later_is_on_the_pages_of_now(city):
    fill, _ = what_was_known(city)
    what_came_later(city, fill)
    silent = []
    for page in PAGES_OF_THE_PAST:
        who = "discipline_reviewer" if page.action in OF_REVIEW else "efficiency_office"
        who = "roads.unit_clerk" if page.action in OF_A_UNIT else who
        path, query = address(page.path, fill)
        shown = re.search(r"<main.*</main>", unescape(city.page(path, who, **query).text), re.DOTALL)
        assert shown, path
        if not any(mark in shown[0] for mark in (WRITTEN_LATER, *LATER_DAYS)):
            silent.append(page.path)
    assert sorted(silent) == sorted(WORDLESS), silent


@pytest.mark.parametrize("page", [each for each in PAGES_OF_THE_PAST if "{" not in each.path], ids=lambda it: it.path)
def test_a_page_of_the_past_says_so_in_both_languages(city, page):
    city.dispatched("roads")
    then = city.get("/api/cases").headers["X-Position"]
    who = "discipline_reviewer" if page.action in OF_REVIEW else "efficiency_office"
    assert "当时视图" in city.page(page.path, who, as_of=then).text
    assert "Back to now" in city.page(page.path, who, as_of=then, lang="en").text


def test_until_when_is_reckoned_by_the_working_days_that_were_known_then(city):
    asked = {"edition": "suzhou-2021", "clause": "suzhou.norm.handle-complaint", "start": "2027-03-01T10:00"}
    then = city.get("/api/cases").headers["X-Position"]
    before = city.page("/what-if", None, **asked).text
    announced = {"year": 2027, "notice": f"{WRITTEN_LATER} 1", "off": {"2027-03-03": "holiday"}, "working": {}}
    assert city.post("/api/schedules", announced).status_code == 201
    assert WRITTEN_LATER in city.page("/what-if", None, **asked).text
    past = city.page("/what-if", None, **asked, as_of=then).text
    assert WRITTEN_LATER not in past
    due = re.compile(r'<p class="big">(.*?)</p>')
    assert due.search(past)[1] == due.search(before)[1] != due.search(city.page("/what-if", None, **asked).text)[1]


def faults(shown, then):
    """What is wrong with a page of the past."""
    if shown.status_code != 200:
        yield f"answers {shown.status_code}"
        return
    html = unescape(shown.text)
    if 'class="is-past"' not in html or 'class="asofbar"' not in html:
        yield "does not say that it is the past"
    yield from (f"offers {control}" for control in controls(html))
    yield from (f"shows {mark}" for mark in (WRITTEN_LATER, *LATER_DAYS) if mark in html)
    way_back = re.search(r'<a class="btn solid" href="([^"]+)"', html)[1]
    for link in re.findall(r'href="(/[^"]*)"', html):
        asked = parse_qs(urlsplit(link).query)
        if link != way_back and not link.startswith(OUTSIDE) and "at" not in asked and asked.get("as_of") != [then]:
            yield f"leaves the moment by {link}"
    for form in re.findall(r"<form.*?</form>", html, re.DOTALL):
        if "/then" not in form and "sign-out" not in form and f'name="as_of" value="{then}"' not in form:
            yield f"leaves the moment by {form[:60]}"


def controls(html):
    """What would do something: a form that is sent, or the way to one."""
    forms = re.findall(r'<form[^>]+method="post"[^>]*action="([^"]+)"', html)
    links = re.findall(
        r'(?:href|action)="((?:/[a-z]+/[^"/]+/(?:do/[^"]+|propose))|(?:/new|/instruct|/assess|/publish-scores)(?:\?[^"]*)?)"',
        html,
    )
    return {each for each in [*forms, *links] if each != "/sign-out"}


def is_elsewhere(path, who):
    """The ladder or the candidate of another unit, and the review of a case that the seat had a hand in."""
    if path.startswith("/review/{case}") and who == "supervisor":
        return True
    return ("{escalation}" in path or "{candidacy}" in path) and who.rpartition(".")[2] in OF_OWN_UNIT


def address(path, fill):
    """A page's address, and what it is asked."""
    name = path.rpartition("/")[2]
    query = {"search": {"q": "Leak"}, "track": fill["track"], "what-if": fill["what-if"]}.get(name, {})
    return path.format(**{key: value for key, value in fill.items() if isinstance(value, str)}), query


def what_came_later(city, fill):
    """On each of them something more, said with a word that was never said before."""
    city.advance("2025-12-08T09:00:00+08:00")
    city.page(f"/cases/{fill['case']}")
    let_review(city, "auditor", number=WRITTEN_LATER)
    later = {"authority": "later", "name": WRITTEN_LATER, "name_en": WRITTEN_LATER}
    found_in(later, "tongbai-2022", city)
    found_in(later | {"authority": "latest"}, "suzhou-2021", city)
    announced = {"year": 2027, "notice": WRITTEN_LATER, "off": {"2027-03-03": "holiday"}, "working": {}}
    assert city.post("/api/schedules", announced).status_code == 201
    body = {"opinion": WRITTEN_LATER, "basis": "Article 8", "how_it_could_be_done": WRITTEN_LATER}
    raised = city.post(f"/api/escalations/{fill['escalation']}/raise", body, "permits.unit_section_head")
    assert raised.status_code == 200, raised.text
    told = {"way": "phone"}
    reminded = city.post(f"/api/supervisions/{fill['supervision']}/remind", told, "supervisor")
    assert reminded.status_code == 200, reminded.text
    assert city.post(f"/api/accountability/{fill['file']}/take-up-file", {}).status_code == 200
    city.do(fill["case"], "handle", "roads.unit_clerk", action="visited", note=WRITTEN_LATER)
    said = {"kind": "false_reply", "note": WRITTEN_LATER, "evidence": [WRITTEN_LATER]}
    other = city.dispatched("roads", title=f"Leak {WRITTEN_LATER}")
    city.do(other, "sign", "roads.unit_clerk")
    city.do(other, "record-finding", "supervisor", **said)
    talked_over(city, other, WRITTEN_LATER)
    returned = {"reason": WRITTEN_LATER, "basis": "Item 4", "suggested_unit": "water"}
    city.do(city.dispatched("roads", title="Leak"), "request-return", "roads.unit_clerk", **returned)
    asks_for_a_permit(city, WRITTEN_LATER)
    assessed(city, "posts_missing", WRITTEN_LATER)
    scored = {"score": "91", "note": WRITTEN_LATER, "evidence": [WRITTEN_LATER]}
    assert city.post(f"/api/rankings/{fill['candidacy']}/score-candidate", scored).status_code == 200
    owed(city)
    rostered(city, "2025-12-08")
    city.do(other, "hold-erasure", hold_for="court_case", document=WRITTEN_LATER)
    city.do(other, "request-identity", purpose="verify_facts", reason=WRITTEN_LATER)
    report = {"report": WRITTEN_LATER, "items": []}
    filed = city.post(f"/api/obligations/{fill['obligation']}/file-report", report, "roads.unit_clerk")
    assert filed.status_code == 200, filed.text
    matter = {"item": "tree", "kind": "licence", "title": WRITTEN_LATER, "since": "2025-12-08"}
    listed = city.post("/api/units/permits/list-matter", matter, "permits.unit_section_head")
    assert listed.status_code == 200, listed.text
    checked = {"place": 1, "way": "phone", "result": "not_reached", "note": WRITTEN_LATER}
    assert city.post(f"/api/samples/{fill['sample']}/check-sample", checked).status_code == 200
    fixed = {"form": "one_plus_x", "lead": "roads", "assisting": ["water"]}
    path = f"/api/consultations/{fill['consultation']}/fix-consultation"
    assert city.post(path, fixed).status_code == 200


def test_a_page_of_now_stays_one_when_a_fact_comes_in_while_it_is_read(city, monkeypatch):
    """It is read again as of the position seen first; that makes no past of it."""
    case = city.dispatched("roads")

    def disturbed(views, as_of, ask):
        seen = views.position() if as_of is None else as_of
        return ask(seen), seen

    monkeypatch.setattr(showing, "exactly", disturbed)
    shown = city.page(f"/cases/{case}").text
    assert "is-past" not in shown
    assert f"/cases/{case}/do/" in shown
