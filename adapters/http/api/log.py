"""Proofs of the transparency log, as JSON; checkpoint and tiles are files of their own."""

from __future__ import annotations

from base64 import b64encode
from typing import Annotated

from pydantic import Field

from adapters.http.parameters import Params
from adapters.http.question import Asked, Question
from adapters.http.shapes import Shape

Position = Annotated[int, Field(ge=0, le=2**53)]


class InclusionParams(Params):
    """Which fact, in which tree."""

    position: Annotated[int, Field(ge=1, le=2**53)]
    size: Position | None = Field(default=None, description="Of the tree; else that of the newest checkpoint.")


class ConsistencyParams(Params):
    """Which two trees."""

    old: Position
    size: Position | None = Field(default=None, description="Of the later tree; else that of the newest checkpoint.")


class InclusionProof(Shape):
    """Shows that a fact stands at its position: RFC 6962, hashes as base64, the lowest first."""

    position: int
    index: int = Field(description="Of the leaf: position − 1.")
    size: int
    entry: str = Field(description="The line whose SHA-256 after a zero byte is the leaf.")
    leaf: str
    root: str
    proof: list[str]


class ConsistencyProof(Shape):
    """Shows that one tree only added to another: RFC 6962, hashes as base64."""

    old: int
    size: int
    old_root: str
    root: str
    proof: list[str]


def inclusion(asked: Asked) -> InclusionProof:
    """That a fact is in the log. Raises NotSealedYet."""
    params: InclusionParams = asked.params
    found = asked.api.log.inclusion(params.position, params.size)
    return InclusionProof(
        position=found.position,
        index=found.position - 1,
        size=found.size,
        entry=found.entry,
        leaf=_base64(found.leaf),
        root=_base64(found.root),
        proof=[_base64(each) for each in found.proof],
    )


def consistency(asked: Asked) -> ConsistencyProof:
    """That the log only grew. Raises NotSealedYet."""
    params: ConsistencyParams = asked.params
    found = asked.api.log.consistency(params.old, params.size)
    return ConsistencyProof(
        old=found.old,
        size=found.size,
        old_root=_base64(found.old_root),
        root=_base64(found.root),
        proof=[_base64(each) for each in found.proof],
    )


def _base64(raw: bytes) -> str:
    return b64encode(raw).decode()


QUESTIONS = (
    Question("/api/log/inclusion", "log.read", "That a fact is in the log", InclusionParams, InclusionProof, inclusion),
    Question(
        "/api/log/consistency", "log.watch", "That the log only grew", ConsistencyParams, ConsistencyProof, consistency
    ),
)
