"""What is under supervision, at which level, and what waits to be decided?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from domain.events.base import Event, topic_of
from domain.events.supervision import (
    SupervisionArchived,
    SupervisionAssigned,
    SupervisionCirculated,
    SupervisionExposed,
    SupervisionFedBack,
    SupervisionInspected,
    SupervisionIssued,
    SupervisionMerged,
    SupervisionOrdered,
    SupervisionPledged,
    SupervisionProposed,
    SupervisionRaised,
    SupervisionRegistered,
    SupervisionRejected,
    SupervisionReminded,
    SupervisionReported,
    SupervisionReviewed,
    SupervisionReviewNeeded,
    SupervisionSigned,
    SupervisionTalkHeld,
)
from domain.values import Level, UnitId
from projections import base
from projections.base import Projection, Rows, on


class Supervisions(Projection):
    """督办: one row a supervision that was opened."""

    version = 2

    class Row(base.Row, frozen=True):
        """A supervision as it stands. `state` is the last step that moves it: issued … archived."""

        key = ("case", "supervision")

        case: UUID
        supervision: UUID
        number: str
        level: Level
        trigger: str
        clause: str
        edition: str
        is_by_rule: bool
        issued_at: datetime
        state: str = "issued"
        unit: UnitId | None = None
        lead: UnitId | None = None
        steps: tuple[str, ...] = ()
        """Steps taken, in order, each once."""
        archived_at: datetime | None = None
        review_because: str | None = None
        levels: tuple[int, ...] = ()
        """Every level it came to."""
        position: int = 0
        """Of the fact that opened it."""

    indexes = (("state", "level"), ("unit", "state"))

    @on(SupervisionIssued)
    def issued(self, event: SupervisionIssued, rows: Rows[Row]) -> None:
        """Opened."""
        rows.put(
            self.Row(
                case=rows.case,
                supervision=rows.place.stream,
                number=event.number,
                level=event.level,
                trigger=event.trigger,
                clause=event.basis.clause if event.basis else "",
                edition=event.basis.edition if event.basis else "",
                is_by_rule=event.by_rule,
                issued_at=event.occurred_at,
                unit=event.unit,
                levels=(event.level,),
                position=rows.place.position,
            )
        )

    @on(SupervisionRaised)
    def raised(self, event: SupervisionRaised, rows: Rows[Row]) -> None:
        """A higher level; its own steps are still to be taken."""
        row = rows.get(rows.case, rows.place.stream)
        rows.change(
            rows.case,
            rows.place.stream,
            level=event.to_level,
            levels=(*(row.levels if row else ()), event.to_level),
            trigger=event.trigger,
            clause=event.basis.clause if event.basis else "",
        )

    @on(SupervisionAssigned)
    def assigned(self, event: SupervisionAssigned, rows: Rows[Row]) -> None:
        """A lead unit has it."""
        rows.change(rows.case, rows.place.stream, lead=event.lead)
        self._took(event, rows)

    @on(SupervisionRegistered, SupervisionFedBack, SupervisionInspected, SupervisionReported, SupervisionSigned)
    def moved(self, event: Event, rows: Rows[Row]) -> None:
        """Steps that move it on."""
        self._took(event, rows)

    @on(SupervisionOrdered)
    def ordered(self, event: SupervisionOrdered, rows: Rows[Row]) -> None:
        """A unit was told what to put right."""
        rows.change(rows.case, rows.place.stream, lead=event.unit)
        self._took(event, rows)

    @on(SupervisionReviewed)
    def reviewed(self, event: SupervisionReviewed, rows: Rows[Row]) -> None:
        """Passed, or to be fed back again."""
        if event.passed:
            self._took(event, rows)
        else:
            rows.change(rows.case, rows.place.stream, state="review_failed")

    @on(SupervisionReminded, SupervisionPledged, SupervisionTalkHeld, SupervisionCirculated, SupervisionExposed)
    def beside(self, event: Event, rows: Rows[Row]) -> None:
        """Steps taken beside its way."""
        self._took(event, rows, moves=False)

    @on(SupervisionArchived)
    def archived(self, event: SupervisionArchived, rows: Rows[Row]) -> None:
        """Filed."""
        rows.change(rows.case, rows.place.stream, archived_at=event.occurred_at)
        self._took(event, rows)

    @on(SupervisionReviewNeeded)
    def review_needed(self, event: SupervisionReviewNeeded, rows: Rows[Row]) -> None:
        """A finding it rests on was overturned."""
        rows.change(rows.case, rows.place.stream, review_because=event.because)

    def _took(self, event: Event, rows: Rows[Row], *, moves: bool = True) -> None:
        row = rows.get(rows.case, rows.place.stream)
        if row is None:
            return
        step = topic_of(event).partition(".")[2]
        steps = row.steps if step in row.steps else (*row.steps, step)
        rows.change(rows.case, rows.place.stream, steps=steps, state=step if moves else row.state)


class SupervisionProposals(Projection):
    """拟立督办: one row a trigger put before a person."""

    version = 1

    class Row(base.Row, frozen=True):
        """A proposal: waiting, issued, merged or rejected."""

        key = ("case", "supervision", "trigger")

        case: UUID
        supervision: UUID
        trigger: str
        level: Level
        clause: str
        edition: str
        proposed_at: datetime
        is_by_rule: bool
        shown_by: tuple[int, ...] = ()
        unit: UnitId | None = None
        state: str = "waiting"
        decided_at: datetime | None = None

    indexes = (("state", "level"), ("unit", "state"))

    @on(SupervisionProposed)
    def proposed(self, event: SupervisionProposed, rows: Rows[Row]) -> None:
        """Put before whoever may open that level."""
        rows.put(
            self.Row(
                case=rows.case,
                supervision=rows.place.stream,
                trigger=event.trigger,
                level=event.level,
                clause=event.basis.clause if event.basis else "",
                edition=event.basis.edition if event.basis else "",
                proposed_at=event.occurred_at,
                is_by_rule=event.act.role == "system",
                shown_by=event.shown_by,
                unit=event.unit,
            )
        )

    @on(SupervisionIssued, SupervisionRaised)
    def issued(self, event: SupervisionIssued | SupervisionRaised, rows: Rows[Row]) -> None:
        """Opened, or raised, because of it."""
        self._decided(event.trigger, "issued", event, rows)

    @on(SupervisionMerged)
    def merged(self, event: SupervisionMerged, rows: Rows[Row]) -> None:
        """It joined what is open."""
        self._decided(event.trigger, "merged", event, rows)

    @on(SupervisionRejected)
    def rejected(self, event: SupervisionRejected, rows: Rows[Row]) -> None:
        """Left, with a reason."""
        self._decided(event.trigger, "rejected", event, rows)

    @staticmethod
    def _decided(trigger: str, state: str, event: Event, rows: Rows[Row]) -> None:
        rows.change(rows.case, rows.place.stream, trigger, state=state, decided_at=event.occurred_at)
