"""Facts of a unit's list of matters: what stands on it from which day on, and where it was put up."""

from __future__ import annotations

from datetime import date

from domain.events.base import Event
from domain.values import Handle, UnitId


class MatterListed(Event, frozen=True, tag="matter.listed"):
    """列入清单: from a day on, the unit deals with this."""

    unit: UnitId
    item: str
    """Its code on the unit's list."""
    kind: str
    title: Handle
    since: date
    days: int | None = None
    """The working days the unit gives itself; None where it gives none."""
    way_up: Handle | None = None
    """How it goes up level by level."""


class MatterAmended(Event, frozen=True, tag="matter.amended"):
    """清单变更: from a day on, it reads otherwise."""

    unit: UnitId
    item: str
    kind: str
    title: Handle
    since: date
    days: int | None = None
    way_up: Handle | None = None


class MatterWithdrawn(Event, frozen=True, tag="matter.withdrawn"):
    """移出清单: after a day, it no longer stands there."""

    unit: UnitId
    item: str
    last_day: date


class MatterListPosted(Event, frozen=True, tag="matter_list.posted"):
    """公示: put up where everybody sees it."""

    unit: UnitId
    what: str
    places: tuple[str, ...]
    since: date
