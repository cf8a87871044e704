"""Which cases were rated bad and are not put right yet, how often, and what was started because of it?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from domain.events.casework import ComplaintProcedureStarted, ComplaintUnitFollowedUp
from domain.events.complaint import ComplaintFollowedUp, ComplaintRatingVerified
from projections import base
from projections.base import Projection, Rows, on


class Dissatisfied(Projection):
    """办理不满意专区: one row a case that was ever rated bad."""

    version = 1

    class Row(base.Row, frozen=True):
        """A case and its bad ratings.

        `state` is `waiting` while the rating waits to be dealt with, `handed_on` while the unit has it again,
        `explained` where nothing more can be done, `satisfied` once a later answer is not rated bad.
        """

        key = ("case",)

        case: UUID
        rated_at: datetime
        """When it was last rated bad."""
        bad_ratings: int = 1
        handed_on: int = 0
        """How often the unit got it back."""
        procedures: tuple[str, ...] = ()
        state: str = "waiting"

    indexes = (("state",),)

    @on(ComplaintFollowedUp, ComplaintUnitFollowedUp)
    def rated(self, event: ComplaintFollowedUp | ComplaintUnitFollowedUp, rows: Rows[Row]) -> None:
        """Rated bad, or at last not."""
        row = rows.get(rows.case)
        if event.rating == "bad" and row is None:
            rows.put(self.Row(case=rows.case, rated_at=event.occurred_at))
        elif event.rating == "bad" and row is not None:
            again = row.bad_ratings + 1
            rows.change(rows.case, rated_at=event.occurred_at, bad_ratings=again, state="waiting")
        elif row is not None:
            rows.change(rows.case, state="satisfied")
        if isinstance(event, ComplaintUnitFollowedUp) and event.leads_to == "rework":
            self._handed_on(rows)

    @on(ComplaintRatingVerified)
    def verified(self, event: ComplaintRatingVerified, rows: Rows[Row]) -> None:
        """Back to the unit, or explained."""
        if event.reasonable:
            self._handed_on(rows)
        else:
            rows.change(rows.case, state="explained")

    @on(ComplaintProcedureStarted)
    def started(self, event: ComplaintProcedureStarted, rows: Rows[Row]) -> None:
        """More than another order."""
        row = rows.get(rows.case)
        if row is not None:
            rows.change(rows.case, procedures=(*row.procedures, event.procedure))

    @staticmethod
    def _handed_on(rows: Rows[Row]) -> None:
        row = rows.get(rows.case)
        if row is not None:
            rows.change(rows.case, state="handed_on", handed_on=row.handed_on + 1)
