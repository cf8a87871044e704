"""Refusals and failures as RFC 9457 problem documents: the one place that gives them a status."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from eventsourcing.persistence import OperationalError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from adapters.http.refused import EdgeRefused
from application.mapper import NotRecordable
from application.store import Busy, OutcomeUnknown
from domain.errors import Refused

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER = "1"
"""Seconds."""

STATUS: dict[str, int] = {
    "access.too_many_attempts": 429,
    "search.word_too_short": 422,
    "file.unknown": 404,
    "log.tile_unknown": 404,
    "file.too_large": 413,
    "file.type_not_allowed": 415,
    "material.unknown": 404,
    "instruction.none_open": 409,
    "material.nothing_added": 422,
    "not_found": 404,
    "text.unknown": 404,
    "escalation.not_the_holder": 403,
    "complaint.not_held_by_unit": 403,
    "notice.not_addressed": 403,
    "late_entry.not_allowed": 403,
    "parts.missing": 422,
    "extension.missing_parts": 422,
    "extension.exceeds_cap": 422,
    "text.too_long": 422,
    "complaint.consent_missing": 422,
    "complaint.not_an_emergency_number": 422,
    "authority.effective_too_early": 422,
    "clause.no_limit": 422,
    "clause.governed_elsewhere": 422,
    "view.unknown_column": 422,
    "edition.unknown": 422,
    "clause.unknown": 422,
    "deadline.ended": 409,
    "deadline.unknown": 422,
    "finding.unknown": 422,
    "follow_up.unknown": 422,
    "archive.item_unknown": 422,
    "reply.defect_unknown": 422,
    "unit.seat_unknown": 422,
    "casework.code_unknown": 422,
    "verification.not_on_site": 422,
    "extension.no_ground": 422,
    "extension.not_later": 422,
    "order.without_unit": 422,
    "follow_up.not_the_asker": 403,
    "dispatch.needs_meeting": 403,
    "identity.needs_second_person": 403,
    "identity.concerned_unit": 403,
    "matter.not_your_list": 403,
    "matter.kind_unknown": 422,
    "matter.day_past": 422,
    "matter.not_on_the_list": 422,
    "deadline.no_special_period": 422,
    "sample.not_the_sampler": 403,
    "sample.check_unknown": 422,
    "sample.not_drawn": 422,
    "review.no_grant": 403,
    "review.own_case": 403,
    "review.own_grant": 403,
    "review.no_day": 422,
}
"""Code → status, where the kind of the code does not say it."""

KINDS: dict[str, int] = {"access": 403, "intake": 422, "due": 422}
"""First part of a code → status. What is neither here nor above conflicts with how things stand: 409."""


class Problem(BaseModel):
    """Why something was not done, and what would make it possible (RFC 9457)."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"description": "A problem document (RFC 9457)."})

    type: str = Field(description="Where the code is explained: `/api/problems/{code}`.")
    title: str = Field(description="What is wrong, in general.")
    status: int
    detail: str = Field(description="What is wrong, here.")
    code: str = Field(description="Permanent.")
    remedy: str = Field(default="", description="What would make it allowed.")
    clause: str | None = Field(default=None, description="The clause that speaks against it.")
    edition: str | None = None
    edition_hash: str | None = None
    missing: list[str] | None = Field(default=None, description="Parts a document lacks.")
    errors: list[dict[str, Any]] | None = Field(default=None, description="Fields that are wrong: `field`, `says`.")
    current_version: int | None = Field(default=None, description="The version now, where If-Match named another.")
    command_id: str | None = Field(default=None, description="Repeat with this Idempotency-Key.")


def known_codes() -> dict[str, type[Refused]]:
    """Every code a refusal may have, with its class."""
    return {kind.code: kind for kind in sorted(_kinds(Refused), key=lambda kind: kind.code)}


def title_of(kind: type[Refused]) -> str:
    """The general sentence of a refusal: the first line of its docstring."""
    return (kind.__doc__ or kind.code).strip().splitlines()[0].rstrip(".")


def status_of(kind: type[Refused]) -> int:
    """The status a refusal is answered with."""
    if issubclass(kind, EdgeRefused):
        return kind.status
    return STATUS.get(kind.code) or KINDS.get(kind.code.partition(".")[0], 409)


