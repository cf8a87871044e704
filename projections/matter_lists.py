"""What stands on which unit's list on which day, and was it put up where everybody sees it?"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from domain.events.matter_list import MatterAmended, MatterListed, MatterListPosted, MatterWithdrawn
from domain.values import Handle, UnitId
from projections import base
from projections.base import Projection, Rows, on


class ListedMatters(Projection):
    """事项清单: one row a wording of a matter."""

    version = 1

    class Row(base.Row, frozen=True):
        """A matter as it reads from a day on."""

        key = ("case", "item", "since")

        case: UUID
        """The stream of the unit's list."""
        item: str
        since: date
        unit: UnitId
        kind: str
        title: Handle
        clause: str
        edition: str
        days: int | None = None
        way_up: Handle | None = None
        until: date | None = None
        """The last day it reads so."""

        def holds_on(self, day: date) -> bool:
            """Whether it reads so on a day."""
            return self.since <= day and (self.until is None or day <= self.until)

    indexes = (("unit",),)

    @on(MatterListed)
    def listed(self, event: MatterListed, rows: Rows[Row]) -> None:
        """On the list."""
        rows.put(self._row(event, rows, None))

    @on(MatterAmended)
    def amended(self, event: MatterAmended, rows: Rows[Row]) -> None:
        """It reads otherwise; what it read before ends the day before."""
        before = self._last(event.item, rows)
        if before is not None:
            rows.change(rows.case, event.item, before.since, until=event.since - timedelta(days=1))
        rows.put(self._row(event, rows, before.until if before else None))

    @on(MatterWithdrawn)
    def withdrawn(self, event: MatterWithdrawn, rows: Rows[Row]) -> None:
        """Off the list after a day."""
        last = self._last(event.item, rows)
        if last is not None:
            rows.change(rows.case, event.item, last.since, until=event.last_day)

    def _row(self, event: MatterListed | MatterAmended, rows: Rows[Row], until: date | None) -> Row:
        return self.Row(
            case=rows.case,
            item=event.item,
            since=event.since,
            unit=event.unit,
            kind=event.kind,
            title=event.title,
            clause=event.basis.clause if event.basis else "",
            edition=event.basis.edition if event.basis else "",
            days=event.days,
            way_up=event.way_up,
            until=until,
        )

    @staticmethod
    def _last(item: str, rows: Rows[Row]) -> Row | None:
        found = [row for row in rows.of(rows.case) if row.item == item]
        return max(found, key=lambda row: row.since) if found else None


class ListPostings(Projection):
    """公示: one row what a unit has put up, as it was put up last."""

    version = 1

    class Row(base.Row, frozen=True):
        """Where it hangs since when."""

        key = ("case", "what")

        case: UUID
        what: str
        unit: UnitId
        places: tuple[str, ...]
        since: date
        posted_at: datetime
        clause: str
        edition: str

    indexes = (("unit",),)

    @on(MatterListPosted)
    def posted(self, event: MatterListPosted, rows: Rows[Row]) -> None:
        """Put up."""
        rows.put(
            self.Row(
                case=rows.case,
                what=event.what,
                unit=event.unit,
                places=event.places,
                since=event.since,
                posted_at=event.occurred_at,
                clause=event.basis.clause if event.basis else "",
                edition=event.basis.edition if event.basis else "",
            )
        )
