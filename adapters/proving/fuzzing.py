"""Sends the API whatever its OpenAPI document allows and what it does not, and holds each answer to the document."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from adapters.http.problems import MEDIA_TYPE, known_problems, type_of
from adapters.proving.knocking import Place
from application.access import MAY

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
LEFT_OUT = frozenset({"/api/clock/advance"})
"""It would play years of an empty city."""
REFUSED = 400
"""The first status that is not a success."""
OF_ONE_CASE = frozenset({"case", "id"})


@dataclass
class Fuzzed:
    """How often something was sent, and what was wrong with an answer."""

    sent: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)
    """Not as the document says."""
    untold: list[str] = field(default_factory=list)
    """Refusals that are no problem document with a code we know and its status."""
    half_done: list[str] = field(default_factory=list)
    """Refusals after which the store held more than before."""


def fuzzed(at: Place, examples: int) -> Fuzzed:
    """So many requests to each operation that the document allows, and as many that it does not."""
    found = Fuzzed()
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", at.app)
    for result in schema.get_all_operations():
        operation: Any = result.ok()  # type: ignore[union-attr]  # a document that cannot be read is raised by it
        if operation.path in LEFT_OUT:
            continue
        for mode in GenerationMode:
            _send(at, operation, mode, examples, found)
    return found


def _send(at: Place, operation: Any, mode: GenerationMode, examples: int, found: Fuzzed) -> None:  # noqa: ANN401  (schemathesis' own)
    """Always the same requests; half of those on a case are on one that there is, most by who may."""
    who_may = [seat for seat in at.roles if at.actions[operation.method.upper(), operation.path] in MAY[at.roles[seat]]]

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def one(data: st.DataObject) -> None:
        made = data.draw(operation.as_strategy(generation_mode=mode))
        for name in OF_ONE_CASE & set(made.path_parameters or {}):
            if data.draw(st.booleans()):
                made.path_parameters[name] = at.case
        seat = data.draw(st.sampled_from(who_may * 3 + list(at.roles)))
        before = at.head()
        answer = made.call(headers={"Authorization": f"Bearer {at.tokens[seat]}"})
        _judge(at, made, answer, before, found)

    with suppress(Unsatisfiable):  # who takes nothing can be sent nothing wrong
        one()


def _judge(at: Place, made: Any, answer: Any, before: int, found: Fuzzed) -> None:  # noqa: ANN401  (schemathesis' own)
    which = f"{made.operation.method.upper()} {made.operation.path} answered {answer.status_code}"
    found.sent += 1
    try:
        made.validate_response(answer, checks=CHECKS)
    except FailureGroup as wrong:
        found.wrong.append("; ".join([which, *map(str, wrong.exceptions)]))
    if answer.status_code >= REFUSED:
        found.refused += 1
        if not is_told(answer.status_code, answer.headers.get("content-type", [""])[0], answer.json()):
            found.untold.append(f"{which}: {answer.text}")
        if at.head() != before:
            found.half_done.append(which)


def is_told(status: int, media_type: str, said: Mapping[str, Any]) -> bool:
    """Whether a refusal is a problem document with a code we know, and the status that goes with it."""
    code = said.get("code", "")
    known, _ = known_problems().get(code, (None, ""))
    return media_type == MEDIA_TYPE and known == status == said.get("status") and said.get("type") == type_of(code)
