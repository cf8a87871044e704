"""提级: which level a "no" goes to next, and who must decide there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from domain.errors import Refused
from domain.regulations.ladder import Entry
from domain.regulations.model import Ladder
from domain.rules.law import Law
from domain.rules.requirements import present, require
from domain.values import Citation, Handle, Level, SeatId, UnitId


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


class NoGround(Refused):
    """A final no rests on a ground the text does not name, or on none of those it names."""

    code = "escalation.no_ground"


class EverydayMatter(Refused):
    """The upper levels are for hard matters of certain classes; this one has none of them."""

    code = "escalation.everyday_matter"


class OneUnitAlone(Refused):
    """A joint matter concerns several units."""

    code = "escalation.one_unit_alone"


class NotSignedHere(Refused):
    """A matter enters the ladder this high only by the hand of a certain level."""

    code = "escalation.not_signed_here"


class NotTheTeller(Refused):
    """The text says who of the unit tells the applicant of a final no."""

    code = "escalation.not_the_teller"


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


def require_class(law: Law, at: Level, target: Level, classes: Collection[str]) -> None:
    """Refuse to pass everyday business on: above a level only matters of certain classes go."""
    scope = ladder_of(law).scope
    if scope is None or target <= scope.above or set(scope.classes) & set(classes):
        return
    raise EverydayMatter(
        f"a matter of none of the classes {', '.join(scope.classes)} goes no higher than level {scope.above}",
        remedy=f"tag it with one of these classes, or find at level {at} that it can be done",
        basis=law.cite(scope.clause),
    )


def require_entry(
    law: Law, entry: Entry, *, units: Collection[UnitId], signed_by: Level | None, given: Collection[str]
) -> None:
    """Refuse to enter the ladder higher up without what the text asks for that."""
    basis = law.cite(entry.clause)
    if len(set(units)) < entry.units_at_least:
        raise OneUnitAlone(
            f"this way is for matters of at least {entry.units_at_least} units",
            remedy="name the other units it concerns, or propose it in the ordinary way",
            basis=basis,
        )
    require(f"a matter that enters at level {entry.level}", entry.requires, given, basis)
    if entry.signed_at is not None and signed_by != entry.signed_at:
        raise NotSignedHere(
            f"a request to level {entry.level} is signed at level {entry.signed_at}",
            remedy=f"let the seat at level {entry.signed_at} make it, or climb there first",
            basis=basis,
        )


def require_teller(law: Law, seat: SeatId, seats: Iterable[Seat]) -> None:
    """Refuse anybody but the level that the text makes tell the applicant of a final no."""
    ladder = ladder_of(law)
    if ladder.feedback_clause is None or ladder.feedback_level is None:
        return
    teller = holder_at(Level(ladder.feedback_level), seats)
    if isinstance(teller, Holder) and teller.seat != seat:
        raise NotTheTeller(
            f"{seat} does not tell the applicant of a final no",
            remedy=f"{teller.seat} tells the reason and how it could be a yes",
            basis=law.cite(ladder.feedback_clause),
        )


def require_last_level(law: Law, level: Level) -> None:
    """Refuse a final "no" below the level that may say it, and where the text knows no such verdict."""
    ladder = ladder_of(law)
    if "final_no" not in ladder.verdicts:
        raise OnlyLastLevelMayRefuse(
            "no level may say a final no: the text knows no such verdict",
            remedy="say how it can be done, or pass it up",
            basis=law.cite(ladder.clause),
        )
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


class FinalNo(NamedTuple):
    """What whoever decides a final no says."""

    ground: str | None = None
    reason: Handle | None = None
    basis: Handle | None = None
    yes_suggestion: Handle | None = None


def require_final_no(law: Law, said: FinalNo) -> Citation:
    """The clause a final no rests on; refused without a part the text asks for, or on another ground than it names.

    Raises PartsMissing, NoGround.
    """
    ladder = ladder_of(law)
    basis = law.cite(ladder.final_no_clause)
    given = present(reason=said.reason, basis=said.basis, yes_suggestion=said.yes_suggestion)
    require("a final no", ladder.final_no_requires, given, basis)
    named = [each.code for each in ladder.final_no_grounds]
    if (said.ground is not None or named) and said.ground not in named:
        raise NoGround(
            f"{said.ground or 'nothing'} is no ground of a final no here",
            remedy=f"name one of: {', '.join(named)}" if named else "leave the ground out; the reason says why",
            basis=law.cite(ladder.final_no_grounds[0].clause) if named else basis,
        )
    return basis
