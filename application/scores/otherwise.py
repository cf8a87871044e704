"""What-if: what rules derived is dropped and derived again by the same rules from what people did.

Conduct is held constant: the steps that begin and end a deadline, requests, rulings, ratings and what people
established stay as they were; what changes is what a text makes of them. Nothing is stored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from application.ports import Established
from application.scores.conduct import Clock, Conduct, Deed
from application.scores.material import Material
from domain.calendar import Due
from domain.errors import Refused
from domain.events.findings import FindingRecorded
from domain.regulations.model import Limit
from domain.rules.deadlines import begins_at, derived, matches
from domain.rules.law import Law
from domain.rules.reckoning import reckon
from domain.rules.replies import sent_back_finding
from domain.rules.scorecard import Cause

Key = tuple[UUID | None, str]
"""A finding: the stream it stands in, and its key there."""

Outcome = Literal["derived", "held", "dropped"]


@dataclass(frozen=True)
class Ground:
    """Why a finding comes or goes under another text: the deadline as it runs there, and what it was held against."""

    limit: str
    started_at: datetime
    due_at: datetime
    done_at: datetime | None
    shown_by: tuple[int, ...]
    """Positions of the facts that began and ended it."""


@dataclass
class Again:
    """What was derived again: the material, why each finding came or went, and how much of what was held constant."""

    material: Material
    grounds: dict[Key, Ground] = field(default_factory=dict)
    counted: Counter[tuple[str, Outcome]] = field(default_factory=Counter)
    """What, and whether it was derived again, held as recorded, or is nothing this text knows."""
    overturned: list[Established] = field(default_factory=list)
    """What would stand, had nobody overturned it: what it led to is left to people."""
    touched: set[UUID] = field(default_factory=set)
    """Cases about which other findings stand than before."""


@dataclass(frozen=True)
class Otherwise:
    """One reckoning under another text, of what is known at an instant."""

    material: Material
    now: datetime
    ends: datetime
    """Of the term asked about: what was established after it moves nothing, and is not counted."""

    def findings(self, told: Iterable[Conduct]) -> Again:
        """Every finding that a rule made, made anew under this edition; what people established stays."""
        again, known = Again(self.material), self.material.edition.findings
        standing = {(each.cause.subject, each.cause.finding): each for each in self.material.findings}
        found: list[Established] = []
        for conduct in told:
            mine = {key: standing.pop((conduct.subject, key), None) for key in conduct.by_rule}
            made = [*self._missed(conduct, again), *self._made(conduct, again)]
            for each in made:
                if _is_overturned(conduct, each):
                    again.overturned.append(each)
                else:
                    found.append(self._as_recorded(conduct, mine, each))
        for each in standing.values():
            is_known = each.cause.kind in known
            if each.established_at <= self.ends:
                what = "by_person" if each.deadline is None else "of_another_year"
                again.counted[what, "held" if is_known else "dropped"] += 1
            found += [each] if is_known else []
        found.sort(key=lambda each: (each.established_at, each.cause.position))
        again.touched = _touched(self.material.findings, found)
        again.material = replace(self.material, findings=found)
        return again

    # -- deadlines -------------------------------------------------------------------------------------

    def _missed(self, conduct: Conduct, again: Again) -> Iterator[Established]:
        """A finding for each deadline that this text would have had missed."""
        for clock in conduct.clocks.values():
            limit, due = self._due(conduct, clock)
            unit = clock.unit or (conduct.unit if limit and limit.clock == "unit" else None)
            if limit is None:
                again.counted["deadlines", "dropped"] += 1
                continue
            if due is None:
                again.counted["deadlines", "held"] += 1
                yield from _recorded(conduct, clock)
                continue
            again.counted[("deadlines", "derived") if clock.named_day is None else ("prolonged", "held")] += 1
            kind = limit.on_miss if limit.breaches else None
            ground = Ground(limit.name, clock.started_at, due.due_at, clock.done_at, clock.positions)
            again.grounds |= {(conduct.subject, fact.key): ground for fact in _misses(conduct, clock)}
            if kind and unit and not due.holds(clock.done_at or self.now):
                cause = Cause(kind, f"{kind}:{clock.key}", clock.case, clock.subject)
                again.grounds[conduct.subject, cause.finding] = ground
                yield Established(unit, cause, due.due_at, deadline=clock.key)

    def _due(self, conduct: Conduct, clock: Clock) -> tuple[Limit | None, Due | None]:
        """The limit of the same name that speaks about the same facts, and until when it runs.

        From the same step where the text has one, else from the step it names, if that was taken.
        """
        begun = self._begun(conduct, clock)
        if begun is None or clock.named_day is not None:
            return begun[0] if begun else None, clock.named_day
        limit, start, known = begun
        try:
            due = reckon(
                self.material.calendar, limit.span, begins_at(limit, start, known), known, added=sum(clock.added)
            )
        except Refused:
            return limit, None
        return limit, due

    def _begun(self, conduct: Conduct, clock: Clock) -> tuple[Limit, datetime, dict[str, str]] | None:
        named = [each for each in self.material.edition.limits if each.name == clock.name]
        for limit in sorted(named, key=lambda each: each.start != clock.started_by):
            is_same = limit.start == clock.started_by
            start = clock.started_at if is_same else conduct.first(limit.start, clock.started_at)
            start = self._miss_before(conduct, clock) if limit.start == "missed" else start
            known = derived(self.material.calendar, start or clock.started_at, clock.facts)
            if start is not None and limit.span.form != "not_set" and matches(limit, known):
                return limit, start, known
        return None

    def _miss_before(self, conduct: Conduct, clock: Clock) -> datetime | None:
        """When the deadline whose miss began this one is missed under this text; None where it is not."""
        name = clock.facts.get("missed")
        before = [each for each in conduct.clocks.values() if each.name == name and each.started_at < clock.started_at]
        _, due = self._due(conduct, before[-1]) if before else (None, None)
        return None if due is None or due.holds(before[-1].done_at or self.now) else due.due_at

    # -- what rules look at as it happens --------------------------------------------------------------

    def _made(self, conduct: Conduct, again: Again) -> Iterator[Established]:
        """A finding for each deed that this text makes one of."""
        for deed in conduct.deeds:
            again.counted[deed.sort, "derived"] += 1
            kind = self._kind(conduct, deed)
            if kind in self.material.edition.findings and deed.unit is not None:
                cause = Cause(str(kind), f"{kind}:{deed.position}", conduct.subject, conduct.subject)
                yield Established(deed.unit, cause, deed.at)

    def _kind(self, conduct: Conduct, deed: Deed) -> str | None:
        edition = self.material.edition
        returns, follow_up = edition.returns, edition.follow_up
        match deed.sort:
            case "return":
                return returns.late_finding if returns and self._is_late(conduct, deed) else None
            case "improper_return":
                return returns.improper_finding if returns else None
            case "sent_back":
                return sent_back_finding(Law(edition, self.material.calendar), deed.count)
            case "bad_rating":
                return follow_up.unsatisfied_finding if follow_up and deed.count == 1 else None
            case "bad_again":
                return follow_up.unsatisfied_twice_finding if follow_up else None

    def _is_late(self, conduct: Conduct, deed: Deed) -> bool:
        """Whether a return was asked for after the window that this text gives for it."""
        windows = [each for each in conduct.clocks.values() if each.name == "return" and each.started_at <= deed.at]
        _, due = self._due(conduct, windows[-1]) if windows else (None, None)
        return due is not None and not due.holds(deed.at)

    @staticmethod
    def _as_recorded(conduct: Conduct, mine: Mapping[str, Established | None], each: Established) -> Established:
        """The finding as it was recorded, where the record has the same one."""
        fact = _same(conduct, each)
        recorded = mine.get(fact.key) if fact else None
        return replace(recorded, established_at=each.established_at) if recorded else each


def _recorded(conduct: Conduct, clock: Clock) -> Iterator[Established]:
    for fact in _misses(conduct, clock):
        if fact.unit is not None:
            yield Established(
                fact.unit, Cause(fact.kind, fact.key, clock.case, clock.subject), fact.occurred_at, clock.key
            )


def _misses(conduct: Conduct, clock: Clock) -> list[FindingRecorded]:
    return [fact for fact in conduct.by_rule.values() if fact.deadline == clock.key]


def _same(conduct: Conduct, each: Established) -> FindingRecorded | None:
    """What the record has for it: of the same kind, about the same deadline or made of the same deed."""
    return next(
        (
            fact
            for fact in conduct.by_rule.values()
            if fact.kind == each.cause.kind
            and fact.deadline == each.deadline
            and (each.deadline is not None or fact.occurred_at == each.established_at)
        ),
        None,
    )


def _is_overturned(conduct: Conduct, each: Established) -> bool:
    fact = _same(conduct, each)
    return fact is not None and fact.key in conduct.overturned


def _touched(before: Iterable[Established], after: Iterable[Established]) -> set[UUID]:
    """Cases about which other findings stand, or at another time."""

    def known(each: Established) -> tuple[UUID | None, str, datetime]:
        return each.cause.case, each.cause.finding, each.established_at

    return {case for case, *_ in set(map(known, before)) ^ set(map(known, after)) if case is not None}
