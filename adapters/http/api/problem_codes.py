"""What each code of a problem means."""

from __future__ import annotations

from adapters.http.parameters import Params, Word
from adapters.http.problems import known_codes, status_of, title_of
from adapters.http.question import Asked, Question
from adapters.http.shapes import Shape
from domain.errors import NotFound


class Code(Shape):
    """A code a problem may have."""

    code: str
    title: str
    status: int


class CodesAnswer(Shape):
    """Every code of a refusal."""

    items: list[Code]


class OfCode(Params):
    """Which code."""

    code: Word


def codes(asked: Asked) -> CodesAnswer:
    """All of them."""
    del asked
    return CodesAnswer(
        items=[Code(code=code, title=title_of(kind), status=status_of(kind)) for code, kind in known_codes().items()]
    )


def code(asked: Asked) -> Code:
    """One. Raises NotFound."""
    kind = known_codes().get(asked.params.code)
    if kind is None:
        raise NotFound(f"no problem has the code {asked.params.code!r}", remedy="GET /api/problems lists them")
    return Code(code=kind.code, title=title_of(kind), status=status_of(kind))


QUESTIONS = (
    Question("/api/problems", "editions.read", "Codes of problems", Params, CodesAnswer, codes),
    Question("/api/problems/{code}", "editions.read", "What a code means", OfCode, Code, code),
)
