"""Until when a clause runs from a start, and why: the what-if calculator, open to everyone."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, RootModel

from adapters.http.api.editions import OfEdition, edition_named
from adapters.http.parameters import Word, several
from adapters.http.question import Asked, Question
from application.due import Question as Asking

Pair = Annotated[str, Field(max_length=280, pattern=r"^[^=\x00-\x1f\x7f]+=[^\x00-\x1f\x7f]*$")]
Pairs = Annotated[tuple[Pair, ...], BeforeValidator(several)]


class DueParams(OfEdition):
    """The clause, the start, and what is given."""

    clause: Word
    start: Word = Field(description="A time, a day, 2024Q2 or 2025-10, as the clause starts.")
    fact: Pairs = Field(default=(), description="What is given, NAME=VALUE: `kind=complaint`. May be repeated.")
    reading: Pairs = Field(default=(), description="Another reading, `R15=as_afternoon`. May be repeated.")


class DueAnswer(RootModel[dict[str, Any]]):
    """due, in_time, last_day, provisional, basis and derivation, and what else the clause asks for."""

    model_config = ConfigDict(frozen=True)


def due(asked: Asked) -> DueAnswer:
    """Until when. Raises NotFound; Refused as `tiji due` does."""
    params: DueParams = asked.params
    edition = edition_named(asked.api, params.edition)
    return DueAnswer(
        asked.api.due(Asking(edition.id, params.clause, params.start, _named(params.fact), _named(params.reading)))
    )


def _named(pairs: tuple[str, ...]) -> dict[str, str]:
    return dict(pair.partition("=")[::2] for pair in pairs)


QUESTIONS = (
    Question("/api/editions/{edition}/due", "due.reckon", "Until when a clause runs", DueParams, DueAnswer, due),
)
