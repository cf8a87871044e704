"""In which language a page speaks: what the address says, else what was chosen before, else Chinese."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeVar

from starlette.requests import Request

Language = Literal["zh", "en"]
T = TypeVar("T")
COOKIE = "language"
A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Tongue:
    """The two wordings stand side by side where they are used: `_("退单", "Return")`."""

    language: Language

    def __call__(self, zh: T, en: T) -> T:
        """The wording of this language."""
        return zh if self.language == "zh" else en

    @property
    def tag(self) -> str:
        """Of the html element."""
        return "zh-CN" if self.language == "zh" else "en"


def language_of(request: Request) -> Language:
    """The language of a request."""
    asked = request.query_params.get("lang") or request.cookies.get(COOKIE)
    return "en" if asked == "en" else "zh"
