"""Who stands where in a ranking, from recorded scores; what it leads to is only proposed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.regulations.rankings import Ranking
from domain.rules.ranking import FieldTooSmall, Group, Placed, grouped, places
from domain.values import UnitId


@dataclass(frozen=True)
class Candidate:
    """One who stands for a ranking, as known at a position."""

    candidate: str
    unit: UnitId
    score: Decimal | None = None
    meets: bool | None = None
    """Whether it meets the conditions; None where nobody has looked."""


@dataclass(frozen=True)
class Standing:
    """A field with its groups; without any where it is too small for them."""

    field: tuple[Placed, ...]
    groups: tuple[Group, ...]
    not_scored: tuple[str, ...]
    """Who stands for it without a score: in no group, and not counted in the field."""
    unchecked: frozenset[str]
    """Whose conditions nobody has looked at."""
    refused: FieldTooSmall | None = None


def standing(ranking: Ranking, candidates: Sequence[Candidate]) -> Standing:
    """The field by its scores; a tie at a line is left to people."""
    scores = {each.candidate: each.score for each in candidates if each.score is not None}
    unfit = [each.candidate for each in candidates if each.meets is False]
    refused: FieldTooSmall | None = None
    groups: tuple[Group, ...] = ()
    try:
        groups = grouped(ranking, scores, unfit)
    except FieldTooSmall as too_small:
        refused = too_small
    return Standing(
        places(scores),
        groups,
        tuple(sorted(each.candidate for each in candidates if each.score is None)),
        frozenset(each.candidate for each in candidates if each.meets is None),
        refused,
    )


def carried_over(ranking: Ranking, before: Iterable[Group]) -> tuple[str, ...]:
    """Who is assessed again because of where they stood the year before."""
    again = {group.code for group in ranking.groups if group.carried_over}
    return tuple(who for group in before if group.code in again for who in group.decided)
