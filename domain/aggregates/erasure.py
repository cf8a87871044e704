"""删除个人信息: one erasure a case, proposed by one person, decided by another, held back where somebody must."""

from __future__ import annotations

from typing import Literal, Self
from uuid import UUID, uuid5

from domain.aggregates.base import Aggregate
from domain.events.base import Event
from domain.events.erasure import (
    ErasureCarriedOut,
    ErasureConfirmed,
    ErasureDeclined,
    ErasureHeld,
    ErasureProposed,
    ErasureReleased,
)
from domain.rules.erasure import HeldBack, NotAtThisPoint, NotTheHolder, SamePerson
from domain.values import Act

Status = Literal["new", "proposed", "declined", "confirmed", "carried_out"]


def erasure_stream(case: UUID) -> UUID:
    """The stream beside a case."""
    return uuid5(case, "erasure")


class Erasure(Aggregate):
    """删除个人信息: where it stands, and whether it is held back."""

    opens_with = (ErasureProposed, ErasureHeld)

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self._case: UUID | None = None
        self.status: Status = "new"
        self.proposed: ErasureProposed | None = None
        self.confirmed: ErasureConfirmed | None = None
        self.held: ErasureHeld | None = None

    @property
    def case(self) -> UUID | None:
        """The case whose person it is about."""
        return self._case

    @classmethod
    def about(cls, case: UUID) -> Self:
        """A case's erasure before its first fact."""
        erasure = cls(erasure_stream(case))
        erasure._case = case
        return erasure

    def require_proposable(self) -> None:
        """Refuse where it is proposed already, held back, or done."""
        self._require("proposed", "new", "declined")
        self._require_free()

    def propose(self, proposed: ErasureProposed) -> None:
        """拟删除: by one person; another decides."""
        self.require_proposable()
        self.record(proposed)

    def decline(self, declined: ErasureDeclined) -> None:
        """不予删除: by anybody who may decide, whoever proposed included, who thereby takes it back."""
        self._require("declined", "proposed")
        self.record(declined)

    def require_confirmable(self, act: Act) -> ErasureProposed:
        """What was proposed, unless it is held back or this seat itself proposed it."""
        self._require("confirmed", "proposed")
        self._require_free()
        assert self.proposed is not None  # noqa: S101  (its state says so)
        if self.proposed.act.actor == act.actor:
            raise SamePerson(
                f"{act.actor} proposed it; a second person decides",
                remedy="let another seat confirm",
                basis=self.proposed.basis,
            )
        return self.proposed

    def confirm(self, confirmed: ErasureConfirmed) -> None:
        """决定删除: never by the seat that proposed."""
        self.require_confirmable(confirmed.act)
        self.record(confirmed)

    def carry_out(self, messages: int, act: Act) -> None:
        """删除完毕. Once; with how many messages to the person were dropped beside what lay in the vault."""
        if self.status == "confirmed":
            self.record(ErasureCarriedOut(messages=messages, act=act))

    def hold(self, held: ErasureHeld) -> None:
        """暂缓删除: also while it is only proposed."""
        self._require("held back", "new", "proposed", "declined")
        self._require_free()
        self.record(held)

    def release(self, released: ErasureReleased) -> None:
        """解除暂缓: by the role that holds it back, so that who is looked into cannot lift it."""
        if self.held is None:
            raise NotAtThisPoint("nothing holds it back", remedy="there is nothing to lift")
        if self.held.act.role != released.act.role:
            raise NotTheHolder(f"{self.held.act.role} holds it back", remedy=f"ask {self.held.act.role} to lift it")
        self.record(released)

    def apply(self, event: Event) -> None:
        """Assign from one fact."""
        self._case = event.case or self._case
        match event:
            case ErasureProposed():
                self.status, self.proposed = "proposed", event
            case ErasureDeclined():
                self.status = "declined"
            case ErasureConfirmed():
                self.status, self.confirmed = "confirmed", event
            case ErasureCarriedOut():
                self.status = "carried_out"
            case ErasureHeld():
                self.held = event
            case ErasureReleased():
                self.held = None

    def _require(self, doing: str, *allowed: Status) -> None:
        if self.status not in allowed:
            raise NotAtThisPoint(
                f"an erasure that is {self.status} cannot be {doing}", remedy=f"it must be {' or '.join(allowed)}"
            )

    def _require_free(self) -> None:
        if self.held is not None:
            raise HeldBack(
                f"held back for {self.held.ground}, {self.held.document}", remedy=f"ask {self.held.act.role} to lift it"
            )
