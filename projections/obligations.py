"""What is owed for which period, by whom, and was it filed?"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from domain.events.obligation import ObligationFulfilled, ObligationOpened, ObligationRequested
from domain.values import AuthorityId, Handle, UnitId
from projections import base
from projections.base import Projection, Rows, on


class Obligations(Projection):
    """职责: one row a thing owed; until when, `Timeliness` says."""

    version = 1

    class Row(base.Row, frozen=True):
        """What is owed: `state` is open or fulfilled."""

        key = ("case",)

        case: UUID
        authority: AuthorityId
        rule: str
        period: str
        """Empty where it was asked for."""
        begins: datetime
        """When its period turned, or when it was asked for."""
        owner: str
        clause: str
        edition: str
        state: str = "open"
        unit: UnitId | None = None
        until: date | None = None
        request: Handle | None = None
        report: Handle | None = None
        items: tuple[str, ...] = ()
        sent_to: tuple[str, ...] = ()
        on_paper: bool = False
        document: str | None = None
        fulfilled_at: datetime | None = None

    indexes = (("authority", "rule", "begins"), ("unit", "state"), ("state",))

    @on(ObligationOpened)
    def opened(self, event: ObligationOpened, rows: Rows[Row]) -> None:
        """A period turned."""
        rows.put(
            self.Row(
                case=rows.case,
                authority=event.authority,
                rule=event.rule,
                period=event.period,
                begins=event.occurred_at,
                owner=event.owner,
                clause=event.basis.clause if event.basis else "",
                edition=event.basis.edition if event.basis else "",
                unit=event.unit,
            )
        )

    @on(ObligationRequested)
    def requested(self, event: ObligationRequested, rows: Rows[Row]) -> None:
        """Somebody asked for it."""
        rows.put(
            self.Row(
                case=rows.case,
                authority=event.authority,
                rule=event.rule,
                period="",
                begins=event.occurred_at,
                owner=event.owner,
                clause=event.basis.clause if event.basis else "",
                edition=event.basis.edition if event.basis else "",
                unit=event.unit,
                until=event.until,
                request=event.request,
            )
        )

    @on(ObligationFulfilled)
    def fulfilled(self, event: ObligationFulfilled, rows: Rows[Row]) -> None:
        """It is there."""
        rows.change(
            rows.case,
            state="fulfilled",
            report=event.report,
            items=event.items,
            sent_to=event.sent_to,
            on_paper=event.on_paper,
            document=event.document,
            fulfilled_at=event.occurred_at,
        )
