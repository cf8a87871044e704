"""复核授权: who may review which cases, from when to when, by which decision."""

from __future__ import annotations

from datetime import date
from typing import Self
from uuid import UUID

from domain.aggregates.subject import Subject
from domain.calendar import beijing
from domain.errors import Refused
from domain.events.base import Event
from domain.events.reviewing import ReviewEnded, ReviewGranted
from domain.values import SeatId


class GrantForNoDay(Refused):
    """Its last day lies before its first, or has passed."""

    code = "review.no_day"


class OwnGrant(Refused):
    """Nobody grants a review to the own seat."""

    code = "review.own_grant"


class GrantOver(Refused):
    """It was ended, or its last day has passed."""

    code = "review.grant_over"


class ReviewGrant(Subject):
    """One decision that lets one seat review; a longer one is a new one."""

    opens_with = ReviewGranted

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.seat = SeatId("")
        self.last_day = date.min
        self.is_ended = False

    @classmethod
    def grant(cls, id: UUID, granted: ReviewGranted) -> Self:
        """授权. Raises GrantForNoDay, OwnGrant."""
        today = beijing(granted.act.told_at).date()
        if granted.last_day < max(granted.first_day, today):
            raise GrantForNoDay(
                f"{granted.first_day} to {granted.last_day} holds no day from {today} on",
                remedy=f"let it end on {max(granted.first_day, today)} or later",
            )
        if granted.seat == granted.act.actor:
            raise OwnGrant(f"{granted.seat} would grant itself a review", remedy="let another seat grant it")
        it = cls(id)
        it.record(granted)
        return it

    def end(self, ended: ReviewEnded) -> None:
        """终止. Raises GrantOver."""
        if self.is_ended or self.last_day < beijing(ended.act.told_at).date():
            raise GrantOver(f"it ended already; its last day was {self.last_day}", remedy="nothing is left to end")
        self.record(ended)

    def apply(self, event: Event) -> None:
        """Assign from one fact."""
        match event:
            case ReviewGranted():
                self.seat, self.last_day = event.seat, event.last_day
            case ReviewEnded():
                self.is_ended = True
            case _:
                super().apply(event)
