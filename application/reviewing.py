"""Use cases of a reviewer's grant: given by whoever does not review, and ended."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid5

from application import commands as c
from application.calls import Call, Outcome
from application.desk import Desk
from domain.aggregates.base import Aggregate
from domain.aggregates.complaint import Complaint
from domain.aggregates.review_grant import ReviewGrant
from domain.events.reviewing import ReviewEnded, ReviewGranted
from domain.values import SeatId, UnitId


@dataclass(frozen=True)
class Reviewing:
    """复核授权."""

    desk: Desk

    def grant_review(self, command: c.GrantReview, call: Call) -> Outcome:
        """授权. Raises NotFound for a unit or a case there is not."""
        id = uuid5(call.command_id, "review")

        def decide() -> tuple[Aggregate, ...]:
            for unit in command.units:
                self.desk.unit(unit)
            for case in command.cases:
                self.desk.store.get(Complaint, case)
            granted = ReviewGranted(
                seat=SeatId(command.seat),
                number=command.number,
                first_day=command.first_day,
                last_day=command.last_day,
                units=tuple(map(UnitId, command.units)),
                cases=command.cases,
                act=self.desk.act(call, command, id),
            )
            return (ReviewGrant.grant(id, granted),)

        return self.desk.perform("reviews.grant", call, command, decide)

    def end_review(self, id: UUID, command: c.EndReview, call: Call) -> Outcome:
        """终止."""

        def tell(it: ReviewGrant) -> None:
            it.end(ReviewEnded(act=self.desk.act(call, command, id)))

        return self.desk.change(ReviewGrant, id, "reviews.grant", call, command, tell)
