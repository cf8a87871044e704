"""提级: the ladder of those who may, rung by rung, find a way or finally say no."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from domain.regulations.parts import ClauseId, Code, Named, Part, Words

LevelNo = Annotated[int, Field(ge=1)]


ProposalPart = Literal["opinion", "basis", "how_it_could_be_done"]
"""What a proposal may have to say, and each level's opinion on the way up."""


class Rung(Part):
    """One level of the ladder and the role that stands on it."""

    no: LevelNo
    """1 for the first level, one more for each."""
    role: Code
    """The text's role that stands here."""
    words: Words
    clause: ClauseId
    requires: tuple[Literal["how_it_could_be_done"], ...] = ()
    """What must be said to bring a matter up here, beside what every level says."""


class Entry(Part):
    """A situation in which an escalation begins above the first level."""

    when: Code
    """The situation; the proposal names it."""
    level: LevelNo
    """The level it begins at."""
    clause: ClauseId
    requires: tuple[Literal["coordination"], ...] = ()
    """What must be said besides: an account of what was tried with the others."""
    units_at_least: Annotated[int, Field(ge=1)] = 1
    """How many units the matter must concern."""
    signed_at: LevelNo | None = None
    """The level whose seat must propose it itself; anybody of the unit where absent."""


class Scope(Part):
    """What the upper levels are for: matters of certain classes, and no everyday business."""

    clause: ClauseId
    classes: tuple[Code, ...]
    """Tags, any of which a matter needs to go on."""
    above: LevelNo
    """The highest level an untagged matter reaches; whoever holds it there says what it is."""


class Ladder(Part):
    """The chain of levels and what each move needs."""

    clause: ClauseId
    levels: tuple[Rung, ...]
    """From the first person asked to the last who decides."""
    skip: Literal["forbidden", "with_reason"]
    """Whether a level may be passed over."""
    skip_clause: ClauseId
    entry: tuple[Entry, ...] = ()
    scope: Scope | None = None
    proposal_requires: tuple[ProposalPart, ...]
    """What a proposal must say, and each level's opinion on the way up."""
    proposal_clause: ClauseId
    verdicts: tuple[Literal["can_do", "unsure", "still_cannot", "final_no"], ...]
    """What a level may find."""
    final_no_level: LevelNo
    """The level that alone may say a final no."""
    final_no_requires: tuple[Literal["reason", "basis", "yes_suggestion"], ...]
    """What a final no must say."""
    final_no_clause: ClauseId
    final_no_grounds: tuple[Named, ...]
    """Grounds on which alone one may rest; whoever decides names one of them. None where the text names none."""
    feedback_role: Code | None = None
    """Who on the ladder tells the applicant of a final no; anybody of the unit where the text names nobody."""
    feedback_clause: ClauseId | None = None
    """Where the text says so. Without it nobody is held to `feedback_role`."""
    reply_modes: dict[Literal["phone", "written"], tuple[Literal["call_record"], ...]]
    """Ways to tell the applicant and what each needs besides."""
    reply_clause: ClauseId

    @model_validator(mode="after")
    def _levels_rise_one_by_one(self) -> Ladder:
        if [rung.no for rung in self.levels] != list(range(1, len(self.levels) + 1)):
            told = ", ".join(str(rung.no) for rung in self.levels)
            raise ValueError(f"levels of the ladder must be numbered 1, 2, 3 …, one after the other, and are {told}")
        named = [self.final_no_level, *(entry.level for entry in self.entry)]
        named += [entry.signed_at for entry in self.entry if entry.signed_at is not None]
        named += [self.scope.above] if self.scope else []
        if max(named) > len(self.levels):
            raise ValueError("the ladder names a level it does not have")
        if self.feedback_clause is not None and self.feedback_role is not None and self.feedback_level is None:
            raise ValueError(f"{self.feedback_role} tells the applicant, but stands on no level of the ladder")
        return self

    @property
    def feedback_level(self) -> int | None:
        """The level of the role that tells the applicant; None where it stands on none."""
        return next((rung.no for rung in self.levels if rung.role == self.feedback_role), None)

    def entry_for(self, situation: str) -> Entry | None:
        """How the ladder is entered in a situation; None where it begins at the bottom."""
        return next((entry for entry in self.entry if entry.when == situation), None)

    def level(self, no: int) -> Rung:
        """The rung of this number; KeyError if the ladder is not that high."""
        for rung in self.levels:
            if rung.no == no:
                return rung
        raise KeyError(no)
