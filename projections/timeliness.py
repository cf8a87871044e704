"""Is every deadline kept? Each deadline and where it stands; its days are in `derivations`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from domain.calendar import Due
from domain.events.deadlines import (
    DeadlineExtended,
    DeadlineLapsed,
    DeadlineMet,
    DeadlineMissed,
    DeadlineProlonged,
    DeadlineRecomputed,
    DeadlineSet,
)
from domain.values import UnitId
from projections import base
from projections.base import Projection, Rows, on

BINDING = ("running", "met", "met_late", "missed")
"""States of a deadline that binds somebody, or did to its end."""


class Timeliness(Projection):
    """时效: one row a deadline; `due_at` is the due time in force, `first_due_at` the one it was set with."""

    version = 6
    shown_to = "whom it concerns"

    class Row(base.Row, frozen=True):
        """A deadline as it stands. `state` is running, missed, met, met_late or lapsed."""

        key = ("case", "subject", "deadline")

        case: UUID
        subject: UUID
        """The stream it runs on: the case itself, a ladder …"""
        deadline: str
        """Its key in the subject: `handle:1`."""
        name: str
        clause: str
        edition: str
        edition_hash: str
        owner: str
        clock: str
        severity: str
        judged_by: str
        breaches: bool
        started_at: datetime
        first_due_at: datetime
        due_at: datetime
        in_time: str
        last_day: date
        warn_at: datetime
        is_provisional: bool
        reaches_year: int
        """The last year any of its days lies in."""
        state: str = "running"
        """running, missed, met, met_late or lapsed."""
        unit: UnitId | None = None
        deems: str | None = None
        met_at: datetime | None = None
        missed_at: datetime | None = None
        lapsed_at: datetime | None = None
        """Since when it binds nobody; one that was missed before stays missed."""
        extended_by: int = 0
        recomputed_by: str | None = None
        """Notice that changed its due time."""
        met_by_late_entry: bool = False

        @property
        def id(self) -> base.Key:
            """Its key: case, subject, deadline."""
            return self.case, self.subject, self.deadline

        @property
        def is_open(self) -> bool:
            """Whether somebody still has to meet it, in time or late."""
            return self.state in {"running", "missed"} and self.lapsed_at is None

        @property
        def has_consequence(self) -> bool:
            """Whether the clockwork has something to record when it passes."""
            return self.breaches or self.deems is not None

        @property
        def is_warned_ahead(self) -> bool:
            """Whether there is a time between its start and its due time at which it comes near."""
            return self.started_at < self.warn_at < self.due_at

    indexes = (
        ("state", "breaches", "due_at"),
        ("state", "breaches", "warn_at"),
        ("unit", "state"),
        ("clock", "state"),
        ("name", "state"),
        ("name", "due_at"),
    )

    @on(DeadlineSet)
    def began(self, event: DeadlineSet, rows: Rows[Row]) -> None:
        """It begins to run."""
        basis = event.basis
        rows.put(
            self.Row(
                case=rows.case,
                subject=rows.place.stream,
                deadline=event.key,
                name=event.name,
                clause=basis.clause if basis else "",
                edition=basis.edition if basis else "",
                edition_hash=basis.hash if basis else "",
                owner=event.owner,
                clock=event.clock,
                severity=event.severity,
                judged_by=event.judged_by,
                breaches=event.breaches,
                started_at=event.started_at,
                first_due_at=event.due.due_at,
                warn_at=event.warn_at,
                unit=event.unit,
                deems=event.deems,
                **_reckoned(event.due),
            )
        )

    @on(DeadlineExtended)
    def extended(self, event: DeadlineExtended, rows: Rows[Row]) -> None:
        """More time by a recorded ruling."""
        row = rows.get(*self._key(event.key, rows))
        if row is not None:
            rows.put(
                msgspec.structs.replace(
                    row,
                    extended_by=row.extended_by + event.amount,
                    warn_at=event.warn_at,
                    **_reckoned(event.due),
                )
            )

    @on(DeadlineProlonged)
    def prolonged(self, event: DeadlineProlonged, rows: Rows[Row]) -> None:
        """More time, to a day that was named."""
        rows.change(*self._key(event.key, rows), warn_at=event.warn_at, **_reckoned(event.due))

    @on(DeadlineRecomputed)
    def recomputed(self, event: DeadlineRecomputed, rows: Rows[Row]) -> None:
        """A schedule announced later changed the calendar; what it gave time for was not late after all."""
        key = self._key(event.key, rows)
        row = rows.get(*key)
        if row is None:
            return
        kept = row.state == "met_late" and row.met_at is not None and event.due.holds(row.met_at)
        now = {"state": "running", "missed_at": None} if event.runs_again else {"state": "met" if kept else row.state}
        rows.change(*key, recomputed_by=event.notice, warn_at=event.warn_at, **now, **_reckoned(event.due))

    @on(DeadlineMet)
    def met(self, event: DeadlineMet, rows: Rows[Row]) -> None:
        """What stops it happened."""
        state = "met_late" if event.late else "met"
        key = self._key(event.key, rows)
        rows.change(*key, state=state, met_at=event.met_at, met_by_late_entry=event.late_entry)

    @on(DeadlineMissed)
    def missed(self, event: DeadlineMissed, rows: Rows[Row]) -> None:
        """The due instant passed."""
        rows.change(*self._key(event.key, rows), state="missed", missed_at=event.due_at)

    @on(DeadlineLapsed)
    def lapsed(self, event: DeadlineLapsed, rows: Rows[Row]) -> None:
        """It binds nobody any more. A miss stays a miss."""
        key = self._key(event.key, rows)
        row = rows.get(*key)
        if row is not None:
            state = "lapsed" if row.state == "running" else row.state
            rows.change(*key, state=state, lapsed_at=event.occurred_at)

    @staticmethod
    def _key(deadline: str, rows: Rows[Row]) -> tuple[UUID, UUID, str]:
        return rows.case, rows.place.stream, deadline


def _reckoned(due: Due) -> dict[str, Any]:
    return {
        "due_at": due.due_at,
        "in_time": due.in_time,
        "last_day": due.last_day,
        "is_provisional": due.provisional,
        "reaches_year": max((step.day.year for step in due.derivation), default=due.last_day.year),
    }


def light(row: Timeliness.Row, at: datetime) -> str:
    """The light a deadline shows at an instant: ok, soon, late, off or draft.

    Ended deadlines show what they came to; one that never breaches shows none; one reckoned over an
    unannounced year is a draft until the schedule comes, unless it is already late.
    """
    if row.state in {"missed", "met_late"}:
        return "late" if row.breaches else "off"
    if row.state in {"met", "lapsed"}:
        return "ok" if row.state == "met" else "off"
    if not row.breaches:
        return "off"
    if at > row.due_at or (at == row.due_at and row.in_time == "before"):
        return "late"
    if row.is_provisional:
        return "draft"
    return "soon" if at >= row.warn_at else "ok"
