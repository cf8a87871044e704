"""What every page must stand: two languages, two widths, light and dark."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error

from tests.browser.conftest import SHOTS

LOOKS = [("desktop", False, "zh"), ("phone", False, "zh"), ("desktop", True, "en"), ("phone", True, "en")]
AXE = Axe().axe_script
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
"""Only what is wrong is asked for: to be told of every element that passes takes four times as long."""
WRONG = """rules => axe.run(rules).then(found => found.violations.map(
    each => [each.id, each.nodes.slice(0, 3).map(node => node.html.slice(0, 140))]))"""
SQUEEZED = """() => [...document.querySelectorAll('main :is(div, td, th, li, p)')].filter(each =>
    each.innerText && each.innerText.trim().length > 12 && each.clientWidth > 0 && each.clientWidth < 40
    && getComputedStyle(each).position !== 'absolute').map(each => each.innerText.slice(0, 40))"""
"""Whole sentences set in a column a few characters wide."""


def looked_at(open_page, name, path, who, look):
    """Open a page as it looks, leave its picture, and hold it to what holds for all."""
    size, dark, language = look
    page = open_page(f"{path}{'&' if '?' in path else '?'}lang={language}", who, size=size, dark=dark)
    pictured(page, f"{name}-{size}-{'dark' if dark else 'light'}-{language}")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), "it scrolls sideways"
    assert page.evaluate(SQUEEZED) == []
    assert shut_out(page) == []


def shut_out(page):
    """What axe-core finds that shuts somebody out: each rule with some of its elements."""
    page.evaluate(AXE)
    return page.evaluate(WRONG, RULES)


def pictured(page, name):
    """Leave a picture of the whole page. The browser now and then cannot take one at the first try."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    try:
        page.screenshot(path=SHOTS / f"{name}.png", full_page=True)
    except Error:
        page.screenshot(path=SHOTS / f"{name}.png", full_page=True)
