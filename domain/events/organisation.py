"""Facts about authorities, units and their seats: who could act, and who stood in."""

from __future__ import annotations

from datetime import date

from domain.events.base import Event
from domain.values import AuthorityId, Level, SeatId, UnitId


class AuthorityEstablished(Event, frozen=True, tag="authority.established"):
    """A city, or a county bureau, that handles complaints under editions it adopts."""

    authority: AuthorityId
    name: str
    name_en: str


class EditionAdopted(Event, frozen=True, tag="authority.edition_adopted"):
    """An edition is in force for the authority from a day on; `basis` holds its hash."""

    edition: str
    hash: str
    effective_from: date
    hypothetical: bool = False
    """Adopted for cases older than the edition (imports)."""


class ObligationsBegun(Event, frozen=True, tag="authority.obligations_begun"):
    """定期职责启用: from a day on, what comes due with a period is opened and asked for."""

    since: date


class UnitEstablished(Event, frozen=True, tag="unit.established"):
    """承办单位: a unit that may be handed orders."""

    unit: UnitId
    authority: AuthorityId
    name: str
    name_en: str
    unit_class: str = ""


class SeatEstablished(Event, frozen=True, tag="unit.seat_established"):
    """席位: a post in the unit, its rung on the ladder, and the deputy who stands in for it."""

    seat: SeatId
    role: str
    level: Level | None = None
    deputy: SeatId | None = None


class SeatVacated(Event, frozen=True, tag="unit.seat_vacated"):
    """空缺: nobody holds the seat."""

    seat: SeatId


class SeatFilled(Event, frozen=True, tag="unit.seat_filled"):
    """到任: the seat has a holder again."""

    seat: SeatId
