"""The living city as data: who there is, what comes in, when and by which way."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from uuid import UUID, uuid5

from pydantic import Field

from adapters.demo import city
from adapters.demo.city import DEMO_NAMESPACE, Part
from adapters.demo.living.marks import Mark
from adapters.demo.living.rankings import Ranked

Weights = dict[str, float]
OUT_OF_SEASON, IN_SEASON = 0.3, 4.0
HERE = Path(__file__).parent


class Unit(city.Unit):
    """A unit with how much it gets and how well it keeps time."""

    weight: float
    slack: float
    """How much oftener trouble comes here than elsewhere; 1 is as elsewhere."""
    vacant: tuple[str, ...] = ()
    """Seats nobody holds from the start."""
    busy_from: date | None = None
    """Its season: it gets little before and much from then on."""
    in_season: tuple[str, ...] = ()
    """What people write about only then."""
    has_places: bool = True
    """Whether what people write about has a street."""

    def weight_on(self, day: date) -> float:
        """How much it gets on a day, against others."""
        if self.busy_from is None:
            return self.weight
        return self.weight * (OUT_OF_SEASON if self.is_out_of_season(day) else IN_SEASON)

    def is_out_of_season(self, day: date) -> bool:
        """Whether its season has not begun."""
        return self.busy_from is not None and day < self.busy_from


class Words(Part):
    """The same in both languages."""

    zh: str
    en: str


class Days(Part):
    """How a week and a day are filled, by weight."""

    weekdays: tuple[float, ...] = Field(min_length=7, max_length=7)
    """Monday first, for working days and ordinary weekends alike."""
    day_off: float
    """A public holiday."""
    first_day_back: float
    """The first working day after days off that a notice gave."""
    hours: tuple[float, ...] = Field(min_length=24, max_length=24)


class Storm(Part):
    """Bad weather: more of everything, most of it its own."""

    from_: date = Field(alias="from")
    until: date
    times: float
    share: float
    """Of the cases that come in then, those about the weather."""
    units: tuple[str, ...]
    kinds: Weights
    matters: tuple[str, ...]


class Quiet(Part):
    """Months in which chance brings some units no trouble."""

    from_: date = Field(alias="from")
    until: date
    units: tuple[str, ...]

    def spares(self, unit: str, day: date) -> bool:
        """Whether nothing may go wrong with what comes in for a unit on a day."""
        return unit in self.units and self.from_ <= day <= self.until


class People(city.People):
    """Names and places to make up contents from."""

    streets: tuple[str, ...]
    since: tuple[str, ...]
    wish: tuple[str, ...]
    praise: tuple[str, ...]


class Staged(Part):
    """A plot told by hand: which, where, when."""

    plot: str
    unit: str
    at: datetime
    kind: str = ""
    matter: str = ""
    """What it is about; thrown where nothing is said."""


class LivingCity(Part):
    """The whole setting."""

    seed: int
    from_: datetime = Field(alias="from")
    until: datetime
    authorities: tuple[city.Authority, ...]
    units: tuple[Unit, ...]
    reviews: city.Reviews
    classes: dict[str, Words]
    channels: dict[str, Weights]
    kinds: dict[str, Weights]
    days: Days
    storm: Storm
    quiet: Quiet
    emergencies: dict[str, tuple[str, ...]]
    outside: dict[str, tuple[str, ...]]
    people: People
    staged: tuple[Staged, ...]
    matters: dict[str, dict[str, tuple[str, ...]]]
    """By unit and kind."""
    marks: tuple[Mark, ...]
    ranked: Ranked
    """A county beside it, which ranks."""

    @cached_property
    def namespace(self) -> UUID:
        """Names its commands and cases, other ones for another seed."""
        return uuid5(DEMO_NAMESPACE, f"living:{self.seed}")

    def of(self, authority: str) -> list[Unit]:
        """An authority's units."""
        return [unit for unit in self.units if unit.authority == authority]

    def smaller(self, share: float) -> LivingCity:
        """The same city with a share of its cases."""
        fewer = tuple(each.model_copy(update={"cases": round(each.cases * share)}) for each in self.authorities)
        return self.model_copy(update={"authorities": fewer})

    def seeded(self, seed: int) -> LivingCity:
        """The same city under another seed."""
        return LivingCity.model_validate({**self.model_dump(by_alias=True), "seed": seed})


def read_living_city(folder: Path = HERE) -> LivingCity:
    """The city in `city.toml`, `matters.toml` and `marks.toml`, and the county of `rankings.toml`."""
    setting, matters, marks, ranked = (
        tomllib.loads((folder / f"{name}.toml").read_text("utf-8")) for name in ("city", "matters", "marks", "rankings")
    )
    return LivingCity.model_validate({**setting, **marks, "matters": matters, "ranked": ranked})
