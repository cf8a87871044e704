"""What may be asked of an assessment: a finding about a unit, and scores made known."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from application.commands.base import Code, Command, Text


class Assess(Command):
    """人工评分: of a kind the edition leaves to a person, in a term, with words and evidence."""

    unit: Code
    term: Code
    kind: Code
    note: Text
    evidence: Annotated[tuple[Text, ...], Field(min_length=1)]
    part: Code | None = None
    amount: Code | None = None


class PublishScores(Command):
    """公布得分: everybody's, in a term that is over."""

    authority: Code
    term: Code
