"""Supervisions: what is open at which level, and what was proposed and waits for a decision."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from adapters.http.api.counting import Count, counted
from adapters.http.api.deadline import DeadlineLine, deadline_lines
from adapters.http.api.versions import version_of
from adapters.http.parameters import Paged, Timed, Words
from adapters.http.question import Asked, Question, Said
from adapters.http.shapes import Page, Shape, Time, TimedShape
from adapters.http.visibility import only_own, own_unit, require_visible
from domain.errors import NotFound
from projections.supervision import SupervisionProposals
from projections.supervision import Supervisions as SupervisionsView


class SupervisionsParams(Paged):
    """Filters."""

    state: Words = ()
    unit: Words = ()
    level: Words = ()


class OfSupervision(Timed):
    """Which supervision."""

    supervision: UUID


class SupervisionLine(Shape):
    """A supervision as it stands."""

    supervision: UUID
    case: UUID
    number: str
    level: int
    trigger: str
    state: str = Field(description="The last step that moved it: issued, registered, assigned, fed_back … archived.")
    unit: str | None
    lead: str | None
    steps: list[str]
    is_by_rule: bool = Field(description="The text opened it of itself.")
    issued_at: Time
    archived_at: Time | None
    review_because: str | None = Field(description="Why a person should look at it again.")
    clause: str
    edition: str


class ProposalLine(Shape):
    """A trigger put before a person."""

    supervision: UUID
    case: UUID
    trigger: str
    level: int
    state: str = Field(description="waiting, issued, merged or rejected")
    unit: str | None
    shown_by: list[int] = Field(description="Positions of the facts that show it.")
    is_by_rule: bool
    proposed_at: Time
    decided_at: Time | None
    clause: str
    edition: str


class SupervisionAnswer(TimedShape):
    """One supervision: as it was opened, what was proposed under it, its clocks."""

    supervision: UUID
    case: UUID
    opened: SupervisionLine | None = Field(description="None while it is only proposed.")
    proposals: list[ProposalLine]
    deadlines: list[DeadlineLine]
    version: int


class Supervisions(Page):
    """A page of supervisions, newest first, and how many there are in each state and level."""

    items: list[SupervisionLine]
    by_state: list[Count]
    by_level: list[Count]


class Proposals(Page):
    """A page of proposals, the gravest first, and how many there are in each state."""

    items: list[ProposalLine]
    by_state: list[Count]


def supervisions(asked: Asked) -> Supervisions:
    """Supervisions under the filters."""
    params: SupervisionsParams = asked.params
    units = only_own(asked.who, params.unit)
    rows = asked.api.reader.rows(
        SupervisionsView, asked.as_of, where={"unit__in": units} if units else {}, order=("-issued_at",)
    )
    found = [
        row
        for row in rows
        if (not params.state or row.state in params.state) and (not params.level or str(row.level) in params.level)
    ]
    shown = found[params.offset : params.offset + params.limit]
    return Supervisions(
        items=[SupervisionLine.model_validate(row) for row in shown],
        by_state=counted(row.state for row in rows),
        by_level=counted(str(row.level) for row in rows),
        total=len(found),
        limit=params.limit,
        offset=params.offset,
    )


def proposals(asked: Asked) -> Proposals:
    """Proposals under the filters; those that wait, unless asked otherwise."""
    params: SupervisionsParams = asked.params
    units = only_own(asked.who, params.unit)
    rows = asked.api.reader.rows(
        SupervisionProposals,
        asked.as_of,
        where={"unit__in": units} if units else {},
        order=("-level", "proposed_at"),
    )
    states = params.state or ("waiting",)
    found = [row for row in rows if row.state in states and (not params.level or str(row.level) in params.level)]
    shown = found[params.offset : params.offset + params.limit]
    return Proposals(
        items=[ProposalLine.model_validate(row) for row in shown],
        by_state=counted(row.state for row in rows),
        total=len(found),
        limit=params.limit,
        offset=params.offset,
    )


def supervision(asked: Asked) -> Said:
    """One supervision. Raises NotFound, NotYours."""
    id, reader = asked.params.supervision, asked.api.reader
    opened = reader.rows(SupervisionsView, asked.as_of, supervision=id)
    proposed = reader.rows(SupervisionProposals, asked.as_of, order=("proposed_at",), supervision=id)
    if not opened and not proposed:
        raise NotFound(f"no supervision {id} was known then", remedy="check the id, or ask as of a later position")
    case = (opened or proposed)[0].case
    if own_unit(asked.who) is not None:
        require_visible(asked.api, asked.who, case)
    version = version_of(asked, case, id)
    body = SupervisionAnswer(
        supervision=id,
        case=case,
        opened=SupervisionLine.model_validate(opened[0]) if opened else None,
        proposals=[ProposalLine.model_validate(row) for row in proposed],
        deadlines=deadline_lines(asked, case=case, subject=id),
        version=version,
    )
    return Said(body, version)


QUESTIONS = (
    Question(
        "/api/supervisions",
        "supervisions.read",
        "Supervisions, filtered",
        SupervisionsParams,
        Supervisions,
        supervisions,
    ),
    Question(
        "/api/supervisions/proposals",
        "supervisions.read",
        "What is proposed",
        SupervisionsParams,
        Proposals,
        proposals,
    ),
    Question(
        "/api/supervisions/{supervision}",
        "supervisions.read",
        "A supervision",
        OfSupervision,
        SupervisionAnswer,
        supervision,
    ),
)
