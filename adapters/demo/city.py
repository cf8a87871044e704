"""Reads the city, and sets it up through the same commands anyone would use."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, Field

from application.calls import Call, Outcome
from application.house import House
from application.verbs import BY_NAME
from domain.values import SeatId, UnitId

DEMO_NAMESPACE = UUID("8d3f9a6c-2f7b-5c8e-9a52-6b1f0c4d7e33")
SEATS = (
    ("unit_clerk", None, None),
    ("unit_first_responder", 1, "unit_clerk"),
    ("unit_section_head", 2, "unit_first_responder"),
    ("unit_deputy", 3, "unit_section_head"),
    ("unit_head", 4, "unit_deputy"),
)
"""Role, level and deputy of the seats every unit has."""


class Part(BaseModel):
    """Base: a misspelt key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Authority(Part):
    """A city or a bureau, its edition, and how many cases it gets."""

    authority: str
    name: str
    name_en: str
    edition: str
    cases: int
    is_bureau: bool = False
    """A county bureau with a ladder in every unit, not a city with a hotline."""


class Unit(Part):
    """A unit of an authority."""

    authority: str
    unit: str
    name: str
    name_en: str
    unit_class: str = ""


ESTABLISHED = set(Unit.model_fields)
"""What the command is told of a unit; a setting may know more."""


class Reviews(Part):
    """Who may review from the first day on, by which decision."""

    number: str
    last_day: date
    seats: tuple[str, ...]


class People(Part):
    """Syllables to make up names from."""

    family: tuple[str, ...]
    given: tuple[str, ...]


class City(Part):
    """The whole setting."""

    seed: int
    from_: datetime = Field(alias="from")
    until: datetime
    authorities: tuple[Authority, ...]
    units: tuple[Unit, ...]
    reviews: Reviews
    matters: dict[str, tuple[str, ...]]
    people: People

    def units_of(self, authority: str) -> list[str]:
        """Codes of an authority's units."""
        return [unit.unit for unit in self.units if unit.authority == authority]


def read_city(path: Path = Path(__file__).parent / "city.toml") -> City:
    """The city in a TOML file."""
    return City.model_validate(tomllib.loads(path.read_text("utf-8")))


class Caller:
    """Calls commands with ids that are the same in every run, so that a second run changes nothing."""

    def __init__(self, house: House, namespace: UUID = DEMO_NAMESPACE) -> None:
        self.house, self.namespace = house, namespace

    def call(
        self, key: str, role: str, unit: str | None, verb: str, target: UUID | str | None, body: dict[str, Any]
    ) -> Outcome:
        """Do a command as a role (of a unit)."""
        seat = f"{unit}.{role}" if unit else role
        known = BY_NAME[verb]
        call = Call(
            actor=SeatId(seat),
            role=role,
            command_id=uuid5(self.namespace, key),
            unit=UnitId(unit) if unit else None,
        )
        return known.call(self.house, target, known.command.model_validate(body), call)


def set_up(authorities: Iterable[Authority], units: Iterable[Unit], caller: Caller, house: House) -> None:
    """Establish authorities with their editions, and units with their seats."""
    for authority in authorities:
        body: dict[str, Any] = {"authority": authority.authority, "name": authority.name, "name_en": authority.name_en}
        key = f"authority:{authority.authority}"
        caller.call(key, "administrator", None, "establish_authority", None, body)
        edition = house.desk.editions.edition(authority.edition)
        adopt = {"edition": edition.id, "effective_from": edition.effective_from}
        caller.call(f"{key}:adopt", "administrator", None, "adopt_edition", authority.authority, adopt)
    for unit in units:
        seats = [
            {
                "seat": f"{unit.unit}.{role}",
                "role": role,
                "level": level,
                "deputy": f"{unit.unit}.{deputy}" if deputy else None,
            }
            for role, level, deputy in SEATS
        ]
        body = {**unit.model_dump(include=ESTABLISHED), "seats": seats}
        caller.call(f"unit:{unit.unit}", "administrator", None, "establish_unit", None, body)


def let_review(reviews: Reviews, first_day: date, caller: Caller) -> None:
    """Grants to whoever reviews, from the first day on."""
    days = {"first_day": first_day, "last_day": reviews.last_day, "number": reviews.number}
    for seat in reviews.seats:
        caller.call(f"review:{seat}", "leading_group", None, "grant_review", None, {"seat": seat, **days})
