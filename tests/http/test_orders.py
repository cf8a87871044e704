"""Every figure opens to its orders: rates, the time taken, satisfaction; each unit sees its own."""

from __future__ import annotations

import re

import pytest

NOVEMBER = {"term": "2025-11"}
OF = "/api/indicators/orders"


@pytest.fixture
def late(city):
    """A case nobody closes until it is too late."""
    case = city.dispatched("roads")
    city.advance("2025-11-20T09:00:00+08:00")
    return case


def rate(city, name, unit):
    found = city.get("/api/indicators", **NOVEMBER).json()
    (of,) = [each for each in found["items"] if each["unit"] == unit]
    return next(line for line in of["rates"] if line["rate"] == name)


@pytest.mark.parametrize("name", ["closed_in_time", "told_in_time", "solved", "satisfied"])
@pytest.mark.parametrize("unit", [None, "roads", "water"])
def test_a_rate_is_its_orders_counted(city, late, name, unit):
    opened = city.get(OF, of=name, **NOVEMBER, **({"unit": unit} if unit else {})).json()
    shown = rate(city, name, unit)
    assert (opened["counted"], opened["out_of"], opened["percent"]) == (
        shown["counted"],
        shown["of"],
        shown["percent"],
    )
    assert opened["clause"] == shown["clause"]
    if name == "closed_in_time":
        assert [line["case"] for line in opened["items"]] == ([] if unit == "water" else [late])


def test_an_order_says_what_it_counts_as_and_when_it_was_due(city, late):
    (line,) = city.get(OF, of="closed_in_time", **NOVEMBER).json()["items"]
    assert (line["case"], line["unit"], line["counts_as"]) == (late, "roads", "missed")
    assert line["due_at"].startswith("2025-11-1")
    assert city.get(OF, of="closed_in_time", counts_as="kept", **NOVEMBER).json()["items"] == []
    assert city.get(OF, of="closed_in_time", kind="consultation", **NOVEMBER).json()["out_of"] == 0


@pytest.mark.usefixtures("late")
def test_a_unit_sees_its_own_orders_and_asks_for_no_others(city):
    assert city.get(OF, "water.unit_clerk", of="closed_in_time", **NOVEMBER).json()["items"] == []
    assert len(city.get(OF, "roads.unit_clerk", of="closed_in_time", **NOVEMBER).json()["items"]) == 1
    refused = city.get(OF, "water.unit_clerk", of="closed_in_time", unit="roads", **NOVEMBER)
    assert refused.status_code == 403


def test_a_figure_nobody_knows_is_refused_with_those_there_are(city):
    refused = city.get(OF, of="happiness", **NOVEMBER)
    assert (refused.status_code, refused.json()["code"]) == (409, "indicators.figure_unknown")
    assert "closed_in_time" in refused.json()["remedy"]


def test_orders_are_answered_as_known_then(city):
    city.dispatched("roads")
    then = city.get("/api/indicators", **NOVEMBER).json()["as_of"]
    city.advance("2025-11-20T09:00:00+08:00")
    assert city.get(OF, of="closed_in_time", **NOVEMBER).json()["out_of"] == 1
    assert city.get(OF, of="closed_in_time", as_of=then, **NOVEMBER).json()["out_of"] == 0


def test_the_pages_open_a_rate_an_item_and_a_time_to_their_orders(city, late):
    shown = city.page("/indicators", **NOVEMBER).text
    assert "/indicators/orders?of=closed_in_time&amp;term=2025-11&amp;unit=roads" in shown
    assert "按单位类别和诉求类型" in shown
    opened = city.page("/indicators/orders", of="closed_in_time", unit="roads", **NOVEMBER).text
    assert f"/cases/{late}" in opened
    assert "超时 <b>1</b>" in opened
    card = city.page("/scores/roads", "roads.unit_clerk", part="handling", item="efficiency", **NOVEMBER).text
    assert "/indicators/orders?of=days&amp;term=2025-11&amp;unit=roads" in card
    assert "unit_class" not in card, "a unit opens its own orders"
    assert "0 orders" in city.page("/indicators/orders", of="days", lang="en", **NOVEMBER).text
    satisfied = city.page("/indicators/orders", of="satisfaction", term="2025Q4").text
    assert "满意率（计分口径）" in satisfied


@pytest.mark.usefixtures("late")
def test_times_are_told_by_class_and_by_channel_with_who_was_on_time(city):
    found = city.get("/api/indicators/times", **NOVEMBER).json()
    assert found["rate"] == "closed_in_time"
    (line,) = found["by_channel"]
    assert (line["orders"], line["median"], line["due"], line["on_time"]) == (0, None, 1, 0)
    assert line["percent_on_time"] == "0.00"
    assert sum(each["due"] for each in found["by_class"]) == 1


@pytest.mark.usefixtures("late")
def test_every_link_of_the_figures_stays_with_the_authority_asked_about(city):
    body = {"authority": "afar", "name": "远处", "name_en": "Afar"}
    assert city.post("/api/authorities", body, "administrator").status_code == 201
    asked = {"authority": "here", **NOVEMBER}
    kept = {
        "/indicators": "/indicators",
        "/indicators/limits": "/indicators",
        "/indicators/orders": "/indicators",
        "/scores": "/scores",
    }
    for path, opens in kept.items():
        links = re.findall(rf'href="({opens}[/?][^"]*)"', city.page(path, **asked).text)
        figures = [link for link in links if not link.startswith("/scores/") and "as_of" not in link]
        assert figures, path
        assert [link for link in figures if "authority=here" not in link] == [], path
