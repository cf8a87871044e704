"""How was each due time reckoned? The days of every deadline, apart from where it stands.

Lists and counts read deadlines by the ten thousand and never look at the days; a row that holds them is
five times as wide. A deadline that ends keeps its days, so they are not written again with each change either.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec

from domain.calendar import Due
from domain.events.deadlines import DeadlineExtended, DeadlineProlonged, DeadlineRecomputed, DeadlineSet
from projections import base
from projections.base import Projection, Rows, on


class Derivations(Projection):
    """推算: one row a deadline, the days of the due time in force."""

    shown_to = "whom it concerns"

    class Row(base.Row, frozen=True):
        """Each day: counted or not, as which, why, by which notice."""

        key = ("case", "subject", "deadline")

        case: UUID
        subject: UUID
        deadline: str
        days: tuple[dict[str, Any], ...]

    @on(DeadlineSet, DeadlineExtended, DeadlineProlonged, DeadlineRecomputed)
    def reckoned(
        self, event: DeadlineSet | DeadlineExtended | DeadlineProlonged | DeadlineRecomputed, rows: Rows[Row]
    ) -> None:
        """Its due time was reckoned, or reckoned anew."""
        rows.put(self.Row(rows.case, rows.place.stream, event.key, _days(event.due)))


def _days(due: Due) -> tuple[dict[str, Any], ...]:
    return tuple(msgspec.to_builtins(step) for step in due.derivation)
