"""The bar above every page: whatever the width, the language and the role, everything in it can be reached."""

from __future__ import annotations

import pytest

SEATS = ("administrator", "efficiency_office", "intake_clerk", "discipline_reviewer", "supervisor", "roads.unit_clerk")
WIDTHS = (390, 700, 1024, 1061, 1180, 1261, 1440)
CUT_OFF = """() => [...document.querySelectorAll('.bar a, .bar summary, .bar button')].filter(each => {
    const box = each.getBoundingClientRect();
    return each.checkVisibility() && (box.right > innerWidth + 1 || box.left < 0);
}).map(each => each.innerText)"""


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("seat", SEATS)
def test_nothing_of_the_bar_is_cut_off_at_any_width(open_page, seat, language):
    page = open_page(f"/editions?lang={language}", seat)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(CUT_OFF) == [], width
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), width
        signs_out = page.locator(".tools .who button").is_visible() or page.locator(".navmenu summary").is_visible()
        assert signs_out, width
