"""Whether a case is or was a unit's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from domain.events.base import Event
from domain.values import UnitId


def concerns(facts: Iterable[Event], unit: UnitId) -> bool:
    """Whether a case is or was a unit's: it acted in it, or a fact was addressed to it."""
    return any(unit in {fact.act.on_behalf_of, *_units_of(fact)} for fact in facts)


def _units_of(fact: Any) -> Iterable[UnitId | None]:  # noqa: ANN401  (any fact; those addressed to a unit name it)
    return getattr(fact, "unit", None), *getattr(fact, "assisting", ())
