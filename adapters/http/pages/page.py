"""What a page is: where it stands, who may see it, with what parameters, which template shows what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from adapters.http.looking import Watched
from adapters.http.pages.language import Tongue
from adapters.http.pages.names import Names
from adapters.http.parameters import Params, Timed
from adapters.http.question import Asked
from application.identity import SignedIn

Shown = Mapping[str, Any]


@dataclass(frozen=True)
class Sight:
    """One page as it was asked for: the question, who asks, in which language."""

    asked: Asked
    session: SignedIn | None
    tongue: Tongue
    names: Names
    path: str
    query: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_past(self) -> bool:
        """Whether another moment than now was asked for; a page of now may still be read as of a position."""
        return bool(self.query.get("as_of") or self.query.get("at"))

    def named(self, code: str | None, scope: str = "") -> str:
        """A code in the page's words."""
        return self.names.say(code, self.tongue.language, scope)


def in_words_of(sight: Sight, edition: str) -> Sight:
    """The same page in the words of the text a matter began under; its view hands `named` on to the template."""
    return replace(sight, names=sight.names.under(edition))


@dataclass(frozen=True)
class Page:
    """A GET page. Its view runs in a thread and may be asked twice (`moments.exactly`)."""

    path: str
    action: str
    """What the access table calls it."""
    template: str
    view: Callable[[Sight], Shown]
    params: type[Params] = Timed
    room: str = ""
    """Which entry of the navigation it belongs to."""
    watched: Watched | None = None
    """Who looks at it is put on record, with what was shown."""
