"""提级: which level a "no" goes to next, and who must decide there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from domain.errors import Refused
from domain.regulations.model import Ladder
from domain.rules.law import Law
from domain.values import Level, SeatId


class NoLadder(Refused):
    """The edition in force knows no ladder."""

    code = "escalation.no_ladder"


class LastLevelReached(Refused):
    """There is no level above; this one decides."""

    code = "escalation.last_level"


class LevelMayNotBeSkipped(Refused):
    """The edition does not allow passing over a level, or asks for a reason."""

    code = "escalation.level_skipped"


class OnlyLastLevelMayRefuse(Refused):
    """A final "no" belongs to the last level alone."""

    code = "escalation.final_no_too_low"


@dataclass(frozen=True)
class Seat:
    """A post on the ladder as the unit stands now."""

    seat: SeatId
    role: str
    level: Level | None
    deputy: SeatId | None
    is_vacant: bool


@dataclass(frozen=True)
class Holder:
    """Who must decide at a level; `deputised_for` names the vacant seat a deputy stands in for."""

    seat: SeatId
    deputised_for: SeatId | None = None


@dataclass(frozen=True)
class Vacancy:
    """Nobody can decide at a level: neither its seat nor the deputy is filled."""

    seats: tuple[SeatId, ...]


def ladder_of(law: Law) -> Ladder:
    """The ladder of the edition in force."""
    ladder = law.edition.ladder
    if ladder is None:
        raise NoLadder(f"{law.edition.id} has no escalation ladder", remedy="handle it under the ordinary lifecycle")
    return ladder


def next_level(law: Law, at: Level, to: Level | None, *, reason_given: bool) -> Level:
    """The level a matter is raised to: the next, or a higher one where a level may be skipped."""
    ladder = ladder_of(law)
    basis = law.cite(ladder.clause)
    last = ladder.levels[-1].no
    if at >= last:
        raise LastLevelReached(
            f"level {at} is the last of the ladder",
            remedy="decide here: can do, or a final no with reason, basis and a suggestion",
            basis=basis,
        )
    target = Level(at + 1) if to is None else to
    if not at < target <= last:
        raise LastLevelReached(
            f"a matter at level {at} cannot go to level {target}",
            remedy=f"raise it to {at + 1}…{last}",
            basis=basis,
        )
    if target > at + 1:
        skip = law.cite(ladder.skip_clause)
        if ladder.skip == "forbidden":
            raise LevelMayNotBeSkipped("levels are climbed one by one", remedy=f"raise it to {at + 1}", basis=skip)
        if not reason_given:
            raise LevelMayNotBeSkipped(
                "passing over a level needs a reason", remedy="state why the level is passed over", basis=skip
            )
    return target


def require_last_level(law: Law, level: Level) -> None:
    """Refuse a final "no" below the level that may say it."""
    ladder = ladder_of(law)
    if level < ladder.final_no_level:
        raise OnlyLastLevelMayRefuse(
            f"level {level} may not say a final no",
            remedy=f"raise it to level {level + 1}; only level {ladder.final_no_level} decides finally",
            basis=law.cite(ladder.final_no_clause),
        )


def holder_at(level: Level, seats: Iterable[Seat]) -> Holder | Vacancy:
    """Who decides at a level: its seat, else the deputy, else nobody, which must alarm."""
    by_id = {seat.seat: seat for seat in seats}
    posts = [seat for seat in by_id.values() if seat.level == level]
    for seat in posts:
        if not seat.is_vacant:
            return Holder(seat.seat)
    for seat in posts:
        deputy = by_id.get(seat.deputy) if seat.deputy else None
        if deputy is not None and not deputy.is_vacant:
            return Holder(deputy.seat, deputised_for=seat.seat)
    return Vacancy(tuple(seat.seat for seat in posts))
