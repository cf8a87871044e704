"""提级: a "no" on its way up the ladder."""

from __future__ import annotations

from typing import Literal, Self
from uuid import UUID

from domain.aggregates.subject import Subject
from domain.errors import Refused
from domain.events.base import Event
from domain.events.escalation import (
    EscalationCanDo,
    EscalationFedBack,
    EscalationFinalNo,
    EscalationProposed,
    EscalationRaised,
    EscalationResumed,
    EscalationStalled,
)
from domain.rules.ladder import (
    FinalNo,
    Holder,
    Vacancy,
    ladder_of,
    next_level,
    require_entry,
    require_final_no,
    require_last_level,
)
from domain.rules.law import Law
from domain.rules.requirements import present, require
from domain.values import Act, Citation, Handle, Level, SeatId, UnitId


class EscalationEnded(Refused):
    """The ladder has come to its decision."""

    code = "escalation.ended"


class NotTheHolder(Refused):
    """Only the seat that holds the matter may decide at its level."""

    code = "escalation.not_the_holder"


class EscalationIsStalled(Refused):
    """Nobody can decide at the level it reached; it waits for a seat to be filled."""

    code = "escalation.stalled"


class NothingToFeedBack(Refused):
    """No decision to tell the applicant yet, or it has been told."""

    code = "escalation.nothing_to_feed_back"


