"""Limits that would run beside another of their kind, and limits that nothing would ever begin."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from domain.regulations.limits import Limit
from domain.regulations.model import Edition
from domain.regulations.references import Problem
from domain.regulations.spelling import meant
from domain.regulations.steps import Step

BEGINS_NOTHING: frozenset[Step] = frozenset(
    {
        "tagged",
        "instruction_answered",
        "miss_explained",
        "supervision_fed_back",
        "consultation_task_done",
        "sample_checked",
        "shift_checked",
    }
)
"""Steps that end a time and begin none."""


def not_told_apart(edition: Edition) -> Iterator[Problem]:
    """Limits of one name that begin with one step, and whose conditions differ without excluding each other.

    Those with the very same condition are meant to run together, as the milestones of a plan do.
    """
    for one, other in combinations(edition.limits, 2):
        if (one.name, one.start, one.period) != (other.name, other.start, other.period) or one.when == other.when:
            continue
        if not _exclude_each_other(one, other):
            detail = (
                f"would run beside {one.id}, which is a {other.name} from {other.start} too; "
                f"write a `when` into each that leaves the other's matters out"
            )
            yield Problem(("limits", other.id, "when"), other.clause, detail)


def never_begun(edition: Edition) -> Iterator[Problem]:
    """Limits that start with a step with which nothing begins, or with a miss that cannot be."""
    can_be_missed = {limit.name for limit in edition.limits if limit.breaches}
    for limit in edition.limits:
        key = ("limits", limit.id)
        if limit.start in BEGINS_NOTHING:
            yield Problem((*key, "start"), limit.clause, f"no time begins with {limit.start}; name the step before it")
        if limit.start != "missed":
            continue
        names = limit.when.get("missed", ())
        if not names or limit.name in names:
            detail = 'write when = { missed = ["…"] } with the names of the other limits whose miss begins it'
            yield Problem((*key, "when"), limit.clause, detail)
        for name in sorted({*names} - can_be_missed):
            detail = f"no limit of the name {name} can be missed{meant(name, can_be_missed)}"
            yield Problem((*key, "when"), limit.clause, detail)


def _exclude_each_other(one: Limit, other: Limit) -> bool:
    """Whether some fact must have a value in the one that it may not have in the other."""
    return any(not set(one.when[fact]) & set(other.when[fact]) for fact in one.when.keys() & other.when.keys())
