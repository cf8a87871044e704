"""What is in the pool, fixed, held, minuted; what has each unit still to do?"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec

from domain.events.consultation import (
    ConsultationArchived,
    ConsultationDeclined,
    ConsultationExplained,
    ConsultationFixed,
    ConsultationHeld,
    ConsultationJoined,
    ConsultationMerged,
    ConsultationMinuted,
    ConsultationProposed,
    ConsultationTaskDone,
    ConsultationTaskSet,
)
from domain.events.deadlines import DeadlineMissed
from domain.values import Handle, UnitId
from projections import base
from projections.base import Projection, Rows, on

OPEN = ("proposed", "fixed", "held", "agreed", "unresolved")
"""States of a topic that is not over."""


class Consultations(Projection):
    """会商: one row a topic, from the pool to the archive."""

    version = 1

    class Row(base.Row, frozen=True):
        """A consultation as it stands. `state` is proposed, fixed, held, agreed, unresolved or how it ended."""

        key = ("case", "consultation")

        case: UUID
        consultation: UUID
        trigger: str
        clause: str
        edition: str
        proposed_at: datetime
        is_by_rule: bool
        units: tuple[UnitId, ...]
        """Every unit it concerns."""
        state: str = "proposed"
        theme: Handle | None = None
        problem: Handle | None = None
        coordination: Handle | None = None
        suggestion: Handle | None = None
        proposed_by: UnitId | None = None
        signed_by: str | None = None
        shown_by: tuple[int, ...] = ()
        lead: UnitId | None = None
        """The one suggested until it is fixed."""
        assisting: tuple[UnitId, ...] = ()
        number: str = ""
        month: str = ""
        form: str = ""
        held_on: date | None = None
        """The last time."""
        times_held: int = 0
        attended: tuple[UnitId, ...] = ()
        chaired_by: str | None = None
        minuted_at: datetime | None = None
        minutes: Handle | None = None
        explained_at: datetime | None = None
        explanation: Handle | None = None
        tasks: int = 0
        tasks_done: int = 0
        joined: tuple[UUID, ...] = ()
        """Other matters whose topics go on here."""
        ended_at: datetime | None = None
        reason: Handle | None = None
        merged_into: UUID | None = None

    indexes = (("state",), ("consultation",))

    @on(ConsultationProposed)
    def proposed(self, event: ConsultationProposed, rows: Rows[Row]) -> None:
        """Into the pool."""
        basis, by = event.basis, event.act.on_behalf_of
        rows.put(
            self.Row(
                case=rows.case,
                consultation=rows.place.stream,
                trigger=event.trigger,
                clause=basis.clause if basis else "",
                edition=basis.edition if basis else "",
                proposed_at=event.occurred_at,
                is_by_rule=event.act.role == "system",
                units=_together(event.unit, by),
                theme=event.theme,
                problem=event.problem,
                coordination=event.coordination,
                suggestion=event.suggestion,
                proposed_by=by,
                signed_by=event.signed_by,
                shown_by=event.shown_by,
                lead=event.lead,
                assisting=event.assisting,
            )
        )

    @on(ConsultationFixed)
    def fixed(self, event: ConsultationFixed, rows: Rows[Row]) -> None:
        """A topic of a month, with its units."""
        row = rows.get(rows.case, rows.place.stream)
        if row is not None:
            rows.put(
                msgspec.structs.replace(
                    row,
                    state="fixed",
                    number=event.number,
                    month=event.month,
                    form=event.form,
                    lead=event.lead,
                    assisting=event.assisting,
                    units=_together(*row.units, event.lead, *event.assisting),
                )
            )

    @on(ConsultationDeclined)
    def declined(self, event: ConsultationDeclined, rows: Rows[Row]) -> None:
        """Left, with a reason."""
        rows.change(rows.case, rows.place.stream, state="declined", ended_at=event.occurred_at, reason=event.reason)

    @on(ConsultationMerged)
    def merged(self, event: ConsultationMerged, rows: Rows[Row]) -> None:
        """It goes on in another."""
        ended = {"state": "merged", "ended_at": event.occurred_at, "reason": event.reason, "merged_into": event.into}
        rows.change(rows.case, rows.place.stream, **ended)

    @on(ConsultationJoined)
    def joined(self, event: ConsultationJoined, rows: Rows[Row]) -> None:
        """Another matter goes on here."""
        row = rows.get(rows.case, rows.place.stream)
        if row is not None:
            units = _together(*row.units, event.unit)
            rows.put(msgspec.structs.replace(row, joined=(*row.joined, event.of_case), units=units))

    @on(ConsultationHeld)
    def held(self, event: ConsultationHeld, rows: Rows[Row]) -> None:
        """Held, once more perhaps."""
        row = rows.get(rows.case, rows.place.stream)
        if row is not None:
            rows.put(
                msgspec.structs.replace(
                    row,
                    state="held",
                    held_on=event.held_on,
                    times_held=row.times_held + 1,
                    attended=event.attended,
                    chaired_by=event.chaired_by,
                )
            )

    @on(ConsultationMinuted)
    def minuted(self, event: ConsultationMinuted, rows: Rows[Row]) -> None:
        """A way was agreed, or not."""
        state = "agreed" if event.is_agreed else "unresolved"
        rows.change(rows.case, rows.place.stream, state=state, minuted_at=event.occurred_at, minutes=event.minutes)

    @on(ConsultationExplained)
    def explained(self, event: ConsultationExplained, rows: Rows[Row]) -> None:
        """Those concerned know why."""
        rows.change(rows.case, rows.place.stream, explained_at=event.occurred_at, explanation=event.explanation)

    @on(ConsultationTaskSet, ConsultationTaskDone)
    def followed(self, event: ConsultationTaskSet | ConsultationTaskDone, rows: Rows[Row]) -> None:
        """One more to be done, or one less."""
        row = rows.get(rows.case, rows.place.stream)
        if row is not None:
            column = "tasks" if isinstance(event, ConsultationTaskSet) else "tasks_done"
            rows.change(rows.case, rows.place.stream, **{column: getattr(row, column) + 1})

    @on(ConsultationArchived)
    def archived(self, event: ConsultationArchived, rows: Rows[Row]) -> None:
        """Over."""
        rows.change(rows.case, rows.place.stream, state="archived", ended_at=event.occurred_at)


class ConsultationTasks(Projection):
    """会商任务: one row a task of a unit."""

    version = 1

    class Row(base.Row, frozen=True):
        """A task as it stands: running, missed, done or done late."""

        key = ("case", "consultation", "task")

        case: UUID
        consultation: UUID
        task: str
        """`task:1`."""
        unit: UnitId
        what: Handle
        until: date
        set_at: datetime
        clause: str
        edition: str
        state: str = "running"
        done_at: datetime | None = None
        report: Handle | None = None

    indexes = (("unit", "state"), ("consultation",))

    @on(ConsultationTaskSet)
    def begun(self, event: ConsultationTaskSet, rows: Rows[Row]) -> None:
        """A unit has it."""
        basis = event.basis
        rows.put(
            self.Row(
                case=rows.case,
                consultation=rows.place.stream,
                task=event.key,
                unit=event.unit,
                what=event.task,
                until=event.until,
                set_at=event.occurred_at,
                clause=basis.clause if basis else "",
                edition=basis.edition if basis else "",
            )
        )

    @on(DeadlineMissed)
    def missed(self, event: DeadlineMissed, rows: Rows[Row]) -> None:
        """Its day passed; other deadlines have no row here."""
        rows.change(rows.case, rows.place.stream, event.key, state="missed")

    @on(ConsultationTaskDone)
    def done(self, event: ConsultationTaskDone, rows: Rows[Row]) -> None:
        """Reported."""
        row = rows.get(rows.case, rows.place.stream, event.key)
        if row is not None:
            state = "done_late" if row.state == "missed" else "done"
            rows.put(msgspec.structs.replace(row, state=state, done_at=event.occurred_at, report=event.report))


def _together(*units: UnitId | None) -> tuple[UnitId, ...]:
    return tuple(dict.fromkeys(unit for unit in units if unit is not None))
