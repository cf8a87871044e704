"""Facts about deadlines. A deadline runs on a subject and stands in that subject's stream."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

from msgspec import field

from domain.calendar import Due
from domain.events.base import Event
from domain.values import Handle, UnitId

Because = Literal[
    "deemed", "returned", "refused", "transferred", "answered_directly", "reopened", "closed", "corrected", "not_missed"
]
"""Why a deadline ends without being met."""


class DeadlineSet(Event, frozen=True, tag="deadline.set"):
    """时限起算: a time limit began to run; how its due time was reckoned stands in `due.derivation`."""

    told: ClassVar[bool] = False
    key: str
    """Unique within the subject: the limit's name and its round, `handle:2`."""
    name: str
    started_by: str
    """The lifecycle step that started it."""
    started_at: datetime
    due: Due
    warn_at: datetime
    stops: tuple[str, ...]
    """The lifecycle steps that meet it."""
    owner: str
    """Role that must act."""
    unit: UnitId | None = None
    clock: str = "unit"
    """Whose waiting it measures: unit, citizen or office."""
    judged_by: str = "system_record"
    severity: str = "hard"
    breaches: bool = True
    """False: it warns and never breaches (a local setting without a clause)."""
    on_miss: str | None = None
    """The finding a miss establishes."""
    deems: str | None = None
    """The step deemed to have happened when it passes."""
    facts: dict[str, str] = field(default_factory=dict)
    """What the rule looked at, so that the same question can be asked again."""


class DeadlineMet(Event, frozen=True, tag="deadline.met"):
    """时限内完成: what stops it happened in time, or late after a miss (`late`)."""

    told: ClassVar[bool] = False
    key: str
    step: str
    met_at: datetime
    late: bool = False
    late_entry: bool = False
    """Known only from an entry made after the miss; the miss stays on record."""


class DeadlineMissed(Event, frozen=True, tag="deadline.missed"):
    """超期: the due instant passed. Never removed, only answered by later facts."""

    told: ClassVar[bool] = False
    key: str
    due_at: datetime


class DeadlineExtensionRequested(Event, frozen=True, tag="deadline.extension_requested"):
    """延期报备: more time asked for a running deadline."""

    key: str
    amount: int
    """In the deadline's own unit."""
    consented_by: str
    """Role of the leader who consented."""
    reason: Handle
    explained_to_citizen_at: datetime
    explained_by_way_of: str
    application: Handle | None = None
    """The written application, where one was filed."""


class DeadlineExtended(Event, frozen=True, tag="deadline.extended"):
    """延期: the due time moved by a recorded ruling; both due times are kept."""

    key: str
    amount: int
    old_due_at: datetime
    due: Due
    warn_at: datetime


class DeadlineProlonged(Event, frozen=True, tag="deadline.prolonged"):
    """延至定日: the due time moved to a day that was named; both due times are kept."""

    key: str
    until: date
    grounds: tuple[str, ...]
    contact_record: Handle
    """The talk with the office before it."""
    old_due_at: datetime
    due: Due
    warn_at: datetime
    reason: Handle | None = None


class DeadlineMissExplained(Event, frozen=True, tag="deadline.miss_explained"):
    """说明超期原因: why a deadline was missed, where the text asks for it."""

    key: str
    reason: Handle


class DeadlineExtensionRefused(Event, frozen=True, tag="deadline.extension_refused"):
    """延期不予认可: the office did not accept a filed extension."""

    key: str
    reason: Handle


class DeadlineRecomputed(Event, frozen=True, tag="deadline.recomputed"):
    """时限重算: a schedule announced later changed the calendar; both due times are kept."""

    told: ClassVar[bool] = False
    key: str
    old_due_at: datetime
    due: Due
    warn_at: datetime
    notice: str
    """The notice that changed the calendar."""
    runs_again: bool = False
    """Missed by the old due time and not yet by the new one: it can be met in time, or missed, once more."""


class DeadlineLapsed(Event, frozen=True, tag="deadline.lapsed"):
    """时限终止: it no longer runs on anyone (the order was returned, the case refused or transferred)."""

    told: ClassVar[bool] = False
    key: str
    because: Because
