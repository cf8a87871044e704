"""Authorities, and units with their seats."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Self
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.aggregates.base import Aggregate
from domain.calendar import beijing
from domain.errors import Refused
from domain.events.base import Event
from domain.events.organisation import (
    AuthorityEstablished,
    EditionAdopted,
    ObligationsBegun,
    SeatEstablished,
    SeatFilled,
    SeatVacated,
    UnitEstablished,
)
from domain.rules.ladder import Seat
from domain.values import Act, AuthorityId, Level, SeatId, UnitId


class SeatUnknown(Refused):
    """The unit has no such seat."""

    code = "unit.seat_unknown"


class ObligationsBegunAlready(Refused):
    """The authority's periodic duties run already, or would begin in the past."""

    code = "authority.obligations_not_begun"


class EditionNotInForce(Refused):
    """No edition was in force for the authority on that day."""

    code = "authority.no_edition_in_force"


def authority_stream(authority: AuthorityId) -> UUID:
    """The stream of an authority, named after its code."""
    return uuid5(NAMESPACE_URL, f"tiji:authority:{authority}")


def unit_stream(unit: UnitId) -> UUID:
    """The stream of a unit, named after its code."""
    return uuid5(NAMESPACE_URL, f"tiji:unit:{unit}")


class Authority(Aggregate):
    """A city, or a county bureau, and the editions it adopted."""

    opens_with = AuthorityEstablished

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.code = AuthorityId("")
        self.adopted: list[EditionAdopted] = []
        self.obliged_since: date | None = None

    @classmethod
    def establish(cls, code: AuthorityId, name: str, name_en: str, act: Act) -> Self:
        """Begin an authority."""
        authority = cls(authority_stream(code))
        authority.record(AuthorityEstablished(authority=code, name=name, name_en=name_en, act=act))
        return authority

    def adopt(self, adopted: EditionAdopted) -> None:
        """An edition comes into force on a day; deadlines already running keep theirs."""
        self.record(adopted)

    def begin_obligations(self, since: date, act: Act) -> None:
        """定期职责启用: once, and never backwards, so that nobody is late with what nobody asked for."""
        today = beijing(act.told_at).date()
        if self.obliged_since is not None or since < today:
            wrong = "they have begun" if self.obliged_since is not None else f"{since} lies before {today}"
            raise ObligationsBegunAlready(wrong, remedy=f"begin them once, from {today} or a later day")
        self.record(ObligationsBegun(since=since, act=act))

    def edition_on(self, day: date, *, hypothetical: bool = False) -> EditionAdopted:
        """The edition in force on a day, of those for the same day the one adopted last.

        `hypothetical` accepts one that came into force later where none was yet.
        """
        in_force = [known for known in self.adopted if known.effective_from <= day]
        if hypothetical and not in_force:
            in_force = self.adopted
        if not in_force:
            raise EditionNotInForce(
                f"{self.code} had no edition in force on {day}",
                remedy="adopt one with an earlier day, or import the case as hypothetical",
            )
        return max(reversed(in_force), key=lambda known: known.effective_from)

    def apply(self, event: Event) -> None:
        """Assign from one fact."""
        match event:
            case AuthorityEstablished():
                self.code = event.authority
            case EditionAdopted():
                self.adopted.append(event)
            case ObligationsBegun():
                self.obliged_since = event.since


class Unit(Aggregate):
    """承办单位: who could act in it, at which level, and who stood in."""

    opens_with = UnitEstablished

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.code = UnitId("")
        self.authority = AuthorityId("")
        self.seats: dict[SeatId, Seat] = {}

    @classmethod
    def establish(cls, established: UnitEstablished) -> Self:
        """Begin a unit."""
        unit = cls(unit_stream(established.unit))
        unit.record(established)
        return unit

    def establish_seat(
        self, seat: SeatId, role: str, act: Act, *, level: Level | None = None, deputy: SeatId | None = None
    ) -> None:
        """A post is set up, filled from the start."""
        self.record(SeatEstablished(seat=seat, role=role, level=level, deputy=deputy, act=act))

    def vacate(self, seat: SeatId, act: Act) -> None:
        """空缺: nobody holds it any more."""
        if not self._seat(seat).is_vacant:
            self.record(SeatVacated(seat=seat, act=act))

    def fill(self, seat: SeatId, act: Act) -> None:
        """到任: it has a holder again."""
        if self._seat(seat).is_vacant:
            self.record(SeatFilled(seat=seat, act=act))

    def apply(self, event: Event) -> None:
        """Assign from one fact."""
        match event:
            case UnitEstablished():
                self.code, self.authority = event.unit, event.authority
            case SeatEstablished():
                self.seats[event.seat] = Seat(event.seat, event.role, event.level, event.deputy, is_vacant=False)
            case SeatVacated():
                self.seats[event.seat] = replace(self.seats[event.seat], is_vacant=True)
            case SeatFilled():
                self.seats[event.seat] = replace(self.seats[event.seat], is_vacant=False)

    def _seat(self, seat: SeatId) -> Seat:
        if seat not in self.seats:
            known = ", ".join(self.seats) or "none"
            raise SeatUnknown(f"{self.code} has no seat {seat}", remedy=f"use one of: {known}")
        return self.seats[seat]
