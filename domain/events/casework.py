"""Facts of the work on a case: looked into, an opinion, an order, a filed no, the unit's own follow-up, a review."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

from domain.events.base import Event
from domain.values import Handle, Level, SeatId, UnitId


class ComplaintTagged(Event, frozen=True, tag="complaint.tagged"):
    """标注类别: the classes of matters it belongs to; none or several, the last word counts."""

    classes: tuple[str, ...]


class ComplaintDispatchConfirmed(Event, frozen=True, tag="complaint.dispatch_confirmed"):
    """确认分办: a meeting decided on a provisional dispatch."""

    decision: Literal["accept", "not_accept", "defer"]
    unit: UnitId | None = None
    """Where it goes instead, if it does."""
    task_force: str | None = None
    requirement: Handle | None = None
    area: str | None = None
    """Where the matter comes from, as the edition names areas."""
    assigned_by: Literal["area", "turn", "named"] | None = None
    """By what the task force got it."""
    named_because: Handle | None = None
    """Why a person named another than area and turn give."""


class ComplaintVerified(Event, frozen=True, tag="complaint.verified"):
    """核实: what happened and why, found out on the spot."""

    means: tuple[str, ...]
    course: Handle
    causes: Handle | None = None
    place: Handle | None = None
    persons: Handle | None = None
    visited_at: datetime | None = None
    visitors: int | None = None
    duplicate: bool | None = None
    """Whether the same matter was complained about elsewhere."""
    elsewhere: Handle | None = None
    """How far other platforms are, what came of it, and whether it satisfied."""
    waived_because: Handle | None = None
    """Why nobody went there, where a role that may lets it be."""


class ComplaintOpinionFiled(Event, frozen=True, tag="complaint.opinion_filed"):
    """报备处置意见: what the unit means to do about it."""

    opinion: Handle
    nature: str
    """One person's problem, or a common one."""
    measures: Handle | None = None
    to_be_done_by: date | None = None


class ComplaintOrdered(Event, frozen=True, tag="complaint.ordered"):
    """交办单: an order to the head of a unit, as it is printed."""

    number: str
    trigger: str
    unit: UnitId
    department: str
    """Printed as the department: who gets it, or who issued it, as the text is read."""
    summary: Handle
    office_opinion: Handle
    until: date
    task_force: str
    """Who follows it through."""
    level: Level
    escalation: UUID
    """The ladder it entered."""
    holder: SeatId | None = None
    """The head who leads it; None where nobody fills the seat."""


class OrderNumbered(Event, frozen=True, tag="order.numbered"):
    """交办单编号: the next number of a year."""

    told: ClassVar[bool] = False
    year: int
    number: int


class TaskForceTurnTaken(Event, frozen=True, tag="task_force.turn_taken"):
    """专班依次受领: one took a matter on because it was its turn."""

    told: ClassVar[bool] = False
    task_force: str
    turn_after: str
    """Whose turn is next."""


class ComplaintProgressReported(Event, frozen=True, tag="complaint.progress_reported"):
    """报告进度: how far a prolonged case is, to the office and to the applicant."""

    progress: Handle
    told_by: str
    """How the applicant was told."""
    next_step: Handle | None = None


class ComplaintSubmittedForStudy(Event, frozen=True, tag="complaint.submitted_for_study"):
    """提交一事一议: what could not be coordinated goes by itself to the office in charge, with those concerned."""

    tried: Handle
    """What was coordinated so far, and why it did not help."""
    departments: tuple[UnitId, ...] = ()


class ComplaintProcedureStarted(Event, frozen=True, tag="complaint.procedure_started"):
    """启动攻坚程序: rated bad again, the matter is met with more than another order."""

    procedure: str
    bad_ratings: int
    why: Handle
    """Why it is held to be necessary."""


class ComplaintCannotFiled(Event, frozen=True, tag="complaint.cannot_filed"):
    """不能办报备: why it cannot be done, on what basis, how it was explained and taken."""

    escalation: UUID
    """The ladder whose final no it rests on."""
    ground: str
    policy_basis: Handle
    explanation: Handle
    understood: bool


class ComplaintMatterCited(Event, frozen=True, tag="complaint.matter_cited"):
    """对照清单: which matter of a unit's list it is about, as the list read that day."""

    unit: UnitId
    item: str
    kind: str
    since: date
    """From which day on the list reads so."""
    days: int | None = None
    """The working days the unit gives itself."""
    instead_of: str | None = None
    """The matter it was said to be about before, where that was wrong."""
    instead_because: Handle | None = None


class ComplaintUnitFollowedUp(Event, frozen=True, tag="complaint.unit_followed_up"):
    """单位回访: the unit asked first itself, and what follows from the answer."""

    way: str
    rating: Literal["good", "understood", "bad"]
    leads_to: Literal["on", "rework", "decision"]
    note: Handle | None = None


class ComplaintReviewed(Event, frozen=True, tag="complaint.reviewed"):
    """复盘: the whole course looked at again, responsibility cleared up."""

    cause: Handle
    responsible: tuple[str, ...]
    """Units and seats."""
    findings: tuple[str, ...] = ()
    """Kinds of what was found."""
    typical: str | None = None
    """How it is an example, where it is one."""
    why_typical: Handle | None = None
