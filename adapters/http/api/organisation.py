"""Who there is: authorities with the editions they adopted, units with their seats."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from pydantic import Field

from adapters.http.parameters import Timed, Word, Words
from adapters.http.question import Asked, Question
from adapters.http.shapes import Shape, TimedShape
from domain.errors import NotFound
from projections.organisation import Authorities, Units


class Adopted(Shape):
    """An edition an authority adopted."""

    edition: str
    edition_hash: str
    effective_from: str | None


class AuthorityLine(Shape):
    """An authority. The last edition whose day has come is in force for what begins now."""

    authority: str
    name: str
    name_en: str
    editions: list[Adopted]


class AuthoritiesAnswer(TimedShape):
    """Every authority."""

    items: list[AuthorityLine]


class Seat(Shape):
    """A post in a unit."""

    seat: str
    role: str
    level: int | None = Field(description="Rung of the ladder it decides on.")
    deputy: str | None
    is_vacant: bool


class UnitLine(Shape):
    """A unit."""

    unit: str
    authority: str
    name: str
    name_en: str
    unit_class: str
    seats: list[Seat]


class UnitsAnswer(TimedShape):
    """Every unit."""

    items: list[UnitLine]


class UnitsParams(Timed):
    """Filters."""

    authority: Words = ()


class OfUnit(Timed):
    """Which unit."""

    unit: Word


class UnitAnswer(TimedShape):
    """A unit with its seats."""

    item: UnitLine


def authorities(asked: Asked) -> AuthoritiesAnswer:
    """Authorities with the editions they adopted, oldest first."""
    rows = asked.api.reader.rows(Authorities, asked.as_of, order=("authority", "effective_from"))
    return AuthoritiesAnswer(items=[_authority(list(group)) for _, group in groupby(rows, lambda row: row.authority)])


def units(asked: Asked) -> UnitsAnswer:
    """Units, of some authorities or all."""
    given = {"authority__in": asked.params.authority} if asked.params.authority else {}
    rows = asked.api.reader.rows(Units, asked.as_of, where=given, order=("unit", "level", "seat"))
    return UnitsAnswer(items=[_unit(list(group)) for _, group in groupby(rows, lambda row: row.unit)])


def unit(asked: Asked) -> UnitAnswer:
    """One unit. Raises NotFound."""
    rows = asked.api.reader.rows(Units, asked.as_of, order=("level", "seat"), unit=asked.params.unit)
    if not rows:
        raise NotFound(f"no unit {asked.params.unit!r} was known then", remedy="GET /api/units lists them")
    return UnitAnswer(item=_unit(rows))


def _authority(rows: list[Authorities.Row]) -> AuthorityLine:
    first = rows[0]
    adopted = [
        Adopted(
            edition=row.edition,
            edition_hash=row.edition_hash,
            effective_from=row.effective_from.isoformat() if row.effective_from else None,
        )
        for row in rows
        if row.edition
    ]
    return AuthorityLine(authority=first.authority, name=first.name, name_en=first.name_en, editions=adopted)


def _unit(rows: Iterable[Units.Row]) -> UnitLine:
    seats = list(rows)
    first = seats[0]
    return UnitLine(
        unit=first.unit,
        authority=first.authority,
        name=first.name,
        name_en=first.name_en,
        unit_class=first.unit_class,
        seats=[Seat.model_validate(row) for row in seats if row.seat],
    )


QUESTIONS = (
    Question("/api/authorities", "units.read", "Authorities and their editions", Timed, AuthoritiesAnswer, authorities),
    Question("/api/units", "units.read", "Units and their seats", UnitsParams, UnitsAnswer, units),
    Question("/api/units/{unit}", "units.read", "A unit and its seats", OfUnit, UnitAnswer, unit),
)
