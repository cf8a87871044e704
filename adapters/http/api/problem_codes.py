"""What each code of a problem means."""

from __future__ import annotations

from adapters.http.parameters import Params, Word
from adapters.http.problems import known_problems
from adapters.http.question import Asked, Question
from adapters.http.shapes import Shape
from domain.errors import NotFound


class Code(Shape):
    """A code a problem may have."""

    code: str
    title: str
    status: int


class CodesAnswer(Shape):
    """Every code there is, of refusals and of failures."""

    items: list[Code]


class OfCode(Params):
    """Which code."""

    code: Word


def codes(asked: Asked) -> CodesAnswer:
    """All of them."""
    del asked
    known = known_problems().items()
    return CodesAnswer(items=[Code(code=code, title=title, status=status) for code, (status, title) in known])


def code(asked: Asked) -> Code:
    """One. Raises NotFound."""
    code = asked.params.code
    if code not in known_problems():
        raise NotFound(f"no problem has the code {code!r}", remedy="GET /api/problems lists them")
    status, title = known_problems()[code]
    return Code(code=code, title=title, status=status)


QUESTIONS = (
    Question("/api/problems", "editions.read", "Codes of problems", Params, CodesAnswer, codes),
    Question("/api/problems/{code}", "editions.read", "What a code means", OfCode, Code, code),
)
