"""Who looked at a case, and what their screen showed: made again with their eyes and held to the digest on record."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from adapters.http.api.case import case_row
from adapters.http.granted import require_granted
from adapters.http.looking import WATCHED, Eyes, Seen, code
from adapters.http.parameters import OfCase, Paged
from adapters.http.question import Asked, Question
from adapters.http.shapes import Page, Shape, Time, TimedShape
from application.identity import Identity
from domain.errors import NotFound
from projections.looks import Looks

Verdict = Literal["match", "later_code", "differs"]


class LooksParams(OfCase, Paged):
    """Of which case, and where the list begins."""

    limit: int = Field(default=20, ge=1, le=100)


class OfLook(OfCase):
    """One look at a case."""

    look: int = Field(ge=1, le=2**53, description="Position of the fact that it was shown.")


class Look(Shape):
    """Somebody was shown the case."""

    position: int = Field(description="Of the fact that it was shown.")
    seat: str
    role: str
    unit: str | None
    looked_at: Time
    page: str = Field(description="Permanent code of where: `case` is the page, `case_api` this API.")
    shown: int = Field(description="Everything up to this position, and nothing later, was known to it.")
    at: Time = Field(description="The instant its lights were reckoned for.")
    language: str
    of_instant: bool = Field(description="An instant was asked about: what happened after it was left out.")
    with_identity: bool = Field(description="Who complained stood open on it.")
    digest: str = Field(description="SHA-256 of what was shown, hex.")
    code: str = Field(description="Digest of the code that showed it.")


class LookAgain(Look):
    """A look, and what comes of showing the same again."""

    verdict: Verdict = Field(
        description="`match`: the same comes out now. `later_code`: another, by code that has changed since. "
        "`differs`: another, by the same code."
    )
    digest_again: str


class LooksAnswer(Page):
    """Looks at a case, newest first."""

    items: list[LookAgain]


class LookAnswer(TimedShape):
    """One look, with what was shown made again; its texts stay in the vault, and their handles stand for them."""

    case: UUID
    look: LookAgain
    rendered: Any = Field(description="Its digest is of this, spelt with sorted names and without spaces.")


def looks(asked: Asked) -> LooksAnswer:
    """Who looked, each look made again. Raises NotFound, NoGrant, OwnCase."""
    params: LooksParams = asked.params
    require_granted(asked.api, asked.who, params.case)
    case = case_row(asked).case
    total = len(asked.api.reader.rows(Looks, asked.as_of, case=case))
    rows = asked.api.reader.rows(
        Looks, asked.as_of, order=("-position",), limit=params.limit, offset=params.offset, case=case
    )
    items = [look_again(row, seen_again(asked, row)) for row in rows]
    return LooksAnswer(items=items, total=total, limit=params.limit, offset=params.offset)


def look(asked: Asked) -> LookAnswer:
    """What one look showed. Raises NotFound."""
    row = look_row(asked)
    seen = seen_again(asked, row)
    return LookAnswer(case=row.case, look=look_again(row, seen), rendered=seen.plain)


def look_row(asked: Asked) -> Looks.Row:
    """The look asked about. Raises NotFound, NoGrant, OwnCase."""
    require_granted(asked.api, asked.who, asked.params.case)
    case, position = case_row(asked).case, asked.params.look
    rows: list[Looks.Row] = asked.api.reader.rows(Looks, asked.as_of, case=case, position=position)
    if not rows:
        raise NotFound(f"nobody looked at {case} with fact {position}", remedy="take a position from its list of looks")
    return rows[0]


def eyes_of(row: Looks.Row) -> Eyes:
    """With whose eyes, and when, it was looked."""
    who = Identity(row.seat, row.role, row.unit)
    return Eyes(who, row.shown, row.at, "en" if row.language == "en" else "zh", row.of_instant)


def seen_again(asked: Asked, row: Looks.Row) -> Seen:
    """What of the case is shown when the same is made again."""
    watched = WATCHED[row.page]
    return watched.seen(watched.again(asked.api, row.case, eyes_of(row)))


def look_again(row: Looks.Row, seen: Seen) -> LookAgain:
    """A look and its verdict."""
    verdict: Verdict = "match" if seen.digest == row.digest else "differs" if row.code == code() else "later_code"
    values = {name: getattr(row, name) for name in Look.model_fields}
    return LookAgain.model_validate(values | {"verdict": verdict, "digest_again": seen.digest})


QUESTIONS = (
    Question(
        "/api/cases/{case}/looks",
        "cases.review",
        "Who looked at a case, and whether the same comes out now",
        LooksParams,
        LooksAnswer,
        looks,
    ),
    Question("/api/cases/{case}/looks/{look}", "cases.review", "What a look showed", OfLook, LookAnswer, look),
)
