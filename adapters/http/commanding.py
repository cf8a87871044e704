"""Does commands: who asks, which command it is, one use case in a thread, what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from anyio import CapacityLimiter, to_thread
from pydantic import Field, TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from adapters.http.asking import invalid
from adapters.http.attempts import Attempt
from adapters.http.bearer import who_calls
from adapters.http.bodies import read_body, require_json_wanted
from adapters.http.command_ids import command_id
from adapters.http.entitled import require_may_ask
from adapters.http.needs import Api
from adapters.http.parameters import Word
from adapters.http.preconditions import etag, matched_version
from adapters.http.refused import MovedOn
from adapters.http.shapes import Shape
from adapters.http.visibility import require_touchable
from application.access import require_role
from application.calls import Call, Outcome
from application.commands import Command, ProposeNo
from application.desk import ChangedMeanwhile
from application.verbs import BY_CODE, Verb
from domain.errors import VersionConflict

CREATED, DONE = 201, 200
LOCATIONS = {
    "complaints": "/api/cases/{id}",
    "escalations": "/api/escalations/{id}",
    "obligations": "/api/obligations/{id}",
    "shifts": "/api/shifts/{id}",
    "samples": "/api/samples/{id}",
    "grants": "/api/grants",
    "rankings": "/api/rankings/{id}",
}
"""Where what was created can be seen."""


class Done(Shape):
    """What a command did."""

    id: UUID = Field(description="The stream it wrote to.")
    version: int
    position: int = Field(description="Of its last fact; send it back as X-Position to read your own write.")
    facts: tuple[str, ...] = Field(description="Topics recorded, in order; empty for a repeated command.")
    repeated: bool = Field(description="It had been done before; this is what came of it then.")


class OfId(Shape):
    """The id of a stream, from the path."""

    id: UUID


class OfCode(Shape):
    """The code of an authority or a unit, from the path."""

    id: Word


BY_ID: TypeAdapter[OfId] = TypeAdapter(OfId)
OF_CODE: TypeAdapter[OfCode] = TypeAdapter(OfCode)


@dataclass(frozen=True)
class Commanding:
    """One verb's endpoint."""

    api: Api
    verb: Verb
    limiter: CapacityLimiter

    @property
    def action(self) -> str:
        """What the access table calls it."""
        return self.verb.action

    async def __call__(self, request: Request) -> Response:
        """Do it."""
        api, verb, run = self.api, self.verb, partial(to_thread.run_sync, limiter=self.limiter)
        who = await run(who_calls, request.headers, api.identities, verb.action)
        headers = request.headers
        attempt = Attempt(who, verb.action, command_id=command_id(headers.get("idempotency-key"), who))
        request.state.attempt = attempt
        require_role(who.role, verb.action)
        require_json_wanted(request)
        target = self._target(request)
        seen = matched_version(headers.get("if-match"))
        command = self._command(await read_body(request))
        request.state.attempt = attempt = await run(self._named, attempt, target, command)
        outcome = await run(self._do, attempt, target, command, seen)
        done = Done.model_validate(outcome)
        said = {"X-Position": str(outcome.position), "Cache-Control": "no-store"}
        if isinstance(target, UUID) or verb.target == "none":
            said["ETag"] = etag(outcome.version)
        if verb.resource in LOCATIONS and verb.target == "none":
            said["Location"] = LOCATIONS[verb.resource].format(id=outcome.id)
        return Response(done.model_dump_json(), CREATED if verb.target == "none" else DONE, said, "application/json")

    def _target(self, request: Request) -> UUID | str | None:
        if self.verb.target == "none":
            return None
        try:
            named = OF_CODE if self.verb.target in BY_CODE else BY_ID
            return named.validate_python(dict(request.path_params)).id
        except ValidationError as error:
            raise invalid(error) from error

    def _command(self, body: bytes) -> Command:
        try:
            return self.verb.command.model_validate_json(body)
        except ValidationError as error:
            raise invalid(error) from error

    def _named(self, attempt: Attempt, target: UUID | str | None, command: Command) -> Attempt:
        """The attempt with what it is made on, and the case that belongs to."""
        case = command.complaint if isinstance(command, ProposeNo) else None
        if isinstance(target, UUID):
            first = next(iter(self.api.house.desk.store.stream(target)), None)
            case = first[1].case if first else None
        return replace(attempt, target=None if target is None else str(target), case=case)

    def _do(self, attempt: Attempt, target: UUID | str | None, command: Command, seen: int | None) -> Outcome:
        who, verb = attempt.who, self.verb
        require_touchable(self.api, who, verb, target, command)
        require_may_ask(self.api, who, verb, target)
        assert attempt.command_id is not None  # noqa: S101  (every command has one)
        call = Call(who.seat, who.role, attempt.command_id, unit=who.unit, expected_version=seen)
        if seen is not None:
            self._require_seen(target, seen, attempt.command_id)
        try:
            return verb.call(self.api.house, target, command, call)
        except (ChangedMeanwhile, VersionConflict) as moved:
            if seen is None:
                raise
            raise MovedOn(self._current(target)) from moved

    def _require_seen(self, target: UUID | str | None, seen: int, id: UUID) -> None:
        """Refuse early where the caller saw another version, unless this is a retry of what was done."""
        if isinstance(target, str):
            return  # a code names no stream here; the use case compares
        current = self._current(target)
        if current != seen and self.api.house.desk.store.find_command(id) is None:
            raise MovedOn(current)

    def _current(self, target: UUID | str | None) -> int | None:
        if not isinstance(target, UUID):
            return None
        rows = self.api.facts.stream_rows(target, 0)
        return rows[-1].version if rows else None
