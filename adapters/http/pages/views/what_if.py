"""Until when, open to everyone: a clause, a start, what is given; the answer with its days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from pydantic import Field

from adapters.http.pages.clause_order import standing
from adapters.http.pages.dates import Saying
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.pages.reading_words import asked_by, choice_words
from adapters.http.pages.reasons import reason, remedy
from adapters.http.pages.strip import Strip, plain_strip
from adapters.http.parameters import Timed, Word
from application.due import Question
from domain.calendar import beijing
from domain.errors import Refused
from domain.regulations.model import Edition, Limit
from domain.rules.deadlines import GovernedByAnotherClause
from domain.rules.reckoning import LimitNotSet
from domain.values import BEIJING

DERIVED = frozenset({"half_day"})
"""What a rule reads off the start itself."""
FIGURES = {"given_days": ("days", "unit"), "given_day": ("until",)}
"""Form of a span → the figures it takes from elsewhere."""


class WhatIfParams(Timed):
    """What is asked; everything may be left out."""

    edition: Word | None = None
    clause: Word | None = None
    start: str = Field(default="", max_length=40)
    kind: str = Field(default="", max_length=40)
    days: str = Field(default="", max_length=5)
    unit: str = Field(default="", max_length=20)
    until: str = Field(default="", max_length=10)


def view(sight: Sight) -> Shown:
    """The question, and the answer where there is one."""
    params: WhatIfParams = sight.asked.params
    editions = list(sight.asked.api.editions)
    edition = next((known for known in editions if known.id == params.edition), editions[0])
    limits = [limit for limit in edition.limits if limit.clause == params.clause]
    answer, strip, refused = None, None, None
    if limits and params.start:
        try:
            asked = Question(edition.id, limits[0].clause, params.start, _facts(limits, params))
            answer = sight.asked.api.due(asked, sight.asked.as_of)
            strip = _strip(answer, sight)
        except Refused as refusal:
            refused = refusal
    return {
        "editions": editions,
        "edition": edition,
        "clauses": _with_limits(edition),
        "kinds": _choices(limits, "kind"),
        "forms": {limit.span.form for limit in limits},
        "chosen": params,
        "start": _start(params.start, sight.asked.at),
        "answer": answer,
        "due": _due(answer),
        "strip": strip,
        "others": _others(answer, edition, sight),
        "last_day": _said(answer["last_day"], sight) if answer and "last_day" in answer else "",
        "why_not": reason(refused, sight.tongue.language, sight.named) if refused else "",
        "what_then": remedy(refused, sight.tongue.language) if refused else "",
        "elsewhere": _elsewhere(refused, params),
        "refused": refused,
        "awaits_figures": isinstance(refused, LimitNotSet) and any(limit.span.form in FIGURES for limit in limits),
    }


def _facts(limits: Sequence[Limit], params: WhatIfParams) -> dict[str, str]:
    """What is told with the question: what the clause is about, and the figures it asks for."""
    asked_for = {name for limit in limits for name in FIGURES.get(limit.span.form, ())}
    told = {name: getattr(params, name) for name in sorted(asked_for) if getattr(params, name)}
    for name in sorted({name for limit in limits for name in limit.when} - DERIVED):
        choices, given = _choices(limits, name), getattr(params, name, "")
        told[name] = given if given in choices else choices[0]
    return told


def _choices(limits: Sequence[Limit], name: str) -> list[str]:
    """What a clause may be about."""
    return list(dict.fromkeys(value for limit in limits for value in limit.when.get(name, ())))


def _elsewhere(refused: Refused | None, params: WhatIfParams) -> list[tuple[str, dict[str, str]]]:
    """Clauses that do speak about it, and the same question asked of them."""
    if not isinstance(refused, GovernedByAnotherClause):
        return []
    same = params.model_dump(include={"edition", "start"}, exclude_none=True)
    return [(clause, same | {"clause": clause}) for clause in refused.clauses]


def _start(given: str, now: datetime) -> str:
    """The start as the field for a day and a time takes it; what cannot be read stays as it was typed."""
    try:
        instant = datetime.fromisoformat(given) if given else now
    except ValueError:
        return given
    known = instant if instant.tzinfo else instant.replace(tzinfo=BEIJING)
    return beijing(known).strftime("%Y-%m-%dT%H:%M")


def _with_limits(edition: Edition) -> list[tuple[str, str, str]]:
    """Clauses that set a time limit, in the order of the text: id, Chinese, English."""
    ids = dict.fromkeys(limit.clause for limit in edition.limits)
    ordered = sorted(ids, key=lambda each: standing(edition.clauses[each].at))
    return [(id, edition.clauses[id].says.zh, edition.clauses[id].says.en) for id in ordered]


def _due(answer: dict[str, Any] | None) -> datetime | None:
    """The due instant; None where the answer has none of its own."""
    said = answer.get("due") if answer else None
    return datetime.fromisoformat(said) if isinstance(said, str) and "T" in said else None


def _others(answer: dict[str, Any] | None, edition: Edition, sight: Sight) -> list[tuple[str, str, str]]:
    """What other readings would give: what is asked, how it is read then, until when."""
    given = (answer or {}).get("alternatives", {})
    shown = []
    for reading in edition.readings:
        for choice in reading.alternatives:
            if (known := given.get(choice.label or choice.id)) is not None:
                asked, read = asked_by(reading), choice_words(reading, choice.id)
                shown.append((sight.tongue(*asked), sight.tongue(*read), _said(known, sight)))
    return shown


def _said(known: object, sight: Sight) -> str:
    """A due time or a day as people say it."""
    if isinstance(known, Mapping):
        return sight.tongue("；", "; ").join(_said(each, sight) for each in known.values())
    saying = Saying(sight.tongue.language, sight.asked.calendar)
    try:
        text = str(known)
        return (
            saying.whole_instant(datetime.fromisoformat(text))
            if "T" in text
            else saying.whole_day(date.fromisoformat(text))
        )
    except ValueError:
        return sight.tongue("这样读就没有时限", "read so, it sets no limit") if "." in str(known) else str(known)


def _strip(answer: dict[str, Any], sight: Sight) -> Strip | None:
    steps = answer.get("derivation") or []
    last = answer.get("last_day")
    if not steps or not isinstance(last, str):
        return None
    return plain_strip(steps, date.fromisoformat(last), sight.tongue)


PAGE = Page("/what-if", "due.reckon", "what_if.html", view, WhatIfParams, "what-if")
