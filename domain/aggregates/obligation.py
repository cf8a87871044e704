"""职责: one thing owed, for one period or on one request, by one unit or the office."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Self
from uuid import UUID, uuid5

from domain.aggregates.subject import Subject
from domain.calendar import beijing
from domain.errors import Refused
from domain.events.base import Event
from domain.events.obligation import ObligationFulfilled, ObligationOpened, ObligationRequested
from domain.regulations.obligations import ObligationRule
from domain.rules.deadlines import NewDeadline
from domain.rules.law import Law
from domain.rules.requirements import require
from domain.values import AuthorityId, Citation, UnitId

OBLIGATIONS = UUID("5b0b7f0e-3c0b-5a6f-9f6e-6d2b1c7a4e10")


class ObligationFulfilledAlready(Refused):
    """What was owed has been filed."""

    code = "obligation.already_fulfilled"


class ObligationTooEarly(Refused):
    """The text says from which day on it may be done."""

    code = "obligation.too_early"


class NotOwedByYou(Refused):
    """Another unit, or the office, owes it."""

    code = "obligation.not_owed_by_you"


def obligation_stream(authority: AuthorityId, rule: str, period: str, unit: UnitId | None) -> UUID:
    """The stream of what is owed for a period: the same period opens it once."""
    return uuid5(OBLIGATIONS, f"{authority}:{rule}:{period}:{unit or ''}")


class Obligation(Subject):
    """职责: what is owed, by whom, and whether it was filed."""

    opens_with = ObligationOpened, ObligationRequested

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.rule = ""
        self.unit: UnitId | None = None
        self.basis: Citation | None = None
        self.authority = AuthorityId("")
        self.is_fulfilled = False

    @property
    def units(self) -> frozenset[UnitId]:
        """The unit that owes it."""
        return frozenset() if self.unit is None else frozenset({self.unit})

    @classmethod
    def begin(cls, id: UUID, first: ObligationOpened | ObligationRequested, new: Iterable[NewDeadline]) -> Self:
        """It is owed from now on, until its deadline."""
        obligation = cls(id)
        obligation.record(first)
        obligation.start(new, first.act, unit=first.unit)
        return obligation

    def file(self, fulfilled: ObligationFulfilled, law: Law) -> None:
        """报送: by whoever owes it, complete, once; in time or late."""
        rule = law.edition.obligations[self.rule]
        basis = law.cite(rule.clause)
        if self.is_fulfilled:
            raise ObligationFulfilledAlready(
                "it has been filed", remedy="the next period opens the next one", basis=basis
            )
        if fulfilled.act.on_behalf_of != self.unit:
            raise NotOwedByYou("another owes this", remedy=f"{self.unit or 'the office'} files it", basis=basis)
        given = {*fulfilled.items, *fulfilled.sent_to, *(("paper",) if fulfilled.on_paper else ())}
        self._require(rule, given, law)
        self._require_begun(beijing(fulfilled.occurred_at).date())
        self.record(fulfilled)
        for deadline in self.deadlines.unfinished():
            self.settle(deadline, deadline.set.stops[0], deadline.judged_instant(fulfilled.act), fulfilled.act, law)

    def _require_begun(self, day: date) -> None:
        for deadline in self.deadlines.unfinished():
            opens = deadline.due.not_before
            if opens is not None and day < opens:
                raise ObligationTooEarly(f"its time begins on {opens}", remedy="file it then", basis=deadline.set.basis)

    @staticmethod
    def _require(rule: ObligationRule, given: set[str], law: Law) -> None:
        for part in (*rule.holds, *rule.goes_to):
            require("the report", (part.code,), given, law.cite(part.clause))
        if rule.paper_clause is not None:
            require("the report", ("paper",), given, law.cite(rule.paper_clause))

    # -- state -----------------------------------------------------------------------------------------

    def apply(self, event: Event) -> None:
        """Assign from one fact."""
        super().apply(event)
        match event:
            case ObligationOpened() | ObligationRequested():
                self.authority, self.rule, self.unit, self.basis = event.authority, event.rule, event.unit, event.basis
            case ObligationFulfilled():
                self.is_fulfilled = True
