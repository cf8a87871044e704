"""One case: where it stands, every clock on it, whose hands it went through, what happened."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from adapters.http.api.amendments import Amendment, amendments
from adapters.http.api.cases import Standing
from adapters.http.api.deadline import DeadlineLine, deadline_lines
from adapters.http.api.versions import version_of
from adapters.http.lights import LIGHTS
from adapters.http.looking import Eyes, Seen, Watched
from adapters.http.needs import Api
from adapters.http.parameters import Light, OfCase
from adapters.http.question import Asked, Question, Said
from adapters.http.shapes import Shape, Time, TimedShape
from adapters.http.visibility import is_shown, require_visible
from domain.errors import NotFound
from projections.case_history import CaseHistory
from projections.case_ledger import CaseLedger
from projections.custody import Custody
from projections.sentences import sentence


class CaseAnswer(Standing, TimedShape):
    """A case as it was known to stand. Its ETag is the version that If-Match takes."""

    version: int = Field(description="Of the complaint; send it as If-Match.")
    light: Light
    deadlines: list[DeadlineLine]
    amendments: list[Amendment] = Field(description="What was amended while deadlines ran that keep their own.")


class Deadlines(TimedShape):
    """Every deadline of a case, with its derivation."""

    items: list[DeadlineLine]


class Hand(Shape):
    """One holder's time."""

    number: int
    holder: str
    level: int = Field(description="Rung of the ladder; 0 for the office.")
    unit: str | None
    seat: str | None
    deputised_for: str | None
    since: Time
    until: Time | None


class Hands(TimedShape):
    """Whose hands a case went through, without a gap."""

    items: list[Hand]


class HistoryParams(OfCase):
    """In which language."""

    language: Literal["zh", "en"] = "zh"


class Happening(Shape):
    """One fact of a case, said in words."""

    position: int
    says: str
    topic: str
    stream: UUID
    occurred_at: Time
    recorded_at: Time
    actor: str
    role: str
    unit: str | None
    clause: str | None
    edition: str | None
    is_late_entry: bool
    is_imported: bool
    is_derived: bool = Field(description="Concluded by a rule, not told by a person.")
    cause: int | None = Field(description="Position of the fact that led here.")


class History(TimedShape):
    """What happened, in the order it became known."""

    items: list[Happening]


def case(asked: Asked) -> Said:
    """Where it stands. Raises NotFound, NotYours."""
    row = case_row(asked)
    lines = deadline_lines(asked, case=row.case)
    version = version_of(asked, row.case)
    shown = [line.light for line in lines if line.is_open]
    light = next((light for light in LIGHTS if light in shown), "off")
    values = {name: getattr(row, name) for name in CaseAnswer.model_fields if hasattr(row, name)}
    values |= {"amendments": amendments(asked, row.authority, lines)}
    body = CaseAnswer.model_validate(values | {"version": version, "light": light, "deadlines": lines})
    return Said(body, version)


def deadlines(asked: Asked) -> Deadlines:
    """Every deadline."""
    return Deadlines(items=deadline_lines(asked, case=case_row(asked).case))


def custody(asked: Asked) -> Hands:
    """Its holders in order."""
    rows = asked.api.reader.rows(Custody, asked.as_of, order=("number",), case=case_row(asked).case)
    return Hands(items=[Hand.model_validate(row) for row in rows])


def history(asked: Asked) -> History:
    """Its facts in sentences."""
    rows = asked.api.reader.rows(CaseHistory, asked.as_of, order=("position",), case=case_row(asked).case)
    items = [_happening(row, asked.params.language) for row in rows if is_shown(asked.who, row.topic)]
    return History(items=items)


def case_row(asked: Asked) -> CaseLedger.Row:
    """The case asked about, if the caller may see it. Raises NotFound, NotYours."""
    id = asked.params.case
    require_visible(asked.api, asked.who, id)
    found = asked.api.reader.rows(CaseLedger, asked.as_of, case=id)
    if not found:
        raise NotFound(f"no case {id} was known then", remedy="check the id, or ask as of a later position")
    row: CaseLedger.Row = found[0]
    return row


def _happening(row: CaseHistory.Row, language: Literal["zh", "en"]) -> Happening:
    values = {name: getattr(row, name) for name in Happening.model_fields if name != "says"}
    return Happening.model_validate(values | {"says": sentence(row, language)})


def again(api: Api, id: UUID, eyes: Eyes) -> BaseModel:
    """The answer as somebody got it. Raises NotFound, NotYours."""
    return case(Asked(api, eyes.who, OfCase(case=id, as_of=eyes.position), eyes.position, eyes.at)).body


WATCHED = Watched("case_api", Seen, again)

QUESTIONS = (
    Question("/api/cases/{case}", "cases.read", "A case as it stands", OfCase, CaseAnswer, case, WATCHED),
    Question(
        "/api/cases/{case}/deadlines", "timeliness.read", "Its deadlines, day by day", OfCase, Deadlines, deadlines
    ),
    Question("/api/cases/{case}/custody", "custody.read", "Whose hands it went through", OfCase, Hands, custody),
    Question("/api/cases/{case}/history", "cases.history", "What happened, in words", HistoryParams, History, history),
)
