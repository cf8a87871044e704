"""排名: places by score, and who stands in which group; a tie at a line is left to people."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from domain.errors import Refused
from domain.regulations.rankings import RankGroup, Ranking


class FieldTooSmall(Refused):
    """The first and the last ones would be the same."""

    code = "ranking.field_too_small"


class Placed(NamedTuple):
    """Who, with which score, at which place; equal scores share one, and the next is behind them all."""

    who: str
    score: Decimal
    place: int


@dataclass(frozen=True)
class Group:
    """Who stands in a group for certain, who only may, and how many of those it still has room for."""

    code: str
    clause: str
    decided: tuple[str, ...]
    undecided: tuple[str, ...] = ()
    seats_left: int = 0
    not_met: tuple[str, ...] = ()
    """Who stands high enough and does not meet the conditions."""


def places(scores: Mapping[str, Decimal]) -> tuple[Placed, ...]:
    """The field in the order of its scores, the best first; those with one score in the order of their names."""
    ordered = sorted(scores.items(), key=lambda each: (-each[1], each[0]))
    higher = {score: sum(other > score for other in scores.values()) for score in set(scores.values())}
    return tuple(Placed(who, score, higher[score] + 1) for who, score in ordered)


def grouped(ranking: Ranking, scores: Mapping[str, Decimal], unfit: Collection[str] = ()) -> tuple[Group, ...]:
    """Each group of a field; `unfit` are those who do not meet conditions. Only proposed: people decide.

    Raises FieldTooSmall where a first and a last group would overlap.
    """
    _require_size(ranking, len(scores))
    field = places(scores)
    return tuple(_group(ranking, group, field, unfit) for group in ranking.groups)


def _group(ranking: Ranking, group: RankGroup, field: Sequence[Placed], unfit: Collection[str]) -> Group:
    ordered = list(field) if group.end == "first" else list(reversed(field))
    failing = set(unfit) if group.on_condition else set()
    passed_over = [each.who for each in ordered[: group.places] if each.who in failing]
    if ranking.moves_up:
        ordered = [each for each in ordered if each.who not in failing]
    inside, outside = ordered[: group.places], ordered[group.places :]
    tied: list[Placed] = []
    if outside and inside[-1].score == outside[0].score:
        tied = [each for each in ordered if each.score == outside[0].score]
    if ranking.ties == "all_in":
        inside, tied = [*inside, *(each for each in tied if each not in inside)], []
    elif ranking.ties == "strict_cut":
        tied = []
    decided = [each for each in inside if each not in tied]
    seats_left = len(inside) - len(decided) if tied else 0
    if group.end == "last":
        decided, tied = decided[::-1], tied[::-1]
    not_met = list(dict.fromkeys([*passed_over, *(each.who for each in tied if each.who in failing)]))
    return Group(
        code=group.code,
        clause=group.clause,
        decided=tuple(each.who for each in decided if each.who not in not_met),
        undecided=tuple(each.who for each in tied if each.who not in not_met),
        seats_left=seats_left,
        not_met=tuple(not_met),
    )


def _require_size(ranking: Ranking, size: int) -> None:
    ends = {"first": 0, "last": 0}
    for group in ranking.groups:
        ends[group.end] = max(ends[group.end], group.places)
    if sum(ends.values()) > size and ranking.overlap == "refused":
        told = "+".join(str(places) for places in ends.values() if places)
        overlap = ": groups overlap" if all(ends.values()) else ""
        raise FieldTooSmall(
            f"{told} > {size}{overlap}", remedy=f"rank a field of at least {sum(ends.values())}, or decide by hand"
        )
