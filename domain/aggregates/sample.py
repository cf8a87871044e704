"""回访抽查: one month's sample, and the check that each drawn case is owed."""

from __future__ import annotations

from typing import Self
from uuid import UUID, uuid5

from domain.aggregates.subject import Subject
from domain.calendar.terms import Term
from domain.errors import Refused
from domain.events.base import Event
from domain.events.sampling import SampleChecked, SampleDrawn
from domain.regulations.answers import Sample as SampleRule
from domain.rules.law import Law
from domain.rules.sampling import NothingSampled
from domain.values import AuthorityId, Citation

SAMPLES = UUID("3f0c7c1e-9a55-5c2b-8d1a-6b1f4e2d9c07")
CHECK = "sample_check"


class MonthNotOver(Refused):
    """A sample is drawn from a whole month, once it is over."""

    code = "sample.month_not_over"


class SampleDrawnAlready(Refused):
    """A month is drawn once, so that nobody draws until it suits."""

    code = "sample.drawn_already"


class NotDrawn(Refused):
    """The case was not drawn, or was checked already."""

    code = "sample.not_drawn"


class CheckUnknown(Refused):
    """The text names no such way of asking, or no such result."""

    code = "sample.check_unknown"


def sample_stream(authority: AuthorityId, month: str) -> UUID:
    """The stream of a month's sample: the same month is drawn once."""
    return uuid5(SAMPLES, f"{authority}:{month}")


class Sample(Subject):
    """回访抽查: which cases were drawn, and which of them were checked."""

    opens_with = SampleDrawn

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.authority = AuthorityId("")
        self.basis: Citation | None = None
        self.drawn: tuple[str, ...] = ()
        self.checked: set[int] = set()

    @property
    def unchecked(self) -> dict[int, str]:
        """Drawn cases that nobody has checked yet: place in the draw → number."""
        return {place: number for place, number in enumerate(self.drawn, 1) if place not in self.checked}

    def number_at(self, place: int) -> str:
        """The number of the case drawn in a place that waits for its check. Raises NotDrawn."""
        if place not in self.unchecked:
            waiting = ", ".join(f"{place} ({number})" for place, number in self.unchecked.items())
            remedy = f"one of: {waiting}" if waiting else "all were checked"
            raise NotDrawn(f"no case in place {place} waits for a check", remedy=remedy, basis=self.basis)
        return self.unchecked[place]

    @classmethod
    def draw(cls, sample: SampleDrawn, law: Law) -> Self:
        """抽取: a clock begins for each drawn case. Raises MonthNotOver, NothingSampled."""
        if sample.act.told_at < Term(sample.month).ends:
            raise MonthNotOver(f"{sample.month} is not over", remedy="draw it in the next month", basis=sample.basis)
        if not sample.drawn:
            raise NothingSampled(
                f"no such case was closed in {sample.month}",
                remedy="nothing is drawn for this month",
                basis=sample.basis,
            )
        it = cls(sample_stream(sample.authority, sample.month))
        it.record(sample)
        for _ in sample.drawn:
            it.start(law.deadlines_from("sample_drawn", sample.act.occurred_at, {}), sample.act)
        return it

    def check(self, checked: SampleChecked, rule: SampleRule, law: Law) -> None:
        """核实: a way of asking and a result that the edition names. Raises CheckUnknown."""
        follow_up = law.edition.follow_up
        known = {way.code for way in follow_up.ways} if follow_up else set()
        results = [result.code for result in rule.results]
        if checked.way not in known or checked.result not in results:
            raise CheckUnknown(
                f"{checked.way!r} with {checked.result!r} is not named here",
                remedy=f"ways: {', '.join(sorted(known))}; results: {', '.join(results)}",
                basis=self.basis,
            )
        self.record(checked)
        deadline = self.deadlines.by_key.get(f"{CHECK}:{checked.place}")
        if deadline is not None:
            self.settle(deadline, "sample_checked", deadline.judged_instant(checked.act), checked.act, law)

    def apply(self, event: Event) -> None:
        """Assign from one fact."""
        super().apply(event)
        match event:
            case SampleDrawn():
                self.authority, self.basis = event.authority, event.basis
                self.drawn = tuple(each.number for each in event.drawn)
            case SampleChecked():
                self.checked.add(event.place)
