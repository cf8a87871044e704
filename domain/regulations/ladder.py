"""提级: the ladder of those who may, rung by rung, find a way or finally say no."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from domain.regulations.parts import ClauseId, Code, Part, Words

LevelNo = Annotated[int, Field(ge=1)]


class Rung(Part):
    """One level of the ladder and the role that stands on it."""

    no: LevelNo
    role: Code
    words: Words
    clause: ClauseId


class Entry(Part):
    """A situation in which an escalation begins above the first level."""

    when: Code
    level: LevelNo
    clause: ClauseId


class Ladder(Part):
    """The chain of levels and what each move needs."""

    clause: ClauseId
    levels: tuple[Rung, ...]
    skip: Literal["forbidden", "with_reason"]
    skip_clause: ClauseId
    entry: tuple[Entry, ...] = ()
    proposal_requires: tuple[Code, ...]
    proposal_clause: ClauseId
    verdicts: tuple[Literal["can_do", "unsure", "still_cannot", "final_no"], ...]
    final_no_level: LevelNo
    final_no_requires: tuple[Code, ...]
    final_no_clause: ClauseId
    final_no_grounds: tuple[Code, ...]
    feedback_role: Code
    reply_modes: dict[Literal["phone", "written"], tuple[Code, ...]]
    """Ways to tell the applicant and what each needs besides."""
    reply_clause: ClauseId

    @model_validator(mode="after")
    def _levels_rise_one_by_one(self) -> Ladder:
        if [rung.no for rung in self.levels] != list(range(1, len(self.levels) + 1)):
            raise ValueError("levels of the ladder must be numbered 1, 2, 3 …")
        if self.final_no_level > len(self.levels) or any(e.level > len(self.levels) for e in self.entry):
            raise ValueError("the ladder names a level it does not have")
        return self

    def level(self, no: int) -> Rung:
        """The rung of this number; KeyError if the ladder is not that high."""
        for rung in self.levels:
            if rung.no == no:
                return rung
        raise KeyError(no)
