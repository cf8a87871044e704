"""Scenes told by hand: trouble that the dice of the plots never throw, one in each unit of the bureau."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from adapters.demo.plots import Beat, days, hours, unit

SAID = {"opinion": "现有材料不足", "basis": "办法第八条", "how_it_could_be_done": "补齐后可办"}


@dataclass(frozen=True)
class Scene:
    """When it begins, counted from the city's first morning, and what is done then in a unit."""

    after: timedelta
    beats: Callable[[str], list[Beat]]


def written_in_a_book(of_unit: str) -> list[Beat]:
    """补录: answered in time while the system was down, entered a week later; the finding is overturned."""
    del of_unit
    told = Beat(days(8), "unit_head", "tell_citizen", {"way": "written"}, by_unit=True, late_by=days(7))
    return [told]


def empty_chairs(of_unit: str) -> list[Beat]:
    """空缺: the deputy takes over from a vacated seat, leaves too, and an alarm stands."""
    first, second = f"{of_unit}.unit_deputy", f"{of_unit}.unit_section_head"
    return [
        unit(hours(1), "propose", "unit_first_responder", **SAID),
        Beat(hours(1), "unit_section_head", "raise", SAID, by_unit=True, on_escalation=True),
        Beat(hours(1), "administrator", "vacate_seat", {"seat": first}, on_unit=True),
        Beat(hours(1), "administrator", "vacate_seat", {"seat": second}, on_unit=True),
    ]


SCENES = (Scene(days(7) + hours(2), written_in_a_book), Scene(days(38) + hours(2), empty_chairs))
