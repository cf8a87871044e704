"""A period turns: what is owed with it begins, exactly once, also after a long outage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from application.desk import Desk
from application.ports import Obliged, ObligedAuthority
from domain.aggregates.obligation import Obligation, obligation_stream
from domain.calendar import midnight
from domain.calendar.turns import period_at, turns
from domain.errors import NotFound, VersionConflict
from domain.events.obligation import ObligationOpened
from domain.regulations.limits import Limit
from domain.regulations.obligations import ObligationRule
from domain.rules.law import Law
from domain.rules.obligations import limit_of, obligation_deadline
from domain.values import SYSTEM, Act, AuthorityId, UnitId

OPENING_NAMESPACE = UUID("6f0f8f53-8e55-5d0c-9f0a-1b7a1c8c1d55")


@dataclass(frozen=True)
class Turn:
    """One rule's period turning at one authority, under the edition in force then."""

    authority: AuthorityId
    name: str
    rule: ObligationRule
    law: Law
    at: datetime

    @property
    def limit(self) -> Limit:
        """Until when it says it is owed."""
        return limit_of(self.law, self.rule)

    @property
    def period(self) -> str:
        """The period it is owed for: the one that begins, or the one that ended."""
        assert self.limit.period is not None  # noqa: S101  (only rules with a period turn)
        return period_at(self.limit.period, self.at, ended=self.limit.start == "period_ended")

    def stream(self, unit: UnitId | None) -> UUID:
        """Where one unit's stands."""
        return obligation_stream(self.authority, self.name, self.period, unit)

    def begin(self, unit: UnitId | None, now: datetime) -> Obligation:
        """What one unit owes, or the office; what has passed by now is missed at once."""
        opened = ObligationOpened(
            authority=self.authority,
            rule=self.name,
            period=self.period,
            owner=self.limit.owner,
            unit=unit,
            basis=self.law.cite(self.rule.clause),
            act=Act(actor=SYSTEM, role="system", occurred_at=self.at),
        )
        new = obligation_deadline(self.law, self.rule, self.at, {"period": self.limit.period or ""})
        obligation = Obligation.begin(self.stream(unit), opened, new)
        for deadline in obligation.deadlines.unfinished():
            obligation.miss(deadline.set.key, Act(actor=SYSTEM, role="system", occurred_at=now), self.law)
        return obligation


@dataclass(frozen=True)
class Opening:
    """Looks which periods have turned since the last one that was opened."""

    desk: Desk
    obliged: Obliged

    def tick(self, now: datetime) -> int:
        """Open everything whose period has turned by now; the number of turns opened."""
        return sum(self._open(turn, now) for each in self.obliged.obliged() for turn in self._turned(each, now))

    def _turned(self, authority: ObligedAuthority, now: datetime) -> Iterator[Turn]:
        begun = midnight(authority.since)
        if now < begun:
            return
        law = self.desk.law_for(authority.code, now)
        for name, rule in law.edition.obligations.items():
            kind = limit_of(law, rule).period
            last = self.obliged.last_turn(authority.code, name) if kind else None
            for at in turns(kind, last or begun, now) if kind else ():
                then = self.desk.law_for(authority.code, at)
                if at != last and name in then.edition.obligations:
                    yield Turn(authority.code, name, then.edition.obligations[name], then, at)

    def _open(self, turn: Turn, now: datetime) -> bool:
        """For everyone who owes it, in one command."""
        opened = [turn.begin(unit, now) for unit in self._owing(turn) if not self._is_there(turn.stream(unit))]
        if not opened:
            return False
        command_id = uuid5(OPENING_NAMESPACE, f"{turn.authority}:{turn.name}:{turn.at.isoformat()}")
        try:
            return not self.desk.store.save(*opened, command_id=command_id).repeated
        except VersionConflict:
            return False  # somebody was faster

    def _owing(self, turn: Turn) -> tuple[UnitId | None, ...]:
        if turn.rule.owed_by == "office":
            return (None,)
        return tuple(unit for unit, kind in self.obliged.units_of(turn.authority) if turn.rule.is_owed_by(kind))

    def _is_there(self, stream: UUID) -> bool:
        try:
            self.desk.store.get(Obligation, stream)
        except NotFound:
            return False
        return True
