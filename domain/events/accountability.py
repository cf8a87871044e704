"""Facts of an accountability file."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from domain.events.base import Event
from domain.values import Handle, SeatId, UnitId


class AccountabilityTriggered(Event, frozen=True, tag="accountability.triggered"):
    """启动问责: a finding that the edition attaches accountability to; `basis` is the clause."""

    told: ClassVar[bool] = False
    number: str
    unit: UnitId
    finding: str
    """Kind of the finding."""
    finding_key: str
    subject: UUID
    """Stream the finding stands in."""
    shown_by: tuple[int, ...] = ()
    established_by: SeatId | None = None
    """The seat that established the finding, where a person did; it may not examine the file."""


class AccountabilityReviewNeeded(Event, frozen=True, tag="accountability.review_needed"):
    """需复核: its finding was overturned; a person decides what becomes of the file."""

    told: ClassVar[bool] = False
    because: str
    shown_by: tuple[int, ...] = ()


class AccountabilityTakenUp(Event, frozen=True, tag="accountability.taken_up"):
    """立案调查: somebody without a stake in it begins to examine the file."""


class AccountabilityFaultFound(Event, frozen=True, tag="accountability.fault_found"):
    """查实: the examination found fault, of what grade."""

    grade: str
    report: Handle


class AccountabilityNoFaultFound(Event, frozen=True, tag="accountability.no_fault_found"):
    """查否: the examination found no fault; the file is closed."""

    report: Handle


class AccountabilityToleranceWeighed(Event, frozen=True, tag="accountability.tolerance_weighed"):
    """容错研判: whether it was honest work on something new; where it was, the file is closed."""

    applies: bool
    reason: Handle


class AccountabilityMeasureTaken(Event, frozen=True, tag="accountability.measure_taken"):
    """问责处理: the measures imposed, of those the grade allows."""

    measures: tuple[str, ...]
    reason: Handle


class AccountabilityReferred(Event, frozen=True, tag="accountability.referred"):
    """移送: handed to a body that goes further."""

    body: str
    reason: Handle


class AccountabilityPublished(Event, frozen=True, tag="accountability.published"):
    """典型通报: made known as a typical case, without the complainant."""

    scope: str
    summary: Handle


class AccountabilityReviewed(Event, frozen=True, tag="accountability.reviewed"):
    """问责复核: after its finding was overturned a person decided whether the file stands."""

    stands: bool
    reason: Handle
