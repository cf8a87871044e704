"""Use cases of a ranking: who stands for it, with which score, corrected, looked at for its conditions, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import msgspec

from application import commands as c
from application.calls import Call, Outcome
from application.commands.ranking import CheckConditions, CorrectScore, ScoreCandidate, WithdrawCandidate
from application.desk import Desk, Now
from domain.aggregates.base import Aggregate
from domain.aggregates.candidacy import AlreadyNominated, AlreadyWithdrawn, Candidacy, candidacy_stream
from domain.calendar.terms import Term
from domain.errors import NotFound
from domain.events.ranking import CandidateNominated, CandidateRescored, CandidateScored
from domain.rules.law import Law
from domain.values import Act, AuthorityId, UnitId


@dataclass(frozen=True)
class Rankings:
    """排名: by the edition in force on the last day of the year, or now while the year runs."""

    desk: Desk

    def nominate(self, command: c.Nominate, call: Call) -> Outcome:
        """提名参评. Raises NotFound, AlreadyNominated, AlreadyWithdrawn."""
        authority, year = AuthorityId(command.authority), Term(command.year)
        id = candidacy_stream(authority, command.ranking, str(year), command.candidate)

        def decide() -> tuple[Aggregate, ...]:
            self.desk.unit(command.unit, authority)
            act = self.desk.act(call, command, id)
            law = self._law(authority, year, act)
            now = Now(act, law, self.desk.texts, id, call.command_id)
            try:
                known = self.desk.store.get(Candidacy, id)
            except NotFound:
                nominated = CandidateNominated(
                    authority=authority,
                    ranking=command.ranking,
                    year=str(year),
                    candidate=command.candidate,
                    unit=UnitId(command.unit),
                    act=msgspec.structs.replace(act, evidence=now.texts("evidence", command.evidence)),
                )
                return (Candidacy.nominate(nominated, law),)
            if known.is_withdrawn:
                raise AlreadyWithdrawn(
                    f"{command.candidate} was withdrawn from {command.ranking} of {year}",
                    remedy="read its history for when and why; it may stand again next year",
                )
            raise AlreadyNominated(
                f"{command.candidate} stands for {command.ranking} of {year} already", remedy="give it its score"
            )

        return self.desk.perform("rankings.nominate", call, command, decide, {"id": str(id)})

    def score_candidate(self, id: UUID, command: ScoreCandidate, call: Call) -> Outcome:
        """计分."""

        def tell(it: Candidacy, now: Now) -> None:
            it.give_score(command.score, now.text("note", command.note), now.act, now.law)

        return self._change(id, "rankings.score", command, call, tell)

    def correct_score(self, id: UUID, command: CorrectScore, call: Call) -> Outcome:
        """更正计分."""

        def tell(it: Candidacy, now: Now) -> None:
            scored = [
                place.position
                for place, fact in self.desk.store.stream(id)
                if isinstance(fact, CandidateScored | CandidateRescored)
            ]
            reason = now.text("reason", command.reason)
            it.correct_score(command.score, reason, scored[-1] if scored else 0, now.act, now.law)

        return self._change(id, "rankings.score", command, call, tell)

    def check_conditions(self, id: UUID, command: CheckConditions, call: Call) -> Outcome:
        """审核条件."""

        def tell(it: Candidacy, now: Now) -> None:
            it.check(now.text("note", command.note), now.act, now.law, meets=command.meets)

        return self._change(id, "rankings.check", command, call, tell)

    def withdraw_candidate(self, id: UUID, command: WithdrawCandidate, call: Call) -> Outcome:
        """退出参评."""

        def tell(it: Candidacy, now: Now) -> None:
            it.withdraw(now.text("reason", command.reason), now.act)

        return self._change(id, "rankings.nominate", command, call, tell)

    def _change(
        self,
        id: UUID,
        action: str,
        command: ScoreCandidate | CorrectScore | CheckConditions | WithdrawCandidate,
        call: Call,
        tell: Callable[[Candidacy, Now], None],
    ) -> Outcome:
        def change(it: Candidacy) -> None:
            act = self.desk.act(call, command, id)
            now = Now(act, self._law(it.authority, Term(it.year), act), self.desk.texts, id, call.command_id)
            act = msgspec.structs.replace(act, evidence=now.texts("evidence", command.evidence))
            tell(it, Now(act, now.law, now.vault, id, call.command_id))

        return self.desk.change(Candidacy, id, action, call, command, change)

    def _law(self, authority: AuthorityId, year: Term, act: Act) -> Law:
        return self.desk.law_for(authority, min(act.told_at, year.last_moment))
