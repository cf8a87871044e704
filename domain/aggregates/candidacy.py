"""参评: one post or station in one ranking of one year, with its score and whether it meets the conditions."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Self
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.aggregates.subject import Subject
from domain.calendar.terms import Term
from domain.errors import Refused
from domain.events.base import Event
from domain.events.ranking import (
    CandidateChecked,
    CandidateNominated,
    CandidateRescored,
    CandidateScored,
    CandidateWithdrawn,
)
from domain.rules.law import Law
from domain.values import Act, AuthorityId, Citation, Handle, UnitId

HIGHEST = 1000
"""Beyond any score of a text."""


class RankingNotForeseen(Refused):
    """The text ranks nothing of that name."""

    code = "ranking.not_foreseen"


class NotAYear(Refused):
    """A ranking is of a year."""

    code = "ranking.not_a_year"


class AlreadyNominated(Refused):
    """It stands for this ranking already."""

    code = "ranking.already_nominated"


class ScoreUnreadable(Refused):
    """A score is a figure."""

    code = "ranking.score_unreadable"


class AlreadyScored(Refused):
    """It has a score, which a correction may take the place of."""

    code = "ranking.already_scored"


class NothingToCorrect(Refused):
    """It has no score yet, or this very one."""

    code = "ranking.nothing_to_correct"


class AlreadyWithdrawn(Refused):
    """It stands for this ranking no more."""

    code = "ranking.already_withdrawn"


def candidacy_stream(authority: AuthorityId, ranking: str, year: str, candidate: str) -> UUID:
    """The stream of one candidate in one ranking of one year."""
    return uuid5(NAMESPACE_URL, f"tiji:candidacy:{authority}:{ranking}:{year}:{candidate}")


class Candidacy(Subject):
    """One candidate: nominated once, scored once, scored anew as often as a count was wrong; out once withdrawn."""

    opens_with = CandidateNominated

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.authority = AuthorityId("")
        self.ranking = ""
        self.year = ""
        self.unit = UnitId("")
        self.score: str | None = None
        self.is_withdrawn = False

    @classmethod
    def nominate(cls, nominated: CandidateNominated, law: Law) -> Self:
        """提名. Raises RankingNotForeseen, NotAYear."""
        ranking = law.edition.rankings.get(nominated.ranking)
        if ranking is None:
            known = ", ".join(law.edition.rankings)
            raise RankingNotForeseen(
                f"{law.edition.id} ranks no {nominated.ranking!r}",
                remedy=f"its rankings are: {known}" if known else "ask the authority whose text has rankings",
            )
        term = Term(nominated.year)
        if term != term.year:
            raise NotAYear(f"{term} is no year", remedy=f"name the year, {term.year}", basis=law.cite(ranking.clause))
        it = cls(candidacy_stream(nominated.authority, nominated.ranking, nominated.year, nominated.candidate))
        it.record(nominated)
        return it

    def give_score(self, score: str, note: Handle, act: Act, law: Law) -> None:
        """计分. Raises AlreadyWithdrawn, ScoreUnreadable, AlreadyScored."""
        self._require_standing()
        if self.score is not None:
            raise AlreadyScored(f"its score is {self.score}", remedy="correct it and say why", basis=self._basis(law))
        self.record(CandidateScored(score=_figure(score), note=note, basis=self._basis(law), act=act))

    def correct_score(self, score: str, reason: Handle, corrects: int, act: Act, law: Law) -> None:
        """更正计分. Raises AlreadyWithdrawn, ScoreUnreadable, NothingToCorrect."""
        self._require_standing()
        figure = _figure(score)
        if self.score is None or Decimal(self.score) == Decimal(figure):
            raise NothingToCorrect(
                "it has no score yet" if self.score is None else f"its score is {self.score} already",
                remedy="give it its score" if self.score is None else "nothing is left to do",
                basis=self._basis(law),
            )
        self.record(CandidateRescored(score=figure, reason=reason, corrects=corrects, basis=self._basis(law), act=act))

    def check(self, note: Handle, act: Act, law: Law, *, meets: bool) -> None:
        """审核条件. Raises AlreadyWithdrawn."""
        self._require_standing()
        self.record(CandidateChecked(meets=meets, note=note, basis=self._basis(law), act=act))

    def withdraw(self, reason: Handle, act: Act) -> None:
        """退出参评. Raises AlreadyWithdrawn."""
        self._require_standing()
        self.record(CandidateWithdrawn(reason=reason, act=act))

    def apply(self, event: Event) -> None:
        """What it stands for, its score, and whether it still stands."""
        match event:
            case CandidateNominated():
                self.authority, self.ranking, self.year = event.authority, event.ranking, event.year
                self.unit = event.unit
            case CandidateScored() | CandidateRescored():
                self.score = event.score
            case CandidateWithdrawn():
                self.is_withdrawn = True
            case _:
                super().apply(event)

    def _require_standing(self) -> None:
        if self.is_withdrawn:
            raise AlreadyWithdrawn("it was withdrawn from this ranking", remedy="read its history for when and why")

    def _basis(self, law: Law) -> Citation | None:
        """The clause of its ranking, in the text in force."""
        ranking = law.edition.rankings.get(self.ranking)
        return law.cite(ranking.clause) if ranking else None


def _figure(told: str) -> str:
    """A score, exactly. Raises ScoreUnreadable."""
    try:
        figure = Decimal(told)
    except InvalidOperation:
        figure = Decimal(-1)
    if not figure.is_finite() or not 0 <= figure <= HIGHEST:
        raise ScoreUnreadable(f"{told!r} is no score", remedy=f"give a figure from 0 to {HIGHEST}, 94.3")
    return f"{figure:f}"
