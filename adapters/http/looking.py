"""Puts on record that somebody was shown a case: at which page, as known when, and a digest of what it showed.

Looking is recorded before the answer leaves: what could not be recorded is not shown.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

import msgspec
from pydantic import BaseModel

import application
import domain
import projections
from adapters.http.needs import Api
from application.calls import Call
from application.commands.looking import ViewCase
from application.identity import Identity
from application.ids import new_id

BESIDE = frozenset({"as_of", "at", "remaining", "text", "withheld"})
"""Not digested: what follows from the position and the instant beside the digest; and texts, for which their handles
stand, so that a digest gives nothing away and still fits when a text has been erased."""
SHOWING = (Path(__file__).parent, *(Path(room.__path__[0]) for room in (application, domain, projections)))
"""Where the code stands, and the editions, that make what is shown."""
WRITTEN = ("*.py", "*.html", "*.toml")
LENGTH = 16
"""Hexadecimal digits by which one state of the code is told from another."""


@dataclass(frozen=True)
class Seen:
    """What was shown of a case, as far as it is about the case and not about the request."""

    content: Any
    with_identity: bool = False
    """Who complained stood open on it."""

    @property
    def plain(self) -> Any:  # noqa: ANN401  (whatever JSON can say)
        """It as JSON can say it."""
        return _plain(self.content)

    @property
    def digest(self) -> str:
        """SHA-256 of its one spelling as JSON, hex."""
        spelt = json.dumps(self.plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(spelt.encode()).hexdigest()


@dataclass(frozen=True)
class Eyes:
    """With whose eyes, as known when, and in which words something is looked at."""

    who: Identity
    position: int
    at: datetime
    language: Literal["zh", "en"] = "zh"
    of_instant: bool = False
    """An instant was asked about, so that what happened after it is left out."""


@dataclass(frozen=True)
class Watched:
    """A page or a question of which every look is put on record."""

    page: str
    """Its permanent code."""
    seen: Callable[[Any], Seen]
    """What of the answer was shown of the case."""
    again: Callable[[Api, UUID, Eyes], Any]
    """The answer made again, with somebody's eyes."""

    def __post_init__(self) -> None:
        """Keep it by its code, so that a look leads back to it."""
        WATCHED[self.page] = self


WATCHED: dict[str, Watched] = {}
"""Code → what is watched."""


def put_on_record(api: Api, case: UUID, eyes: Eyes, watched: Watched, answer: object) -> None:
    """Record a look; the same again within a sitting is no new one. Raises NotAllowed, OutcomeUnknown, Busy."""
    seen, who = watched.seen(answer), eyes.who
    command = ViewCase(
        page=watched.page,
        position=eyes.position,
        at=eyes.at,
        digest=seen.digest,
        code=code(),
        language=eyes.language,
        of_instant=eyes.of_instant,
        with_identity=seen.with_identity,
    )
    api.house.accesses.view(case, command, Call(who.seat, who.role, new_id(), unit=who.unit))


@cache
def code() -> str:
    """Digest of the code, the templates and the editions by which cases are shown, as they are now."""
    known = hashlib.sha256()
    for folder in SHOWING:
        for file in sorted(file for end in WRITTEN for file in folder.rglob(end)):
            known.update(str(file.relative_to(folder)).encode() + b"\0" + file.read_bytes())
    return known.hexdigest()[:LENGTH]


def _plain(thing: Any) -> Any:  # noqa: ANN401, PLR0911  (anything that is shown; one return a kind)
    """It as JSON can say it, in one way only."""
    match thing:
        case BaseModel():
            return {name: _plain(value) for name, value in thing if name not in BESIDE}
        case msgspec.Struct():
            return {name: _plain(getattr(thing, name)) for name in thing.__struct_fields__}
        case Mapping():
            return {str(name): _plain(value) for name, value in thing.items()}
        case list() | tuple() | set() | frozenset():
            return [_plain(each) for each in thing]
        case datetime():
            return thing.astimezone(UTC).isoformat()
        case str() | int() | float() | None:
            return thing
    if is_dataclass(thing):
        return {field.name: _plain(getattr(thing, field.name)) for field in fields(thing)}
    return str(thing)
