"""指标: a share of cases, in percent, with what is counted above and below the line."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from domain.regulations.parts import ClauseId, Code, Part, Words


class Rate(Part):
    """An indicator: of what, how it is counted, to how many decimals it is shown."""

    words: Words
    clause: ClauseId
    counts: Literal["told_in_time", "closed_in_time", "solved", "satisfied", "replied", "closed"]
    """What is counted, of what: the closed vocabulary of `domain.rules.indicators`."""
    limit: Code = ""
    """Name of the limits it is about, `handle`; empty where it is about no limit."""
    place: int = 0
    """Among the others, as the text lists them."""
    decimals: Annotated[int, Field(ge=0, le=6)] = 2
    """To how many decimals it is shown."""
