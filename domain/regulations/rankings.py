"""排名: who is ranked, and what the first and the last ones are proposed for."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from domain.regulations.parts import ClauseId, Code, Part, Words


class RankGroup(Part):
    """The first or the last so many of a field, and what that is proposed for."""

    code: Code
    words: Words
    clause: ClauseId
    end: Literal["first", "last"]
    """Which end of the field."""
    places: Annotated[int, Field(ge=1)]
    """How many of it."""
    on_condition: bool = False
    """Only who meets conditions that people check; nobody moves up instead."""
    carried_over: bool = False
    """Whether they are assessed again the year after."""


class Ranking(Part):
    """A field ranked by its scores, the best first; equal scores share a place."""

    words: Words
    clause: ClauseId
    groups: tuple[RankGroup, ...]
    ties: Literal["undecided", "all_in", "strict_cut"] = "undecided"
    """What becomes of a tie at the line of a group: left to people, all of them in, or cut in the order of names."""
    moves_up: bool = False
    """Whether somebody moves up for who does not meet the conditions."""
    overlap: Literal["refused", "allowed"] = "refused"
    """Whether a field may be so small that the first and the last ones are the same."""
