"""Escalations: a proposed no on its way up the ladder, and who must decide now."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from adapters.http.api.counting import Count
from adapters.http.api.deadline import DeadlineLine, deadline_lines
from adapters.http.api.versions import version_of
from adapters.http.parameters import Paged, Timed, Words
from adapters.http.question import Asked, Question, Said
from adapters.http.shapes import Page, Shape, Time, TimedShape
from adapters.http.visibility import only_own, own_unit, require_visible
from domain.errors import NotFound
from projections.ladders import Ladders


class EscalationsParams(Paged):
    """Filters."""

    state: Words = ()
    unit: Words = ()
    holder: Words = ()


class OfEscalation(Timed):
    """Which ladder."""

    escalation: UUID


class EscalationLine(Shape):
    """A ladder as it stands."""

    escalation: UUID
    case: UUID
    unit: str
    level: int
    state: str
    holder: str | None = Field(description="The seat that must decide; none before a vacant level.")
    deputised_for: str | None
    proposed_at: Time
    outcome: str | None
    decided_at: Time | None
    fed_back_at: Time | None
    clause: str
    edition: str


class EscalationAnswer(EscalationLine, TimedShape):
    """A ladder with its clocks. Its ETag is the version that If-Match takes."""

    version: int
    deadlines: list[DeadlineLine]


class Escalations(Page):
    """A page of ladders, newest first, and how many there are in each state."""

    items: list[EscalationLine]
    by_state: list[Count]


def escalations(asked: Asked) -> Escalations:
    """Ladders under the filters."""
    params: EscalationsParams = asked.params
    units = only_own(asked.who, params.unit)
    wide = {"unit__in": units, "holder__in": params.holder}
    rows = asked.api.reader.rows(
        Ladders, asked.as_of, where={name: value for name, value in wide.items() if value}, order=("-proposed_at",)
    )
    found = [row for row in rows if not params.state or row.state in params.state]
    shown = found[params.offset : params.offset + params.limit]
    states = sorted({row.state for row in rows})
    return Escalations(
        items=[EscalationLine.model_validate(row) for row in shown],
        by_state=[Count(value=state, count=sum(row.state == state for row in rows)) for state in states],
        total=len(found),
        limit=params.limit,
        offset=params.offset,
    )


def escalation(asked: Asked) -> Said:
    """One ladder. Raises NotFound, NotYours."""
    id = asked.params.escalation
    found = asked.api.reader.rows(Ladders, asked.as_of, escalation=id)
    if not found:
        raise NotFound(f"no escalation {id} was known then", remedy="check the id, or ask as of a later position")
    row: Ladders.Row = found[0]
    if own_unit(asked.who) != row.unit:
        require_visible(asked.api, asked.who, row.case)
    version = version_of(asked, row.case, id)
    line = EscalationLine.model_validate(row)
    lines = deadline_lines(asked, case=row.case, subject=id)
    body = EscalationAnswer(**dict(line), version=version, deadlines=lines)
    return Said(body, version)


QUESTIONS = (
    Question("/api/escalations", "escalations.read", "Ladders, filtered", EscalationsParams, Escalations, escalations),
    Question(
        "/api/escalations/{escalation}", "escalations.read", "A ladder", OfEscalation, EscalationAnswer, escalation
    ),
)
