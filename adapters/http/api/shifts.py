"""Shifts at the service desk: who was on duty, which checks were made, what the log says."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import Field

from adapters.http.api.deadline import DeadlineLine, lines_of
from adapters.http.api.versions import version_of
from adapters.http.parameters import Paged, Timed, Words
from adapters.http.question import Asked, Question, Said
from adapters.http.shapes import Page, Shape, Time, TimedShape
from application.access import MAY
from domain.errors import NotFound
from projections.shifts import ShiftEntries
from projections.shifts import Shifts as ShiftsView
from projections.timeliness import Timeliness


class ShiftsParams(Paged):
    """Filters."""

    state: Words = Field(default=(), description="rostered, open or closed")
    day_from: date | None = None
    day_until: date | None = None


class OfShift(Timed):
    """Which one."""

    shift: UUID


class ShiftLine(Shape):
    """A day at the desk, as it stands."""

    shift: UUID
    authority: str
    day: date
    leader: str
    officers: list[str]
    state: str = Field(description="rostered, open or closed")
    checked: list[str] = Field(description="The checks that were made, in order.")
    opened_at: Time | None
    closed_at: Time | None
    inspected_at: Time | None
    found_empty: bool = Field(description="An inspection found nobody there.")
    deadlines: list[DeadlineLine] = Field(description="The checks the leader owes.")
    clause: str
    edition: str


class EntryLine(Shape):
    """One entry of the log."""

    position: int
    at: Time
    by: str
    sort: str
    place: str | None
    in_order: bool
    matter: UUID | None
    handed_to: str | None
    text: str | None = Field(description="For who may read texts.")


class ShiftAnswer(TimedShape):
    """One shift and its log."""

    shift: UUID
    it: ShiftLine
    entries: list[EntryLine]
    log: str | None = Field(description="What the log stated at the end of the shift, for who may read texts.")
    version: int


class Shifts(Page):
    """A page of shifts, the latest day first."""

    items: list[ShiftLine]


def shifts(asked: Asked) -> Shifts:
    """Shifts under the filters."""
    params: ShiftsParams = asked.params
    between = {"day__gte": params.day_from, "day__lte": params.day_until}
    where: dict[str, Any] = {name: day for name, day in between.items() if day is not None}
    where |= {"state__in": params.state} if params.state else {}
    rows = asked.api.reader.rows(ShiftsView, asked.as_of, where=where, order=("-day", "authority"))
    return Shifts(
        items=_lines(asked, rows[params.offset : params.offset + params.limit]),
        total=len(rows),
        limit=params.limit,
        offset=params.offset,
    )


def shift(asked: Asked) -> Said:
    """One of them. Raises NotFound."""
    id, reader = asked.params.shift, asked.api.reader
    rows = reader.rows(ShiftsView, asked.as_of, case=id)
    if not rows:
        raise NotFound(f"no shift {id} was rostered then", remedy="check the id, or ask as of a later position")
    entries = reader.rows(ShiftEntries, asked.as_of, order=("position",), case=id)
    handles = [*(each.entry for each in entries), *([rows[0].log] if rows[0].log else [])]
    texts = asked.api.house.desk.texts.read_many(handles) if "texts.read" in MAY[asked.who.role] else {}
    version = version_of(asked, id)
    names = [name for name in EntryLine.model_fields if name != "text"]
    body = ShiftAnswer(
        shift=id,
        it=_lines(asked, rows)[0],
        entries=[
            EntryLine.model_validate({name: getattr(each, name) for name in names} | {"text": texts.get(each.entry)})
            for each in entries
        ],
        log=texts.get(rows[0].log),
        version=version,
    )
    return Said(body, version)


def _lines(asked: Asked, rows: list[ShiftsView.Row]) -> list[ShiftLine]:
    """Rows with the checks each day owes."""
    cases = [row.case for row in rows]
    found = (
        asked.api.reader.rows(Timeliness, asked.as_of, where={"case__in": cases}, order=("due_at",)) if cases else []
    )
    clocks: dict[UUID, list[DeadlineLine]] = defaultdict(list)
    for clock, line in zip(found, lines_of(asked, found), strict=True):
        clocks[clock.case].append(line)
    names = [name for name in ShiftLine.model_fields if name not in {"shift", "deadlines"}]
    return [
        ShiftLine.model_validate(
            {name: getattr(row, name) for name in names} | {"shift": row.case, "deadlines": clocks[row.case]}
        )
        for row in rows
    ]


QUESTIONS = (
    Question("/api/shifts", "shifts.read", "Shifts at the desk, filtered", ShiftsParams, Shifts, shifts),
    Question("/api/shifts/{shift}", "shifts.read", "A shift and its log", OfShift, ShiftAnswer, shift),
)
