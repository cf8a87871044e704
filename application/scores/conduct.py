"""What people did, as one stream tells it: the steps that began and ended deadlines, and what rules looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from domain.calendar import Due
from domain.events.base import Event
from domain.events.complaint import (
    ComplaintDispatched,
    ComplaintFollowedUp,
    ComplaintRatingVerified,
    ComplaintReplySentBack,
    ComplaintReplySubmitted,
    ComplaintReturnRequested,
    ComplaintReturnRuled,
)
from domain.events.deadlines import DeadlineExtended, DeadlineLapsed, DeadlineMet, DeadlineProlonged, DeadlineSet
from domain.events.findings import FindingOverturned, FindingRecorded
from domain.values import Place, UnitId

DeedSort = Literal["return", "improper_return", "sent_back", "bad_rating", "bad_again"]
"""What somebody did that a rule may make a finding of, beside letting a time limit pass."""


@dataclass
class Clock:
    """A deadline as people let it run: what began it, what ended it, and what the rule looked at."""

    subject: UUID
    key: str
    name: str
    started_by: str
    started_at: datetime
    unit: UnitId | None
    case: UUID | None
    facts: Mapping[str, str] = field(default_factory=dict)
    ended_at: datetime | None = None
    """When it was done, or bound nobody any more."""
    added: tuple[int, ...] = ()
    """Extensions granted, in its own unit."""
    named_day: Due | None = None
    """Prolonged to a day that was named: no rule says until when."""
    stops: tuple[str, ...] = ()
    """The steps that meet it."""
    answered_at: datetime | None = None
    """When an answer was given that nobody has ruled on yet: it counts until it is sent back."""
    positions: tuple[int, ...] = ()
    """Of what began it, gave it more time, and ended it."""

    @property
    def done_at(self) -> datetime | None:
        """When it was done; None while it is not."""
        return self.ended_at or self.answered_at


@dataclass(frozen=True)
class Deed:
    """Something a rule looks at as it happens."""

    sort: DeedSort
    unit: UnitId | None
    at: datetime
    position: int
    count: int = 0
    """How often in a row, or in all, this one included."""


@dataclass
class Conduct:
    """Of one stream."""

    subject: UUID
    clocks: dict[str, Clock] = field(default_factory=dict)
    steps: list[tuple[str, datetime]] = field(default_factory=list)
    """Steps that began or ended a deadline, and when they happened."""
    deeds: list[Deed] = field(default_factory=list)
    by_rule: dict[str, FindingRecorded] = field(default_factory=dict)
    """Findings that a rule made, by their keys."""
    overturned: set[str] = field(default_factory=set)
    """Those of them that a person overturned: that stays so under any text."""
    unit: UnitId | None = None
    """The one it was dispatched to last."""
    _bad: int = 0
    _returned_by: frozenset[UnitId | None] = frozenset()

    def first(self, step: str, since: datetime) -> datetime | None:
        """When a step happened, from an instant on; None where it did not."""
        return min((at for name, at in self.steps if name == step and at >= since), default=None)

    def take(self, place: Place, fact: Event) -> None:  # noqa: C901, PLR0912  (one case a fact, each a line or two)
        """One more fact of the stream."""
        at, position = fact.occurred_at, place.position
        match fact:
            case DeadlineSet():
                self.steps.append((fact.started_by, fact.started_at))
                if not fact.act.imported:
                    began = fact.started_by, fact.started_at, fact.unit, fact.case or self.subject, fact.facts
                    clock = Clock(self.subject, fact.key, fact.name, *began, stops=fact.stops, positions=(position,))
                    self.clocks[fact.key] = clock
            case DeadlineMet():
                self.steps.append((fact.step, fact.met_at))
                self._end(fact.key, fact.met_at, position)
            case DeadlineLapsed():
                self._end(fact.key, at, position)
            case DeadlineExtended():
                for clock in self._clock(fact.key, position):
                    clock.added = (*clock.added, fact.amount)
            case DeadlineProlonged():
                for clock in self._clock(fact.key, position):
                    clock.named_day = fact.due
            case ComplaintDispatched():
                self.unit = fact.unit
                if fact.unit in self._returned_by:
                    self.deeds.append(Deed("improper_return", self.unit, at, position))
            case ComplaintReturnRuled(granted=True):
                self._returned_by |= {self.unit}
            case ComplaintReturnRequested():
                self.deeds.append(Deed("return", self.unit, at, position))
            case ComplaintReturnRuled(granted=False, improper=True):
                self.deeds.append(Deed("improper_return", self.unit, at, position))
            case ComplaintReplySubmitted():
                self._answer(at)
            case ComplaintReplySentBack():
                self._answer(None)
                self.deeds.append(Deed("sent_back", self.unit, at, position, fact.in_a_row))
            case ComplaintFollowedUp(rating="bad"):
                if self._bad:
                    self.deeds.append(Deed("bad_again", self.unit, at, position, self._bad + 1))
                self._bad += 1
            case ComplaintRatingVerified(reasonable=True):
                self.deeds.append(Deed("bad_rating", self.unit, at, position, self._bad))
            case FindingRecorded(by_rule=True):
                self.by_rule[fact.key] = fact
            case FindingOverturned(because="contested" | "reviewed"):
                self.overturned.add(fact.key)
            case _:
                pass

    def _end(self, key: str, at: datetime, position: int) -> None:
        for clock in self._clock(key, position):
            clock.ended_at = at

    def _answer(self, at: datetime | None) -> None:
        for clock in self.clocks.values():
            if "reply_accepted" in clock.stops:
                clock.answered_at = at

    def _clock(self, key: str, position: int) -> Iterator[Clock]:
        """The deadline of a key; none where it is an imported one, which is never missed."""
        if key in self.clocks:
            self.clocks[key].positions += (position,)
            yield self.clocks[key]


def conduct_of(subject: UUID, facts: Iterable[tuple[Place, Event]], as_of: int | None) -> Conduct:
    """What one stream tells, as known at a position."""
    conduct = Conduct(subject)
    for place, fact in facts:
        if as_of is not None and place.position > as_of:
            break
        conduct.take(place, fact)
    return conduct
