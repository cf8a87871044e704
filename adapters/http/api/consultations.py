"""Consultations: the pool, what was fixed, held and minuted, and what each unit has still to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from pydantic import Field

from adapters.http.api.counting import Count, counted
from adapters.http.api.deadline import DeadlineLine, deadline_lines
from adapters.http.api.versions import version_of
from adapters.http.parameters import Paged, Timed, Words
from adapters.http.question import Asked, Question, Said
from adapters.http.shapes import Page, Shape, Time, TimedShape
from adapters.http.visibility import only_own, own_unit, require_party
from domain.errors import NotFound
from domain.values import Handle
from projections.consultation import Consultations as ConsultationsView
from projections.consultation import ConsultationTasks


class ConsultationsParams(Paged):
    """Filters."""

    state: Words = ()
    unit: Words = ()
    month: Words = ()


class TasksParams(Paged):
    """Filters; open ones unless asked otherwise."""

    state: Words = ()
    unit: Words = ()


class OfConsultation(Timed):
    """Which consultation."""

    consultation: UUID


class ConsultationLine(Shape):
    """A consultation as it stands."""

    consultation: UUID
    case: UUID
    number: str = Field(description="Empty until it is fixed.")
    month: str
    form: str
    state: str = Field(description="proposed, fixed, held, agreed, unresolved, declined, merged or archived.")
    trigger: str
    is_by_rule: bool = Field(description="A finding brought it into the pool.")
    theme: str | None = Field(description="Handle of the topic in words.")
    units: list[str] = Field(description="Every unit it concerns.")
    proposed_by: str | None
    lead: str | None = Field(description="The one suggested until it is fixed.")
    assisting: list[str]
    proposed_at: Time
    held_on: date | None
    times_held: int
    minuted_at: Time | None
    explained_at: Time | None
    tasks: int
    tasks_done: int
    joined: list[UUID] = Field(description="Other matters that go on here.")
    merged_into: UUID | None
    ended_at: Time | None
    clause: str
    edition: str


class TaskLine(Shape):
    """A task of a unit."""

    consultation: UUID
    case: UUID
    task: str
    unit: str
    what: str = Field(description="Handle of the task in words.")
    until: date
    state: str = Field(description="running, missed, done or done_late.")
    set_at: Time
    done_at: Time | None
    report: str | None
    clause: str
    edition: str


class ConsultationAnswer(TimedShape):
    """One consultation: what was asked, who took part, what came of it, its tasks and clocks."""

    line: ConsultationLine
    problem: str | None
    coordination: str | None
    suggestion: str | None
    signed_by: str | None
    shown_by: list[int] = Field(description="Positions of the facts that show it.")
    attended: list[str]
    chaired_by: str | None
    minutes: str | None
    explanation: str | None
    reason: str | None = Field(description="Why it was left or joined to another.")
    tasks: list[TaskLine]
    deadlines: list[DeadlineLine]
    version: int


class ConsultationTexts(TimedShape):
    """The texts of a consultation by their handles; what was erased is left out."""

    items: dict[str, str]


class Consultations(Page):
    """A page of consultations, newest first, and how many there are in each state."""

    items: list[ConsultationLine]
    by_state: list[Count]


class Tasks(Page):
    """A page of tasks, the earliest due first, and how many there are in each state."""

    items: list[TaskLine]
    by_state: list[Count]


def consultations(asked: Asked) -> Consultations:
    """Consultations under the filters; a unit's roles see those their unit takes part in. Raises NotYours."""
    params: ConsultationsParams = asked.params
    rows = _concerning(asked, only_own(asked.who, params.unit))
    found = [
        row
        for row in rows
        if (not params.state or row.state in params.state) and (not params.month or row.month in params.month)
    ]
    shown = found[params.offset : params.offset + params.limit]
    return Consultations(
        items=[ConsultationLine.model_validate(row) for row in shown],
        by_state=counted(row.state for row in rows),
        total=len(found),
        limit=params.limit,
        offset=params.offset,
    )


