"""Refused attempts: who tried what, which clause stood against it, when."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from adapters.http.parameters import Params
from adapters.http.question import Asked, Question
from adapters.http.shapes import Shape, Time


class RefusalsParams(Params):
    """Which."""

    case: UUID | None = None
    limit: Annotated[int, Field(ge=1, le=500)] = 50
    offset: Annotated[int, Field(ge=0, le=1_000_000)] = 0


class RefusalLine(Shape):
    """One refused attempt; it changed nothing."""

    actor: str
    role: str
    unit: str | None
    action: str
    target: str | None
    case: UUID | None
    code: str
    clause: str | None
    edition: str | None
    attempted_at: Time


class RefusalsAnswer(Shape):
    """Refused attempts, newest first."""

    items: list[RefusalLine]


def refusals(asked: Asked) -> RefusalsAnswer:
    """Those of a case, or all."""
    params: RefusalsParams = asked.params
    found = asked.api.refusals.of(params.case, limit=params.limit, offset=params.offset)
    return RefusalsAnswer(
        items=[
            RefusalLine(
                actor=each.actor,
                role=each.role,
                unit=each.unit,
                action=each.action,
                target=each.target,
                case=each.case,
                code=each.code,
                clause=each.basis.clause if each.basis else None,
                edition=each.basis.edition if each.basis else None,
                attempted_at=each.attempted_at,
            )
            for each in found
        ]
    )


QUESTIONS = (Question("/api/refusals", "refusals.read", "Refused attempts", RefusalsParams, RefusalsAnswer, refusals),)
