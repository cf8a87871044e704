"""Who held the case, at which level, from when to when."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from domain.events.base import Event
from domain.events.casework import ComplaintDispatchConfirmed, ComplaintUnitFollowedUp
from domain.events.complaint import (
    ComplaintAccepted,
    ComplaintAnsweredDirectly,
    ComplaintArchived,
    ComplaintClosed,
    ComplaintDispatched,
    ComplaintRefused,
    ComplaintRegistered,
    ComplaintReplyImported,
    ComplaintReplySentBack,
    ComplaintReplySubmitted,
    ComplaintReturnRequested,
    ComplaintReturnRuled,
    ComplaintTransferred,
)
from domain.events.escalation import (
    EscalationCanDo,
    EscalationFinalNo,
    EscalationProposed,
    EscalationRaised,
    EscalationResumed,
    EscalationStalled,
)
from domain.values import Level, SeatId, UnitId
from projections import base
from projections.base import Projection, Rows, on

OFFICE = "office"
OFFICE_LEVEL = Level(0)
NOBODY = "nobody"


class Custody(Projection):
    """经手: an unbroken chain of holders; `level` is the rung of the ladder, 0 for the office."""

    version = 4
    shown_to = "whom it concerns"

    class Row(base.Row, frozen=True):
        """One holder's time. `until` is None for the present one."""

        key = ("case", "number")

        case: UUID
        number: int
        holder: str
        """A unit's code, a seat's, `office`, or `nobody` where a ladder stands before a vacant level."""
        since: datetime
        level: Level = OFFICE_LEVEL
        unit: UnitId | None = None
        seat: SeatId | None = None
        deputised_for: SeatId | None = None
        until: datetime | None = None

    indexes = (("holder",), ("unit",))

    @on(ComplaintRegistered, ComplaintAccepted)
    def taken_in(self, event: Event, rows: Rows[Row]) -> None:
        """The office must act next, or the unit that was asked first and took it in itself."""
        unit = event.act.on_behalf_of
        if unit is None:
            self._hand_to(rows, OFFICE, event.occurred_at)
        else:
            self._hand_to(rows, unit, event.occurred_at, level=Level(1), unit=unit)

    @on(ComplaintReturnRequested, ComplaintReplySubmitted)
    def to_the_office(self, event: Event, rows: Rows[Row]) -> None:
        """The office must act next."""
        self._hand_to(rows, OFFICE, event.occurred_at)

    @on(ComplaintDispatched)
    def to_the_unit(self, event: ComplaintDispatched, rows: Rows[Row]) -> None:
        """The unit must act next."""
        self._hand_to(rows, event.unit, event.occurred_at, level=Level(1), unit=event.unit)

    @on(ComplaintReplySentBack)
    def back_to_the_unit(self, event: ComplaintReplySentBack, rows: Rows[Row]) -> None:
        """The unit must answer again."""
        self._back_to_the_unit(rows, event.occurred_at)

    @on(ComplaintUnitFollowedUp)
    def unit_followed_up(self, event: ComplaintUnitFollowedUp, rows: Rows[Row]) -> None:
        """A bad rating is the unit's again, or the office decides."""
        if event.leads_to == "rework":
            self._back_to_the_unit(rows, event.occurred_at)
        elif event.leads_to == "decision":
            self._hand_to(rows, OFFICE, event.occurred_at)

    @on(ComplaintDispatchConfirmed)
    def dispatch_confirmed(self, event: ComplaintDispatchConfirmed, rows: Rows[Row]) -> None:
        """What the meeting does not take up is the office's again."""
        if event.decision == "not_accept":
            self._hand_to(rows, OFFICE, event.occurred_at)

    @on(ComplaintReturnRuled)
    def return_ruled(self, event: ComplaintReturnRuled, rows: Rows[Row]) -> None:
        """A granted return stays with the office; a refused one goes back."""
        if not event.granted:
            self._back_to_the_unit(rows, event.occurred_at)

    @on(EscalationProposed)
    def proposed(self, event: EscalationProposed, rows: Rows[Row]) -> None:
        """The first responder holds it at the first level."""
        seat = event.act.actor
        self._hand_to(rows, seat, event.occurred_at, level=event.level, unit=event.unit, seat=seat)

    @on(EscalationRaised, EscalationResumed)
    def raised(self, event: EscalationRaised | EscalationResumed, rows: Rows[Row]) -> None:
        """The seat it was raised to holds it."""
        last = self._last(rows)
        self._hand_to(
            rows,
            event.holder,
            event.occurred_at,
            level=event.to_level,
            unit=last.unit if last else None,
            seat=event.holder,
            deputised_for=event.deputised_for,
        )

    @on(EscalationStalled)
    def stalled(self, event: EscalationStalled, rows: Rows[Row]) -> None:
        """Nobody can act: the chain says so."""
        last = self._last(rows)
        self._hand_to(rows, NOBODY, event.occurred_at, level=event.at_level, unit=last.unit if last else None)

    @on(EscalationCanDo, EscalationFinalNo)
    def decided(self, event: EscalationCanDo | EscalationFinalNo, rows: Rows[Row]) -> None:
        """Back to the unit, to handle it or to tell the applicant."""
        self._back_to_the_unit(rows, event.occurred_at)

    @on(
        ComplaintClosed,
        ComplaintRefused,
        ComplaintTransferred,
        ComplaintAnsweredDirectly,
        ComplaintReplyImported,
        ComplaintArchived,
    )
    def ended(self, event: Event, rows: Rows[Row]) -> None:
        """Nobody need act on it."""
        last = self._last(rows)
        if last is not None and last.until is None:
            rows.change(rows.case, last.number, until=event.occurred_at)

    def _hand_to(
        self,
        rows: Rows[Row],
        holder: str,
        at: datetime,
        level: Level = OFFICE_LEVEL,
        unit: UnitId | None = None,
        seat: SeatId | None = None,
        deputised_for: SeatId | None = None,
    ) -> None:
        last = self._last(rows)
        if last is not None and last.until is None:
            if (last.holder, last.level) == (holder, level):
                return
            rows.change(rows.case, last.number, until=max(at, last.since))
        number = last.number + 1 if last else 1
        rows.put(
            self.Row(
                case=rows.case,
                number=number,
                holder=holder,
                since=at,
                level=level,
                unit=unit,
                seat=seat,
                deputised_for=deputised_for,
            )
        )

    def _back_to_the_unit(self, rows: Rows[Row], at: datetime) -> None:
        unit = next((row.unit for row in reversed(list(rows.of(rows.case))) if row.unit is not None), None)
        if unit is not None:
            self._hand_to(rows, unit, at, level=Level(1), unit=unit)

    @staticmethod
    def _last(rows: Rows[Row]) -> Row | None:
        held = list(rows.of(rows.case))
        return max(held, key=lambda row: row.number) if held else None
