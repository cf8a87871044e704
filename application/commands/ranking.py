"""What may be asked of a ranking: who stands for it, the score, whether the conditions are met, who withdraws."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from application.commands.base import Code, Command, Text

Post = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[a-z0-9][a-z0-9._-]*$")]
"""A post or a station by its code; a name cannot be written so."""
Evidence = Annotated[tuple[Text, ...], Field(min_length=1)]


class Nominate(Command):
    """提名参评: a post or a station, for a ranking of a year."""

    authority: Code
    ranking: Code
    year: Code
    candidate: Post
    unit: Code
    evidence: Evidence


class ScoreCandidate(Command):
    """计分: what the votes and marks came to, with the sheet they were counted on."""

    score: Code
    note: Text
    evidence: Evidence


class CorrectScore(Command):
    """更正计分: the count was wrong; why, and what shows it."""

    score: Code
    reason: Text
    evidence: Evidence


class CheckConditions(Command):
    """审核条件: whether the candidate meets what the text asks for beside the score."""

    meets: bool
    note: Text
    evidence: Evidence


class WithdrawCandidate(Command):
    """退出参评: stands no more; why, and the paper it rests on."""

    reason: Text
    evidence: Evidence
