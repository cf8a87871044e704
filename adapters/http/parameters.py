"""Parts that the parameters of several questions share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from starlette.datastructures import QueryParams

from domain.errors import NotFound

Word = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f\x7f]+$")]
"""A code: of a unit, a kind, a name. Never free text."""

Typed = Annotated[str, Field(pattern=r"^[^\x00]*$")]
"""What somebody typed. No keyboard sends the one character that a database does not take."""

Light = Literal["ok", "soon", "late", "off", "draft"]

POSITION = re.compile(r"\d{1,18}")
LOST_PLUS = re.compile(r" (?=\d\d:\d\d$)")
EARLIEST, LATEST = 1900, 2999
"""Years a question may be about."""


def read_instant(given: object) -> object:
    """A time with its offset. A `+` that a URL turned into a space is put back."""
    if not isinstance(given, str):
        return given
    try:
        instant = datetime.fromisoformat(LOST_PLUS.sub("+", given))
    except ValueError as error:
        raise ValueError("it is no time; write 2026-03-02T15:00:00+08:00") from error
    if instant.utcoffset() is None:
        raise ValueError("a time needs its offset: 2026-03-02T15:00:00+08:00")
    if not EARLIEST <= instant.year <= LATEST:
        raise ValueError(f"the year lies between {EARLIEST} and {LATEST}")
    return instant


def read_as_of(given: object) -> object:
    """A position, or a time with its offset."""
    return int(given) if isinstance(given, str) and POSITION.fullmatch(given) else read_instant(given)


def several(given: object) -> object:
    """One value or many."""
    return [given] if isinstance(given, str) else given


TIME = {"type": "string", "format": "date-time"}
Instant = Annotated[datetime, BeforeValidator(read_instant), WithJsonSchema(TIME)]
AsOf = Annotated[
    int | datetime,
    BeforeValidator(read_as_of),
    WithJsonSchema({"oneOf": [{"type": "integer", "minimum": 0, "maximum": 2**53}, TIME]}),
]
Words = Annotated[tuple[Word, ...], BeforeValidator(several)]
Lights = Annotated[tuple[Light, ...], BeforeValidator(several)]


class Params(BaseModel):
    """Base: an unknown parameter is an error, so that a misspelt filter never widens an answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Timed(Params):
    """A question about what was known (`as_of`) to be true at an instant (`at`)."""

    as_of: AsOf | None = Field(
        default=None, description="What was known: a position, or a time (the last fact recorded by then)."
    )
    at: Instant | None = Field(
        default=None, description="The instant that due times are compared with; else the time of as_of."
    )
    after: Annotated[int, Field(ge=0, le=2**53)] | None = Field(
        default=None, description="Wait until the views hold this position: read your own write."
    )


class Paged(Timed):
    """A question with a long answer."""

    limit: Annotated[int, Field(ge=1, le=500)] = 50
    offset: Annotated[int, Field(ge=0, le=1_000_000)] = 0


class OfCase(Timed):
    """A question about one case."""

    case: UUID


def case_in(path: Mapping[str, Any]) -> UUID:
    """The case an address names. Raises NotFound where that is no id."""
    try:
        return UUID(str(path["case"]))
    except ValueError:
        raise NotFound(f"there is no case {path['case']!r}", remedy="check the id") from None


def gathered(query: QueryParams, path: Mapping[str, str]) -> dict[str, Any]:
    """Query and path as one mapping; a repeated name becomes a list."""
    found: dict[str, Any] = {}
    for name in dict.fromkeys(query):
        values = query.getlist(name)
        found[name] = values if len(values) > 1 else values[0]
    return found | dict(path)