def of_refusal(refused: Refused, command_id: str | None = None) -> Response:
    """A refusal, with the clause against it and what would make it allowed."""
    basis = refused.basis
    problem = Problem(
        type=type_of(refused.code),
        title=title_of(type(refused)),
        status=status_of(type(refused)),
        detail=refused.detail,
        code=refused.code,
        remedy=refused.remedy,
        clause=basis.clause if basis else None,
        edition=basis.edition if basis else None,
        edition_hash=basis.hash if basis else None,
        missing=list(getattr(refused, "missing", ())) or None,
        errors=getattr(refused, "errors", None),
        current_version=getattr(refused, "current_version", None),
        command_id=command_id,
    )
    return answered(problem, refused.headers if isinstance(refused, EdgeRefused) else {})


def of_failure(
    failure: Exception, command_id: str | None = None, unavailable: tuple[type[Exception], ...] = ()
) -> Response:
    """Anything else that went wrong, never with its inside. Raises what it does not know."""
    headers: dict[str, str] = {}
    match failure:
        case Busy():
            code, remedy = "store.busy", "send the same again shortly"
        case OutcomeUnknown():
            code, remedy = "store.outcome_unknown", REPEAT
        case OperationalError():
            code, remedy = "store.unavailable", REPEAT
        case _ if isinstance(failure, unavailable):
            code, remedy = "views.unavailable", "ask again shortly"
        case NotRecordable():
            code, remedy = "request.not_recordable", f"correct it: {failure}"
        case OverflowError():
            code, remedy = "time.out_of_range", "give a nearer time"
        case HTTPException():
            code, remedy = HTTP.get(failure.status_code, (f"http.{failure.status_code}", ""))
            headers = dict(failure.headers or {})
        case _:
            code, remedy = "internal", "tell whoever runs this; nothing you sent was at fault"
    status, title = FAILURES.get(code) or _of_http(failure)
    if status in {503, 504}:
        headers["Retry-After"] = RETRY_AFTER
    problem = Problem(
        type=type_of(code), title=title, status=status, detail=title, code=code, remedy=remedy, command_id=command_id
    )
    return answered(problem, headers)


REPEAT = "send the same again with the same Idempotency-Key: what was stored stays stored once"
HTTP: dict[int, tuple[str, str]] = {
    404: ("http.no_such_path", "see /api/docs"),
    405: ("http.method", "see the Allow header"),
}
FAILURES: dict[str, tuple[int, str]] = {
    "http.method": (405, "This path does not take that method"),
    "http.no_such_path": (404, "There is nothing at this path"),
    "internal": (500, "Something went wrong here"),
    "request.not_recordable": (422, "Something in it cannot be kept"),
    "store.busy": (503, "Too much is waiting; nothing of this was stored"),
    "store.outcome_unknown": (504, "It is not known whether this was stored"),
    "store.unavailable": (503, "The store cannot be reached"),
    "time.out_of_range": (422, "A time lies beyond any calendar"),
    "views.unavailable": (503, "The database cannot be reached"),
}
"""Code of what is no refusal of ours → status, and the general sentence."""


def _of_http(failure: Exception) -> tuple[int, str]:
    assert isinstance(failure, HTTPException)  # noqa: S101  (every other failure has its code above)
    return failure.status_code, failure.detail


def known_problems() -> dict[str, tuple[int, str]]:
    """Every code a problem may have, refusals and failures, with its status and general sentence."""
    refusals = {code: (status_of(kind), title_of(kind)) for code, kind in known_codes().items()}
    return dict(sorted({**refusals, **FAILURES}.items()))


def type_of(code: str) -> str:
    """Where a code is explained."""
    return f"/api/problems/{code}"


def answered(problem: Problem, headers: dict[str, str]) -> Response:
    """A problem as a response."""
    body = problem.model_dump_json(exclude_none=True)
    return Response(body, problem.status, {"Cache-Control": "no-store", **headers}, MEDIA_TYPE)


def _kinds(kind: type[Refused]) -> Iterator[type[Refused]]:
    for below in kind.__subclasses__():
        yield below
        yield from _kinds(below)
