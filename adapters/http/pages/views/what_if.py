"""Until when, open to everyone: a clause, a start, what is given; the answer with its days."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import Field

from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.pages.strip import Strip, plain_strip
from adapters.http.parameters import Params, Word
from application.due import Question
from domain.errors import Refused
from domain.regulations.model import Edition
from domain.values import BEIJING


class WhatIfParams(Params):
    """What is asked; everything may be left out."""

    edition: Word | None = None
    clause: Word | None = None
    start: str = Field(default="", max_length=40)
    kind: str = Field(default="", max_length=40)


def view(sight: Sight) -> Shown:
    """The question, and the answer where there is one."""
    params: WhatIfParams = sight.asked.params
    editions = list(sight.asked.api.editions)
    edition = next((known for known in editions if known.id == params.edition), editions[0])
    answer, strip, refused = None, None, None
    if params.clause and params.start:
        try:
            facts = {"kind": params.kind} if params.kind else {}
            answer = sight.asked.api.due(Question(edition.id, params.clause, params.start, facts))
            strip = _strip(answer, sight)
        except Refused as refusal:
            refused = refusal
    return {
        "editions": editions,
        "edition": edition,
        "clauses": _with_limits(edition),
        "chosen": params,
        "start": params.start or sight.asked.at.astimezone(BEIJING).strftime("%Y-%m-%dT%H:%M"),
        "answer": answer,
        "due": _due(answer),
        "strip": strip,
        "refused": refused,
    }


def _with_limits(edition: Edition) -> list[tuple[str, str, str]]:
    """Clauses that set a time limit: id, Chinese, English."""
    ids = dict.fromkeys(limit.clause for limit in edition.limits)
    return [(id, edition.clauses[id].says.zh, edition.clauses[id].says.en) for id in ids]


def _due(answer: dict[str, Any] | None) -> datetime | None:
    """The due instant; None where the answer has none of its own."""
    said = answer.get("due") if answer else None
    return datetime.fromisoformat(said) if isinstance(said, str) and "T" in said else None


def _strip(answer: dict[str, Any], sight: Sight) -> Strip | None:
    steps = answer.get("derivation") or []
    last = answer.get("last_day")
    if not steps or not isinstance(last, str):
        return None
    return plain_strip(steps, date.fromisoformat(last), sight.tongue)


PAGE = Page("/what-if", "due.reckon", "what_if.html", view, WhatIfParams, "what-if")