class Escalation(Subject):
    """One matter that someone thinks cannot be done."""

    opens_with = EscalationProposed

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self._case: UUID | None = None
        self.unit = UnitId("")
        self.level = Level(1)
        self.holder: SeatId | None = None
        self.outcome: Literal["can_do", "final_no"] | None = None
        self.is_stalled = False
        self.stalled_at = Level(0)
        self.is_fed_back = False
        self.basis: Citation | None = None
        self.proposed: EscalationProposed | None = None
        self.final_no: EscalationFinalNo | None = None

    @property
    def case(self) -> UUID | None:
        """The complaint it is about."""
        return self._case

    @property
    def units(self) -> frozenset[UnitId]:
        """The unit whose ladder it is."""
        return frozenset({self.unit})

    @classmethod
    def propose(  # noqa: PLR0913  (one argument a part of the proposal)
        cls,
        id: UUID,
        *,
        case: UUID,
        unit: UnitId,
        opinion: Handle | None,
        grounds: Handle | None,
        how_it_could_be_done: Handle | None,
        entry: str,
        act: Act,
        law: Law,
        with_units: tuple[UnitId, ...] = (),
        coordination: Handle | None = None,
    ) -> Self:
        """拟说"不": with opinion, basis and how it could be done; it then goes up."""
        ladder = ladder_of(law)
        given = present(opinion=opinion, basis=grounds, how_it_could_be_done=how_it_could_be_done)
        basis = law.cite(ladder.proposal_clause)
        require("the proposal", ladder.proposal_requires, given, basis)
        escalation = cls(id)
        proposed = EscalationProposed(
            unit=unit,
            level=Level(1),
            opinion=opinion or Handle(""),
            grounds=grounds or Handle(""),
            how_it_could_be_done=how_it_could_be_done or Handle(""),
            entry=entry,
            with_units=with_units,
            coordination=coordination,
            case=case,
            basis=basis,
            act=act,
        )
        escalation.step(proposed, "proposed", law)
        escalation.start(law.deadlines_from("proposed", act.occurred_at, {}), act, unit=unit)
        return escalation

    def entry_level(self, entry: str, law: Law, signed_by: Level | None = None) -> Level | None:
        """The level a kind of entry begins at, where the edition gives it one and all it asks for is there."""
        rule, told = ladder_of(law).entry_for(entry), self.proposed
        if rule is None or told is None:
            return None
        given = present(coordination=told.coordination)
        require_entry(law, rule, units={self.unit, *told.with_units}, signed_by=signed_by, given=given)
        return Level(rule.level)

    def raise_to(  # noqa: PLR0913  (one argument a part of the opinion)
        self,
        to: Level | None,
        holder: Holder | Vacancy,
        *,
        opinion: Handle | None,
        grounds: Handle | None,
        how_it_could_be_done: Handle | None,
        skipped_because: Handle | None,
        act: Act,
        law: Law,
        by_entry: bool = False,
    ) -> None:
        """提级: this level leaves its opinion and passes it up; a vacancy above alarms, never skips."""
        self._require_holder(act, law)
        ladder = ladder_of(law)
        target = to if by_entry and to else next_level(law, self.level, to, reason_given=bool(skipped_because))
        if self.level > 1:
            given = present(opinion=opinion, basis=grounds, how_it_could_be_done=how_it_could_be_done)
            require("this level's opinion", ladder.proposal_requires, given, law.cite(ladder.proposal_clause))
        rung = ladder.level(target)
        basis = law.cite(rung.clause)
        proposed = self.proposed.how_it_could_be_done if self.proposed and self.level == 1 else None
        require(
            f"going to level {target}",
            rung.requires,
            present(how_it_could_be_done=how_it_could_be_done or proposed),
            basis,
        )
        if isinstance(holder, Vacancy):
            stalled = EscalationStalled(
                at_level=target,
                vacant=holder.seats,
                skipped_because=skipped_because,
                opinion=opinion,
                grounds=grounds,
                how_it_could_be_done=how_it_could_be_done,
                basis=basis,
                act=act,
            )
            self.step(stalled, "raised", law)
            return
        raised = EscalationRaised(
            from_level=self.level,
            to_level=target,
            holder=holder.seat,
            deputised_for=holder.deputised_for,
            skipped_because=skipped_because,
            opinion=opinion,
            grounds=grounds,
            how_it_could_be_done=how_it_could_be_done,
            basis=basis,
            act=act,
        )
        self.step(raised, "raised", law)
        self._begin_level(act, law)

    def _begin_level(self, act: Act, law: Law) -> None:
        """The time that whoever holds the matter now has to decide."""
        facts = {"level": str(self.level)}
        self.start(law.deadlines_from("raised", act.occurred_at, facts), act, unit=self.unit)

    def resume(self, holder: Holder | Vacancy, act: Act, law: Law) -> None:
        """恢复: the vacant level has a holder again, whose time begins where nobody held it there before."""
        if self.is_stalled and isinstance(holder, Holder):
            was_on_its_way = self.level < self.stalled_at
            resumed = EscalationResumed(
                to_level=self.stalled_at, holder=holder.seat, deputised_for=holder.deputised_for, act=act
            )
            self.record(resumed)
            if was_on_its_way:
                self._begin_level(act, law)

    def hand_over(self, holder: Holder | Vacancy, act: Act, law: Law) -> None:
        """代理接手: the holder's seat fell vacant; its deputy decides at the same level, or an alarm stands."""
        if self.outcome is not None or self.is_stalled:
            return
        basis = law.cite(ladder_of(law).level(self.level).clause)
        if isinstance(holder, Vacancy):
            self.record(EscalationStalled(at_level=self.level, vacant=holder.seats, basis=basis, act=act))
        elif holder.seat != self.holder:
            resumed = EscalationResumed(
                to_level=self.level, holder=holder.seat, deputised_for=holder.deputised_for, basis=basis, act=act
            )
            self.record(resumed)

    def find_can_do(self, opinion: Handle, how: Handle, act: Act, law: Law) -> None:
        """能办: it can be done; back to handling."""
        self._require_holder(act, law)
        basis = law.cite(ladder_of(law).level(self.level).clause)
        self.step(EscalationCanDo(level=self.level, opinion=opinion, how=how, basis=basis, act=act), "can_do", law)
        self.start(law.deadlines_from("can_do", act.occurred_at, {}), act, unit=self.unit)

    def decide_final_no(self, said: FinalNo, act: Act, law: Law) -> None:
        """最终不能办: only here, on a ground the text names, with what it must say."""
        self._require_holder(act, law)
        require_last_level(law, self.level)
        basis = require_final_no(law, said)
        decided = EscalationFinalNo(
            level=self.level,
            reason=said.reason or Handle(""),
            grounds=said.basis or Handle(""),
            yes_suggestion=said.yes_suggestion or Handle(""),
            ground=said.ground,
            basis=basis,
            act=act,
        )
        self.step(decided, "final_no", law)
        self.start(law.deadlines_from("final_no", act.occurred_at, {}), act, unit=self.unit)

    def feed_back(self, mode: str, call_record: Handle | None, act: Act, law: Law) -> None:
        """反馈: tell the applicant what was decided; a phone call needs its record."""
        if self.outcome is None or self.is_fed_back:
            raise NothingToFeedBack("nothing to tell the applicant now", remedy="wait for the ladder's decision")
        ladder = ladder_of(law)
        basis = law.cite(ladder.reply_clause)
        needed = next((parts for known, parts in ladder.reply_modes.items() if known == mode), None)
        if needed is None:
            modes = ", ".join(ladder.reply_modes)
            raise NothingToFeedBack(f"no way of telling {mode!r}", remedy=f"use one of: {modes}", basis=basis)
        require(f"an answer by {mode}", needed, present(call_record=call_record), basis)
        fed_back = EscalationFedBack(outcome=self.outcome, mode=mode, call_record=call_record, basis=basis, act=act)
        self.step(fed_back, "fed_back", law)

    def apply(self, event: Event) -> None:
        """Assign from one fact."""
        super().apply(event)
        match event:
            case EscalationProposed():
                self._case, self.unit, self.basis = event.case, event.unit, event.basis
                self.level, self.holder, self.proposed = event.level, event.act.actor, event
            case EscalationRaised():
                self.level, self.holder = event.to_level, event.holder
            case EscalationStalled():
                self.is_stalled, self.stalled_at = True, event.at_level
            case EscalationResumed():
                self.is_stalled, self.level, self.holder = False, event.to_level, event.holder
            case EscalationCanDo():
                self.outcome = "can_do"
            case EscalationFinalNo():
                self.outcome, self.final_no = "final_no", event
            case EscalationFedBack():
                self.is_fed_back = True

    def _require_holder(self, act: Act, law: Law) -> None:
        basis = law.cite(ladder_of(law).clause)
        if self.outcome is not None:
            raise EscalationEnded(
                f"already decided: {self.outcome}",
                remedy="tell the applicant; a new matter needs a new proposal",
                basis=basis,
            )
        if self.is_stalled:
            raise EscalationIsStalled(
                f"nobody can decide at level {self.stalled_at}",
                remedy="fill the vacant seat or its deputy; a unit without a seat at this level must be given one",
                basis=basis,
            )
        if act.actor != self.holder:
            raise NotTheHolder(
                f"{act.actor} does not hold this matter",
                remedy=f"{self.holder} decides at level {self.level}",
                basis=basis,
            )
