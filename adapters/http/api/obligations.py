"""What is owed: for which period or on whose request, by whom, until when, and whether it was filed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from pydantic import Field

from adapters.http.api.counting import Count, counted
from adapters.http.api.deadline import DeadlineLine, lines_of
from adapters.http.api.versions import version_of
from adapters.http.parameters import Lights, Paged, Timed, Words
from adapters.http.question import Asked, Question, Said
from adapters.http.refused import NotYours
from adapters.http.shapes import Page, Shape, Time, TimedShape
from adapters.http.visibility import only_own, own_unit
from application.access import MAY
from domain.errors import NotFound
from projections.obligations import Obligations as ObligationsView
from projections.timeliness import Timeliness


class ObligationsParams(Paged):
    """Filters."""

    state: Words = Field(default=(), description="open or fulfilled")
    rule: Words = ()
    unit: Words = ()
    period: Words = ()
    light: Lights = ()


class OfObligation(Timed):
    """Which one."""

    obligation: UUID


class ObligationLine(Shape):
    """Something owed, as it stands."""

    obligation: UUID
    authority: str
    rule: str
    period: str = Field(description="2025-W45, 2025-11, 2025Q4; empty where it was asked for.")
    begins: Time = Field(description="When its period turned, or when it was asked for.")
    owner: str
    unit: str | None = Field(description="The unit that owes it; the office where there is none.")
    state: str = Field(description="open or fulfilled")
    until: date | None = Field(description="The day named with the request.")
    items: list[str]
    sent_to: list[str]
    on_paper: bool
    document: str | None = Field(description="SHA-256 of the document as it went out.")
    fulfilled_at: Time | None
    clause: str
    edition: str
    deadline: DeadlineLine | None = Field(description="None where the text gives no figure and no day was named.")


class ObligationAnswer(TimedShape):
    """One thing owed, with its texts for who may read them."""

    obligation: UUID
    it: ObligationLine
    request: str | None
    report: str | None
    version: int


class Obligations(Page):
    """A page of what is owed, the earliest due first, and how much there is in each state and of each rule."""

    items: list[ObligationLine]
    by_state: list[Count]
    by_rule: list[Count]


def obligations(asked: Asked) -> Obligations:
    """What is owed, under the filters."""
    params: ObligationsParams = asked.params
    units = only_own(asked.who, params.unit)
    rows = asked.api.reader.rows(ObligationsView, asked.as_of, where={"unit__in": units} if units else {})
    wanted = {"state": params.state, "rule": params.rule, "period": params.period}
    lines = _lines(
        asked, [row for row in rows if all(not of or getattr(row, name) in of for name, of in wanted.items())]
    )
    found = sorted((line for line in lines if not params.light or _light(line) in params.light), key=_place)
    return Obligations(
        items=found[params.offset : params.offset + params.limit],
        by_state=counted(row.state for row in rows),
        by_rule=counted(row.rule for row in rows),
        total=len(found),
        limit=params.limit,
        offset=params.offset,
    )


def owed(asked: Asked) -> list[ObligationLine]:
    """All that the caller's unit, or the office where the caller is of none, has still to file, the earliest first."""
    rows = asked.api.reader.rows(ObligationsView, asked.as_of, unit=own_unit(asked.who), state="open")
    return sorted(_lines(asked, rows), key=_place)


def obligation(asked: Asked) -> Said:
    """One of them. Raises NotFound, NotYours."""
    id, reader = asked.params.obligation, asked.api.reader
    rows = reader.rows(ObligationsView, asked.as_of, case=id)
    if not rows:
        raise NotFound(f"nothing {id} was owed then", remedy="check the id, or ask as of a later position")
    own = own_unit(asked.who)
    if own is not None and rows[0].unit != own:
        raise NotYours("another unit, or the office, owes this", remedy="ask the office")
    handles = [handle for handle in (rows[0].request, rows[0].report) if handle is not None]
    may_read = "texts.read" in MAY[asked.who.role]
    texts = asked.api.house.desk.texts.read_many(handles) if may_read and handles else {}
    version = version_of(asked, id)
    body = ObligationAnswer(
        obligation=id,
        it=_lines(asked, rows)[0],
        request=texts.get(rows[0].request),
        report=texts.get(rows[0].report),
        version=version,
    )
    return Said(body, version)


def _lines(asked: Asked, rows: Sequence[ObligationsView.Row]) -> list[ObligationLine]:
    """Rows with the deadline that runs on each."""
    cases = [row.case for row in rows]
    clocks = asked.api.reader.rows(Timeliness, asked.as_of, where={"case__in": cases}) if cases else []
    known = {clock.case: line for clock, line in zip(clocks, lines_of(asked, clocks), strict=True)}
    names = [name for name in ObligationLine.model_fields if name not in {"obligation", "deadline"}]
    return [
        ObligationLine.model_validate(
            {name: getattr(row, name) for name in names} | {"obligation": row.case, "deadline": known.get(row.case)}
        )
        for row in rows
    ]


def _light(line: ObligationLine) -> str:
    return line.deadline.light if line.deadline else "off"


def _place(line: ObligationLine) -> tuple[bool, float, str]:
    """Open ones first, the earliest due first; then the latest filed."""
    if line.fulfilled_at is not None:
        return True, -line.fulfilled_at.timestamp(), line.rule
    due = line.deadline.due_at if line.deadline else line.begins
    return False, due.timestamp(), line.rule


QUESTIONS = (
    Question(
        "/api/obligations", "obligations.read", "What is owed, filtered", ObligationsParams, Obligations, obligations
    ),
    Question(
        "/api/obligations/{obligation}",
        "obligations.read",
        "One thing owed",
        OfObligation,
        ObligationAnswer,
        obligation,
    ),
)
