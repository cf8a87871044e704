"""What may be established about a case or a unit, and what that leads to."""

from __future__ import annotations

from typing import Literal

from domain.regulations.parts import ClauseId, Code, Part, Source, Words
from domain.regulations.spans import Span


class FindingPart(Part):
    """Which of several things of one kind: a post that is not filled, a task that is done."""

    code: Code
    words: Words


class FindingKind(Part):
    """Something a rule or a person may establish, with the clause that makes it matter."""

    name: Code
    clause: ClauseId
    words: Words
    consequence: Literal["accountability", "none"]
    """What follows from it."""
    automatic: bool
    """Whether the consequence follows of itself; otherwise it is proposed to a person."""
    established_by: Literal["rule", "person"]
    """Whether a rule finds it, or a person."""
    source: Source = "clause"
    about: Literal["case", "unit"] = "case"
    """Whether it is established about a case, or about a unit in a period it is assessed for."""
    amount: Literal["none", "days", "percent", "points", "count"] = "none"
    """What it is measured in, where it is."""
    parts: tuple[FindingPart, ...] = ()
    """What it may be about, where it must name one."""


class Contest(Part):
    """申诉: until when a unit may hold what is established about it to be wrong."""

    clause: ClauseId
    within: Span
    """From when the finding was recorded, which is when the unit is told of it."""
    source: Source = "clause"
    """Whether the paper gives the time, or an office set it where it is silent."""
