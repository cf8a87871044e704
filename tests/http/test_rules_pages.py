"""The rules in the open: an edition clause by clause, and until when anyone's request runs."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest

from adapters.http.pages.clause_order import part_of, part_words, standing
from adapters.http.pages.governed_words import governed_words
from adapters.regulations import shipped
from domain.regulations.model import Edition
from tests.support.markup import one_line

DUE = re.compile(r'<p class="big">(.*?)</p>')
ABOUT_ITSELF = {"id", "place", "title", "document", "authority_kind", "hash", "effective_from_source"}
DECLARED = {"roles", "clauses", "limits", "readings", "gaps", "contradictions", "findings", "steps"}
SECTIONS = Edition.model_fields.keys() - ABOUT_ITSELF - DECLARED
ASKED = {"edition": "suzhou-2021", "start": "2025-09-29T16:00"}


def seen(city, path, **query):
    return unescape(city.page(path, None, **query).text)


@pytest.mark.parametrize("edition", list(shipped()), ids=lambda edition: edition.id)
def test_an_edition_shows_every_clause_its_readings_and_its_doubts(city, edition):
    html = seen(city, f"/editions/{edition.id}")
    for clause in edition.clauses.values():
        assert f'id="{clause.id}"' in html
        assert clause.says.zh in html
    for reading in edition.readings:
        assert reading.why.zh in html
    for doubt in (*edition.contradictions, *edition.gaps):
        assert doubt.says.zh in html
    assert 'action="/sign-out"' not in html


def test_the_clauses_of_an_edition_stand_in_the_order_of_the_text(city):
    html = one_line(seen(city, "/editions/suzhou-2021"))
    shown = re.findall(r'<b class="at">(.*?)</b>', html)
    assert shown == sorted(shown, key=standing)
    parts = re.findall(r"<summary><h2>(.*?)</h2>", html)
    assert parts == list(dict.fromkeys(part_words(part_of(at))[0] for at in shown))


def test_every_part_can_be_opened_at_once(city):
    assert seen(city, "/editions/suzhou-2021").count('id="part-2">') == 1
    assert seen(city, "/editions/suzhou-2021", whole="true").count('id="part-2" open>') == 1


@pytest.mark.parametrize(
    ("at", "key"),
    [
        ("附件2 四(八)7", (1, 2, 4, 8, 7)),
        ("三(六)3", (0, 3, 6, 3)),
        ("六.2（原文误作四.2）", (0, 6, 2)),
        ("通知", (0,)),
    ],
)
def test_a_place_in_the_text_is_read_as_numbers(at, key):
    assert standing(at) == key


def test_tens_are_read_as_numbers():
    assert standing("附件1 二十三") == (1, 1, 23)
    assert standing("十") == (0, 10)


def test_every_limit_of_every_edition_is_answered_or_says_why_not(city):
    for edition in shipped():
        for limit in edition.limits:
            html = seen(
                city,
                "/what-if",
                edition=edition.id,
                clause=limit.clause,
                start="2026-03-02T09:00",
                days="5",
                until="2026-03-20",
            )
            assert DUE.search(html) or 'role="alert"' in html, limit.id
            refused = re.search(r'role="alert">.*?<b>(.*?)</b>', html, re.DOTALL)
            assert refused is None or re.search("[\u4e00-\u9fff]", refused[1]), limit.id


def test_a_clause_about_one_kind_needs_no_kind_to_be_chosen(city):
    html = seen(city, "/what-if", clause="suzhou.norm.handle-emergency", **ASKED)
    assert DUE.search(html)[1] == "2025年9月29日（周一）24:00"
    assert 'id="kind"' not in html


def test_a_clause_about_several_kinds_offers_those_alone(city):
    html = seen(city, "/what-if", clause="suzhou.norm.handle-consult", **ASKED)
    offered = re.search(r'<select class="inp" id="kind".*?</select>', html, re.DOTALL)[0]
    assert re.findall(r'value="(\w+)"', offered) == ["consultation", "urgent"]


def test_a_limit_that_another_rule_gives_asks_for_its_figure(city):
    clause = "suzhou.norm.handle-special"
    assert "填上它，再计算" in seen(city, "/what-if", clause=clause, **ASKED)
    given = seen(city, "/what-if", clause=clause, days="5", unit="working_day", **ASKED)
    assert DUE.search(given)[1] == "2025年10月13日（周一）24:00"


def test_a_start_that_another_clause_speaks_about_leads_there(city):
    html = seen(city, "/what-if", clause="suzhou.norm.sign-am", **ASKED)
    assert DUE.search(html) is None
    (way,) = re.findall(r'href="(/what-if\?[^"]*sign-pm[^"]*)"', html)
    assert DUE.search(seen(city, "/what-if", **dict(parse_qsl(urlsplit(way).query))))[1] == "2025年9月30日（周二）12:00"


def test_the_start_stays_as_it_was_typed(city):
    assert 'value="2025-09-29T16:00"' in seen(city, "/what-if", clause="suzhou.norm.handle-complaint", **ASKED)
    html = seen(city, "/what-if", edition="suzhou-2021", clause="suzhou.norm.handle-complaint", start="yesterday")
    assert 'value="yesterday"' in html
    assert 'role="alert"' in html


def test_another_reading_is_shown_with_its_day(city):
    html = seen(city, "/what-if", clause="suzhou.report.monthly-due", **ASKED)
    assert "1 日所在的那一周" in html
    assert "2025年10月5日（周日）" in html


def test_a_strip_has_every_day_of_a_window(city):
    html = seen(city, "/what-if", clause="suzhou.report.monthly-due", **ASKED)
    days = re.findall(r'<span class="dn">(?:<i>\d+/</i>)?(\d+)</span>', html)
    assert days == [str(day) for day in range(1, 10)]


def test_a_weekend_that_merely_counts_is_not_marked_as_worked(city):
    asked = {"edition": "anqing-2025", "clause": "anqing.handle.simple-deadline"}
    assert "班</b>" not in seen(city, "/what-if", start="2025-11-03T09:00", **asked)
    assert "班</b>" in seen(city, "/what-if", clause="suzhou.norm.handle-complaint", **ASKED)


def test_a_limit_says_for_which_matters_it_is(city):
    html = one_line(seen(city, "/editions/suzhou-2021", whole="true"))
    clause = html[html.index('id="suzhou.norm.handle-complaint"') :]
    first = clause[: clause.index("</p>", clause.index('class="ran"'))]
    assert re.findall(r'<b>(.*?)</b>\s*<span class="tag">(.*?)</span>', first) == [("办理", "投诉")]


def test_what_a_clause_governs_is_called_as_the_text_itself_calls_it(city):
    html = one_line(seen(city, "/editions/tongbai-2022", whole="true"))
    assert "职责：局党组" in html
    assert "职责：“办不成事”受理办公室" in html


@pytest.mark.parametrize("section", sorted(SECTIONS))
def test_every_section_a_clause_may_govern_has_words(section):
    assert governed_words(f"{section}.anything")[0] != (f"{section}.anything",) * 2
