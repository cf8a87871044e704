"""What may be asked of authorities, units, seats and the holiday schedule."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from application.commands.base import Code, Command, Text


class EstablishAuthority(Command):
    """An authority."""

    authority: Code
    name: Text
    name_en: Text


class AdoptEdition(Command):
    """An edition comes into force for an authority."""

    edition: Code
    effective_from: date
    hypothetical: bool = False


class SeatOf(Command):
    """A post in a unit."""

    seat: Code
    role: Code
    level: Annotated[int, Field(ge=1, le=9)] | None = None
    deputy: Code | None = None


class EstablishUnit(Command):
    """承办单位, with its seats."""

    unit: Code
    authority: Code
    name: Text
    name_en: Text
    unit_class: str = ""
    seats: tuple[SeatOf, ...] = ()


class VacateSeat(Command):
    """空缺."""

    seat: Code


class FillSeat(Command):
    """到任."""

    seat: Code


class AnnounceSchedule(Command):
    """放假安排公布: days off and make-up working days of a year, with the notice's number."""

    year: Annotated[int, Field(ge=2000, le=2100)]
    notice: Code
    off: dict[date, str]
    working: Annotated[dict[date, str], Field(default_factory=dict)]
