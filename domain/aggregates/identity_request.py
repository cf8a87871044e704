"""查看诉求人身份: asked for by one seat, decided by another, good for a time."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, Self
from uuid import UUID

from domain.aggregates.subject import Subject
from domain.errors import Refused
from domain.events.base import Event
from domain.events.identifying import IdentityApproved, IdentityDenied, IdentityRequested
from domain.values import Act, SeatId


class NeedsSecondPerson(Refused):
    """Whoever does not hold the case is shown who complained only once somebody else agreed, for this, for now."""

    code = "identity.needs_second_person"


class SameSeat(Refused):
    """Whoever asks cannot agree."""

    code = "identity.same_seat"


class ConcernedUnit(Refused):
    """Of a unit that the case is or was with, nobody asks or decides beside those who handle it."""

    code = "identity.concerned_unit"


class DecidedAlready(Refused):
    """The request no longer waits."""

    code = "identity.decided_already"


class IdentityRequest(Subject):
    """One purpose of one seat in one case; for another, or for longer, another is made."""

    opens_with = IdentityRequested

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self._case: UUID | None = None
        self.asked: IdentityRequested | None = None
        self.status: Literal["waiting", "approved", "denied"] = "waiting"
        self.until: datetime | None = None

    @property
    def case(self) -> UUID | None:
        """The case whose person it is about."""
        return self._case

    @classmethod
    def ask(cls, id: UUID, requested: IdentityRequested) -> Self:
        """申请查看."""
        it = cls(id)
        it.record(requested)
        return it

    def approve(self, approved: IdentityApproved) -> None:
        """同意查看: never by the seat that asked. Raises DecidedAlready, SameSeat."""
        self._require_waiting()
        if self.asked is not None and self.asked.act.actor == approved.act.actor:
            raise SameSeat(f"{approved.act.actor} asked itself", remedy="let another seat decide")
        self.record(approved)

    def deny(self, denied: IdentityDenied) -> None:
        """不同意查看; by whoever asked it is taken back. Raises DecidedAlready."""
        self._require_waiting()
        self.record(denied)

    def require_open_to(self, case: UUID, seat: SeatId, purpose: str, act: Act) -> None:
        """Refuse another case, seat or purpose, and a moment it does not reach. Raises NeedsSecondPerson."""
        asked = self.asked
        is_theirs = asked is not None and (self.case, asked.act.actor, asked.purpose) == (case, seat, purpose)
        if not is_theirs or self.until is None or act.told_at >= self.until:
            raise needs_second_person(seat)

    def apply(self, event: Event) -> None:
        """Assign from one fact."""
        match event:
            case IdentityRequested():
                self._case, self.asked = event.case, event
            case IdentityApproved():
                self.status, self.until = "approved", event.until
            case IdentityDenied():
                self.status = "denied"
            case _:
                super().apply(event)

    def _require_waiting(self) -> None:
        if self.status != "waiting":
            raise DecidedAlready(f"it was {self.status} already", remedy="ask anew if it is needed still")


def needs_second_person(seat: SeatId) -> NeedsSecondPerson:
    """What whoever asks alone is told."""
    return NeedsSecondPerson(
        f"{seat} does not hold the case, and nobody agreed to this purpose for now",
        remedy="ask with request-identity; once another seat approved it, ask again for the same purpose",
    )