def tasks(asked: Asked) -> Tasks:
    """Tasks under the filters. Raises NotYours."""
    params: TasksParams = asked.params
    units = only_own(asked.who, params.unit)
    where = {"unit__in": units} if units else {}
    rows = asked.api.reader.rows(ConsultationTasks, asked.as_of, where=where, order=("until", "consultation", "task"))
    states = params.state or ("running", "missed")
    found = [row for row in rows if row.state in states]
    shown = found[params.offset : params.offset + params.limit]
    return Tasks(
        items=[TaskLine.model_validate(row) for row in shown],
        by_state=counted(row.state for row in rows),
        total=len(found),
        limit=params.limit,
        offset=params.offset,
    )


def consultation(asked: Asked) -> Said:
    """One consultation. Raises NotFound, NotYours."""
    row = row_of(asked)
    version = version_of(asked, row.case, row.consultation)
    body = ConsultationAnswer(
        line=ConsultationLine.model_validate(row),
        problem=row.problem,
        coordination=row.coordination,
        suggestion=row.suggestion,
        signed_by=row.signed_by,
        shown_by=list(row.shown_by),
        attended=list(row.attended),
        chaired_by=row.chaired_by,
        minutes=row.minutes,
        explanation=row.explanation,
        reason=row.reason,
        tasks=[TaskLine.model_validate(task) for task in _tasks_of(asked, row)],
        deadlines=deadline_lines(asked, case=row.case, subject=row.consultation),
        version=version,
    )
    return Said(body, version)


def texts(asked: Asked) -> ConsultationTexts:
    """Its texts, for whoever takes part in it. Raises NotFound, NotYours."""
    row = row_of(asked)
    handles: list[str | None] = [
        row.theme,
        row.problem,
        row.coordination,
        row.suggestion,
        row.minutes,
        row.explanation,
        row.reason,
    ]
    for task in _tasks_of(asked, row):
        handles += [task.what, task.report]
    return ConsultationTexts(items=readable(asked, handles))


def readable(asked: Asked, handles: Iterable[str | None]) -> dict[str, str]:
    """What stands behind handles, as far as it was not erased."""
    known = asked.api.house.desk.texts.read_many({Handle(handle) for handle in handles if handle})
    return {str(handle): text for handle, text in known.items()}


def row_of(asked: Asked) -> ConsultationsView.Row:
    """The row of the consultation asked about. Raises NotFound, NotYours."""
    id = asked.params.consultation
    rows: list[ConsultationsView.Row] = asked.api.reader.rows(ConsultationsView, asked.as_of, consultation=id)
    if not rows:
        raise NotFound(f"no consultation {id} was known then", remedy="check the id, or ask as of a later position")
    if own_unit(asked.who) is not None:
        require_party(asked.api, asked.who, rows[0].case, rows[0].units)
    return rows[0]


def _tasks_of(asked: Asked, row: ConsultationsView.Row) -> Sequence[ConsultationTasks.Row]:
    return asked.api.reader.rows(
        ConsultationTasks, asked.as_of, order=("until", "task"), case=row.case, consultation=row.consultation
    )


def _concerning(asked: Asked, units: tuple[str, ...]) -> list[ConsultationsView.Row]:
    rows = asked.api.reader.rows(ConsultationsView, asked.as_of, order=("-proposed_at",))
    return [row for row in rows if not units or set(units) & set(row.units)]


QUESTIONS = (
    Question(
        "/api/consultations",
        "consultations.read",
        "Consultations, filtered",
        ConsultationsParams,
        Consultations,
        consultations,
    ),
    Question("/api/consultations/tasks", "consultations.read", "Tasks of units, filtered", TasksParams, Tasks, tasks),
    Question(
        "/api/consultations/{consultation}",
        "consultations.read",
        "A consultation",
        OfConsultation,
        ConsultationAnswer,
        consultation,
    ),
    Question(
        "/api/consultations/{consultation}/texts",
        "texts.read",
        "Its texts, for who takes part",
        OfConsultation,
        ConsultationTexts,
        texts,
    ),
)
