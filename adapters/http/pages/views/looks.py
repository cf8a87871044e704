"""谁看过案件: every look at a case, and the screen of each, made again and held to the digest on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from adapters.http.api import looks as api_looks
from adapters.http.api.case import case_row
from adapters.http.api.looks import LooksParams, OfLook
from adapters.http.api.texts import IDENTITY, KeptText
from adapters.http.pages.language import Tongue
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.pages.paging import pages_of
from adapters.http.pages.time_left import say_left
from adapters.http.pages.timeline import Line
from adapters.http.pages.titles import titles_of
from adapters.http.pages.views import case as case_page
from adapters.http.remaining import Remaining
from application.access import MAY


def listed(sight: Sight) -> Shown:
    """Every look, newest first. Raises NotFound."""
    found = api_looks.looks(sight.asked)
    row = case_row(sight.asked)
    return {
        "found": found,
        "case": row,
        "title": titles_of(sight, [row.case]).get(row.case) or row.number,
        "pages": pages_of(sight, found),
    }


def one(sight: Sight) -> Shown:
    """The screen of one look, as far as whoever reviews may read it; what the API answered, as a page.

    Raises NotFound.
    """
    row = api_looks.look_row(sight.asked)
    look = api_looks.look_again(row, api_looks.seen_again(sight.asked, row))
    page = case_page.again(sight.asked.api, row.case, api_looks.eyes_of(row))
    shown = masked(page, may_read="texts.read" in MAY[sight.asked.who.role])
    return shown | {"look": look, "say_left": partial(_left, row.at, sight.tongue)}


def masked(shown: Shown, *, may_read: bool) -> dict[str, Any]:
    """Without who complained, without the citizen's code, and without texts where the reviewer may read none."""

    def kept(texts: Sequence[KeptText]) -> list[KeptText]:
        return [text if may_read and text.field not in IDENTITY else _hidden(text) for text in texts]

    def line(each: Line) -> Line:
        return replace(each, texts=kept(each.texts), derived=[line(below) for below in each.derived])

    open_to_all: dict[str, Any] = {"code": None, "purposes": (), "disclosures": [], "may_export": False}
    return {
        **shown,
        **open_to_all,
        "title": shown["title"] if may_read else shown["case"].number,
        "content": shown["content"] if may_read else None,
        "texts": kept(shown["texts"]),
        "identity": kept(shown["identity"]),
        "timeline": [line(each) for each in shown["timeline"]],
    }


def _left(at: datetime, tongue: Tongue, left: Remaining, due_at: datetime) -> str:
    """What was left when it was looked."""
    return say_left(left, due_at, at, tongue)


def _hidden(text: KeptText) -> KeptText:
    return text.model_copy(update={"text": None, "withheld": text.withheld or "identity_protected"})


LIST = Page("/review/{case}/looks", "cases.review", "looks.html", listed, LooksParams, "review")
ONE = Page("/review/{case}/looks/{look}", "cases.review", "look.html", one, OfLook, "review")
