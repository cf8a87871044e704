"""What may be established about a case or a unit, and what that leads to."""

from __future__ import annotations

from typing import Literal

from domain.regulations.parts import ClauseId, Code, Part, Source, Words


class FindingKind(Part):
    """Something a rule or a person may establish, with the clause that makes it matter."""

    name: Code
    clause: ClauseId
    words: Words
    consequence: Literal["accountability", "none"]
    automatic: bool
    """Whether the consequence follows of itself; otherwise it is proposed to a person."""
    established_by: Literal["rule", "person"]
    source: Source = "clause"
