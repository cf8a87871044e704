"""Who can be in the demo: accounts to sign in with, and a token for each, given away in the open."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

from adapters.demo.city import Part
from application.identity import Identity
from domain.values import SeatId, UnitId

PASSWORD = "raise-a-level"  # noqa: S105  (a demo's, printed at its start)


class Seat(Part):
    """A seat of the demo and the login it signs in with."""

    login: str
    role: str
    name: str
    name_en: str
    unit: str | None = None

    @property
    def seat(self) -> str:
        """Its id: the role, or unit.role."""
        return f"{self.unit}.{self.role}" if self.unit else self.role

    @property
    def identity(self) -> Identity:
        """As whom it acts."""
        return Identity(SeatId(self.seat), self.role, UnitId(self.unit) if self.unit else None)


def read_seats(units: Iterable[str], path: Path = Path(__file__).parent / "seats.toml") -> list[Seat]:
    """The seats of the demo, without those of units that a city does not have."""
    known = set(units)
    seats = [Seat.model_validate(each) for each in tomllib.loads(path.read_text("utf-8"))["seats"]]
    return [seat for seat in seats if seat.unit is None or seat.unit in known]
