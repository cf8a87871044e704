"""Facts of a consultation: proposed, fixed, held, minuted, its tasks followed to the end, filed."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from domain.events.base import Event
from domain.values import Handle, UnitId


class ConsultationProposed(Event, frozen=True, tag="consultation.proposed"):
    """提请会商: a topic enters the pool, with what was tried and who should take part."""

    trigger: str
    theme: Handle | None = None
    problem: Handle | None = None
    coordination: Handle | None = None
    """What was tried to agree without a consultation."""
    suggestion: Handle | None = None
    """How it could be done."""
    unit: UnitId | None = None
    """Which unit has the case."""
    lead: UnitId | None = None
    assisting: tuple[UnitId, ...] = ()
    signed_by: str | None = None
    """Role of the leader who signed the proposal."""
    shown_by: tuple[int, ...] = ()


class ConsultationDeclined(Event, frozen=True, tag="consultation.declined"):
    """不列入会商: a topic was examined and left, with the reason."""

    reason: Handle


class ConsultationMerged(Event, frozen=True, tag="consultation.merged"):
    """并入会商: a topic goes on in another matter's consultation."""

    into: UUID
    """The other consultation."""
    of_case: UUID
    """The matter that one grew out of."""
    reason: Handle | None = None


class ConsultationJoined(Event, frozen=True, tag="consultation.joined"):
    """接收并入: another matter's topic goes on here."""

    consultation: UUID
    of_case: UUID
    """The matter that joins."""
    unit: UnitId | None = None
    """Which unit has that matter."""


class ConsultationFixed(Event, frozen=True, tag="consultation.fixed"):
    """确定会商主题: for a month, in a form, with one lead unit and those who assist."""

    number: str
    month: str
    """`2025-11`."""
    form: str
    lead: UnitId
    assisting: tuple[UnitId, ...] = ()


class ConsultationHeld(Event, frozen=True, tag="consultation.held"):
    """召开会商: on a day, with which units, under whom."""

    held_on: date
    attended: tuple[UnitId, ...]
    chaired_by: str | None = None
    """Role of the leader in the chair, where the text names one."""


class ConsultationMinuted(Event, frozen=True, tag="consultation.minuted"):
    """会商纪要: handed in with the parts the text lists, and whether a way was agreed."""

    parts: tuple[str, ...]
    minutes: Handle
    is_agreed: bool


class ConsultationTaskSet(Event, frozen=True, tag="consultation.task_set"):
    """会商任务: what one unit has to do, and by which day."""

    key: str
    """`task:1`; where a limit runs on it, also the key of the deadline."""
    unit: UnitId
    task: Handle
    until: date


class ConsultationTaskDone(Event, frozen=True, tag="consultation.task_done"):
    """完成会商任务: the unit reports what came of it."""

    key: str
    report: Handle


class ConsultationExplained(Event, frozen=True, tag="consultation.explained"):
    """会商解释: no way was agreed, and those concerned were told why."""

    explanation: Handle
    told_by: str


class ConsultationArchived(Event, frozen=True, tag="consultation.archived"):
    """会商归档: every task is done; the consultation is over."""
