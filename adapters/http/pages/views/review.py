"""案件还原: two lanes of one case, whose hands, what ran, who was told, which rule; and two moments compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Annotated

from pydantic import BeforeValidator, Field

from adapters.http.api.case import Happening
from adapters.http.api.review import Comparison, ReviewParams, RuleInForce, reconstructed, stood
from adapters.http.granted import require_granted
from adapters.http.pages.names import place_of
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.pages.titles import titles_of
from adapters.http.pages.views.notices import told
from adapters.http.parameters import AsOf
from adapters.http.question import Asked
from application.access import MAY
from domain.calendar import beijing
from domain.values import BEIJING
from projections.looks import Looks

WIDE = 1000.0
"""Width of the lanes, in their own measure."""


def read_typed(given: object) -> object:
    """A moment as a field for a day and a time gives it: on the civil clock, or not filled in."""
    if not isinstance(given, str):
        return given
    try:
        typed = datetime.fromisoformat(given)
    except ValueError:
        return given or None
    return given if typed.tzinfo or given.isdecimal() else typed.replace(tzinfo=BEIJING).isoformat()


class PageParams(ReviewParams):
    """As the page's form asks it."""

    against: Annotated[AsOf | None, BeforeValidator(read_typed)] = Field(default=None)
    nth: Annotated[int, Field(ge=1)] | None = Field(default=None, description="How it stood at the nth of its facts.")


@dataclass(frozen=True)
class Mark:
    """One fact in both lanes: where it happened and where it became known."""

    fact: Happening
    happened: float
    known: float


def view(sight: Sight) -> Shown:
    """Everything that was known of one case then. Raises NotFound, NotYetKnown, NoGrant, OwnCase."""
    asked = sight.asked
    require_granted(asked.api, asked.who, asked.params.case)
    params = asked.params.model_copy(update={"language": sight.tongue.language})
    answer = reconstructed(replace(asked, params=params), sight.named)
    compared = answer.comparison
    facts = [fact for fact in answer.happened if not fact.topic.startswith("notice.")]
    nth = min(asked.params.nth or 0, len(facts))
    return {
        "nth": nth,
        "stood": stood(asked, answer.case, facts[nth - 1].position) if nth else None,
        "case": answer,
        "title": titles_of(sight, [answer.case]).get(answer.case) or answer.number,
        "facts": facts,
        "lanes": lanes(facts),
        "told": told(sight, answer.notices),
        "looks": asked.api.reader.rows(Looks, asked.as_of, order=("-position",), case=answer.case),
        "compared": compared,
        "between": [fact for fact in compared.between if not fact.topic.startswith("notice.")] if compared else [],
        "against": _minute(compared, facts, asked.at),
        "clauses_once": partial(_clauses_once, asked),
        "may_export": not sight.is_past and "cases.export" in MAY[asked.who.role],
    }


def _clauses_once(asked: Asked, rule: RuleInForce) -> list[str]:
    """The clauses applied, one for each place in the text."""
    once: dict[str, str] = {}
    for id in rule.clauses:
        once.setdefault(place_of(asked.api.editions, rule.edition, id), id)
    return list(once.values())


def lanes(facts: Sequence[Happening]) -> list[Mark]:
    """Each fact at its place between the first and the last instant of either lane."""
    instants = [instant for fact in facts for instant in (fact.occurred_at, fact.recorded_at)]
    if not instants:
        return []
    first, span = min(instants), (max(instants) - min(instants)).total_seconds() or 1.0

    def place(instant: datetime) -> float:
        return round((instant - first).total_seconds() / span * WIDE, 1)

    return [Mark(fact, place(fact.occurred_at), place(fact.recorded_at)) for fact in facts]


def _minute(compared: Comparison | None, facts: Sequence[Happening], at: datetime) -> str:
    """The moment compared with, as the field takes it; where none was chosen, when the case became known."""
    first = facts[0].recorded_at if facts else at
    other = first if compared is None else compared.earlier_at if compared.later_at == at else compared.later_at
    return beijing(other).strftime("%Y-%m-%dT%H:%M")


PAGE = Page("/review/{case}", "cases.review", "review.html", view, PageParams)
