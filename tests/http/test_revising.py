"""修订读法 on its page: which reading, what would change, from which day, why; and what is refused there."""

from __future__ import annotations

import re

FORM = "/editions/suzhou-2021/do/revise-reading?reading=R21"
SAID = {"reading": "R21", "choice": "per_extension", "effective_from": "2025-11-10", "reason": "各次延期分别计算"}


def test_an_edition_offers_each_reading_that_can_be_read_otherwise(city):
    page = city.page("/editions/suzhou-2021").text
    offered = set(re.findall(r"/editions/suzhou-2021/do/revise-reading\?reading=(\w+)", page))
    assert {"R21", "R26"} <= offered
    edition = city.get("/api/editions/suzhou-2021").json()
    fixed = {each["id"] for each in edition["readings"] if len(each["choices"]) == 1}
    assert not offered & fixed
    assert "revise-reading" not in city.page("/editions/suzhou-2021", None).text
    assert "revise-reading" not in city.page("/editions/suzhou-2021", "roads.unit_clerk").text


def test_the_form_shows_what_would_change_and_what_keeps_its_reading(city):
    case = city.dispatched("roads")
    city.do(case, "sign", "roads.unit_clerk")
    shown = city.page(FORM.partition("?")[0], reading="R21").text
    assert "会改变什么" in shown
    assert "extension.cap" in shown
    assert re.search(r"added_within_original|total_within_original", shown)
    assert "正在走的" in shown
    options = re.findall(r'<option value="(\w+)"', shown)
    assert "R26" not in options
    assert {"R21", "per_extension"} <= set(options)


def test_the_office_reads_a_clause_another_way_from_its_page(city):
    sent = city.send(FORM, "efficiency_office", **SAID)
    assert sent.status_code == 303, sent.text
    assert sent.headers["Location"].startswith("/editions/suzhou-2021?after=")
    (revised,) = city.get("/api/editions/suzhou-2021").json()["revisions"]
    assert (revised["reading"], revised["choice"], revised["effective_from"]) == ("R21", "per_extension", "2025-11-10")
    page = city.page("/editions/suzhou-2021").text
    assert "各次延期分别计算" in page
    assert "每次延期各不超原时限" in page


def test_what_is_over_is_refused_there_with_what_was_typed(city):
    refused = city.send(FORM, "efficiency_office", **SAID | {"effective_from": "2025-11-02"})
    assert refused.status_code == 409
    assert "没有记录任何内容" in refused.text
    assert "各次延期分别计算" in refused.text
    assert city.get("/api/editions/suzhou-2021").json()["revisions"] == []


def test_nobody_else_has_the_form_and_there_is_none_for_an_edition_nobody_knows(city):
    assert city.page(FORM, "roads.unit_clerk").status_code == 403
    assert city.page("/editions/nowhere-2021/do/revise-reading").status_code == 404


def test_without_a_reading_named_every_one_can_be_chosen(city):
    options = re.findall(r'<option value="(\w+)"', city.page("/editions/suzhou-2021/do/revise-reading").text)
    assert {"R21", "R26", "per_extension", "sum"} <= set(options)
