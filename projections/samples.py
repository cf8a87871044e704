"""Which cases were drawn at random, from what, and what did their checks show?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from domain.events.sampling import SampleChecked, SampleDrawn
from domain.values import AuthorityId, Handle, SeatId
from projections import base
from projections.base import Projection, Rows, on


class Samples(Projection):
    """回访抽查: one row a month's sample."""

    version = 1

    class Row(base.Row, frozen=True):
        """How it was drawn."""

        key = ("case",)

        case: UUID
        authority: AuthorityId
        month: str
        channels: tuple[str, ...]
        read_at: int
        size: int
        frame: str
        seed: str
        drawn: int
        """How many."""
        drawn_at: datetime
        drawn_by: SeatId
        clause: str
        edition: str
        checked: int = 0

    indexes = (("authority", "month"),)

    @on(SampleDrawn)
    def sampled(self, event: SampleDrawn, rows: Rows[Row]) -> None:
        """Drawn."""
        rows.put(
            self.Row(
                case=rows.case,
                authority=event.authority,
                month=event.month,
                channels=event.channels,
                read_at=event.read_at,
                size=event.size,
                frame=event.frame,
                seed=event.seed,
                drawn=len(event.drawn),
                drawn_at=event.occurred_at,
                drawn_by=event.act.actor,
                clause=event.basis.clause if event.basis else "",
                edition=event.basis.edition if event.basis else "",
            )
        )

    @on(SampleChecked)
    def counted(self, event: SampleChecked, rows: Rows[Row]) -> None:  # noqa: ARG002
        """One more was checked."""
        row = rows.get(rows.case)
        if row is not None:
            rows.change(rows.case, checked=row.checked + 1)


class SampledCases(Projection):
    """被抽中的案件: one row a drawn case."""

    version = 1

    class Row(base.Row, frozen=True):
        """A drawn case and what its check showed."""

        key = ("case", "place")

        case: UUID
        """The sample."""
        place: int
        """In the order of the draw, from 1; its deadline is `sample_check:place`."""
        number: str
        drawn: UUID
        """The case that was drawn."""
        way: str | None = None
        result: str | None = None
        note: Handle | None = None
        checked_at: datetime | None = None
        checked_by: SeatId | None = None

    indexes = (("drawn",),)

    @on(SampleDrawn)
    def sampled(self, event: SampleDrawn, rows: Rows[Row]) -> None:
        """Each of them waits for its check."""
        for place, each in enumerate(event.drawn, 1):
            rows.put(self.Row(case=rows.case, place=place, number=each.number, drawn=each.case))

    @on(SampleChecked)
    def checked(self, event: SampleChecked, rows: Rows[Row]) -> None:
        """One was checked."""
        rows.change(
            rows.case,
            event.place,
            way=event.way,
            result=event.result,
            note=event.note,
            checked_at=event.occurred_at,
            checked_by=event.act.actor,
        )
