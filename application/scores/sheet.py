"""A sheet of scores: all units of an authority in a term, and how two sheets differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from application.scores.otherwise import Again, Ground
from domain.calendar.terms import Term
from domain.regulations.model import Edition
from domain.rules.ranking import places
from domain.rules.scorecard import Entry, Scorecard
from domain.rules.scoring import rounded
from domain.values import AuthorityId, UnitId


@dataclass(frozen=True)
class Scored:
    """One unit's card, and where it stands in its class."""

    unit: UnitId
    unit_class: str
    card: Scorecard
    place: int
    of: int
    mean: Decimal
    """Of its class."""


@dataclass(frozen=True)
class Sheet:
    """记分册: everybody's card."""

    authority: AuthorityId
    term: Term
    edition: Edition
    units: Mapping[UnitId, Scored]
    if_contests_succeed: Mapping[UnitId, Decimal]
    """The total of each unit that contests something, if everything it contests were overturned."""
    contested: Mapping[UnitId, int] = field(default_factory=dict)
    """Findings since the year began that wait to be ruled on; some move no point of this term."""
    again: Again | None = None
    """What was derived again, where it is reckoned under another text than the one in force."""

    @property
    def conduct_held_constant(self) -> bool:
        """Whether it is reckoned under another text, from what people did under the one in force."""
        return self.again is not None


def ranked(cards: Mapping[UnitId, Scorecard], classes: Mapping[UnitId, str], decimals: int) -> dict[UnitId, Scored]:
    """Cards with places: equal totals share one."""
    scored: dict[UnitId, Scored] = {}
    for unit_class in dict.fromkeys(classes.values()):
        totals = {unit: card.total for unit, card in cards.items() if classes[unit] == unit_class}
        mean = rounded(sum(map(Fraction, totals.values()), Fraction(0)) / len(totals), decimals)
        for who, _, place in places({str(unit): total for unit, total in totals.items()}):
            unit = UnitId(who)
            scored[unit] = Scored(unit, unit_class, cards[unit], place, len(totals), mean)
    return scored


@dataclass(frozen=True)
class Difference:
    """What moved one item of one unit from one sheet to another."""

    unit: UnitId
    item: str
    before: Decimal
    after: Decimal
    gone: tuple[Entry, ...]
    """Entries only the first sheet has."""
    come: tuple[Entry, ...]
    """Entries only the second one has."""
    grounds: tuple[tuple[str, Ground], ...] = ()
    """Findings among them that rest on a deadline, each with how that runs under the second text."""


def differences(before: Sheet, after: Sheet) -> Iterator[Difference]:
    """Item by item, with the entries that did it; where none differ, the points of an entry do."""
    for unit, scored in before.units.items():
        other = after.units[unit].card.items
        for code, item in scored.card.items.items():
            then = other.get(code)
            if then is None or then.score == item.score:
                continue
            old, new = {_key(entry): entry for entry in item.entries}, {_key(entry): entry for entry in then.entries}
            gone = tuple(entry for key, entry in old.items() if key not in new)
            come = tuple(entry for key, entry in new.items() if key not in old)
            yield Difference(
                unit, code, item.score, then.score, gone, come, tuple(_grounds(after.again, (*gone, *come)))
            )


def _grounds(again: Again | None, entries: Iterable[Entry]) -> Iterator[tuple[str, Ground]]:
    for cause in (entry.cause for entry in entries if entry.cause):
        ground = again.grounds.get((cause.subject, cause.finding)) if again else None
        if ground is not None:
            yield cause.finding, ground


def _key(entry: Entry) -> tuple[object, ...]:
    cause = (entry.cause.subject, entry.cause.finding) if entry.cause else ()
    return entry.rule, *cause, entry.matter, entry.reckoned, entry.points, entry.counted
