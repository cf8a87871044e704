"""What a text asks for must be something that can be given: else every step that asks for it is refused for ever."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from domain.regulations.model import Edition
from domain.regulations.references import Problem
from domain.regulations.spelling import meant
from domain.regulations.supervision import SupervisionStep

PARTS_OF_STEP: Mapping[SupervisionStep, frozenset[str]] = {
    "assigned": frozenset({"citizen_told_by", "way_or_reason", "days"}),
}
"""What a step of supervision can hold, where that is fixed."""

NAMED_FREELY = frozenset({"registered", "reported", "ordered"})
"""Steps of supervision whose parts whoever takes them names: entries of a form, those a report goes to."""

USUAL: Mapping[tuple[str, ...], tuple[str, ...]] = {
    ("reply", "requires"): (
        "point_by_point",
        "cited_documents",
        "communication_record",
        "satisfaction",
        "handler_contact",
    ),
    ("consultation", "minutes", "requires"): (
        "theme",
        "participants",
        "course",
        "agreed_matters",
        "division_of_duty",
        "time_limits",
    ),
}
"""Lists that take any code, with the codes that have words of their own in the pages."""


def not_giveable(edition: Edition) -> Iterator[Problem]:
    """Parts that nobody could give, and those that are most likely misspelt."""
    for rule in edition.supervision.steps if edition.supervision else ():
        known = PARTS_OF_STEP.get(rule.step, frozenset())
        for part in rule.requires:
            if part not in known and rule.step not in NAMED_FREELY:
                remedy = meant(part, known) if known else "; leave requires out"
                detail = f"step {rule.step} cannot hold a part {part}{remedy}"
                yield Problem(("supervision", "steps"), rule.clause, detail)
    for key, usual in USUAL.items():
        for part in _asked(edition, key):
            if part not in usual and (near := get_close_matches(part, usual, n=1, cutoff=0.8)):
                yield Problem(key, "", f"{part} is no usual part; did you mean {near[0]}?")


def _asked(edition: Edition, key: tuple[str, ...]) -> tuple[str, ...]:
    here: object = edition
    for name in key:
        here = getattr(here, name, None)
    return here if isinstance(here, tuple) else ()
