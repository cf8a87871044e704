"""Moves a simulation's clock forward, stopping wherever a deadline passes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from anyio import CapacityLimiter, to_thread
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from adapters.http.asking import invalid
from adapters.http.bearer import who_calls
from adapters.http.bodies import read_body
from adapters.http.needs import Api
from adapters.http.parameters import Instant
from adapters.http.refused import OnlyForward
from adapters.http.shapes import Shape, Time
from application.access import require_role

PATH, ACTION = "/api/clock/advance", "clock.advance"


class Advance(BaseModel):
    """Until when."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    to: Instant = Field(description="A later instant, with its offset.")


class Advanced(Shape):
    """Where the clock stands, and what is known."""

    now: Time
    position: int


@dataclass(frozen=True)
class Advancing:
    """The clock's endpoint. It exists in a simulation only."""

    api: Api
    limiter: CapacityLimiter
    action: str = ACTION

    async def __call__(self, request: Request) -> Response:
        """Move it. Raises OnlyForward."""
        run = partial(to_thread.run_sync, limiter=self.limiter)
        who = await run(who_calls, request.headers, self.api.identities, ACTION)
        require_role(who.role, ACTION)
        try:
            wanted = Advance.model_validate_json(await read_body(request))
        except ValidationError as error:
            raise invalid(error) from error
        await run(self._advance, wanted)
        desk = self.api.house.desk
        done = Advanced(now=desk.clock.now(), position=desk.store.head())
        return Response(
            done.model_dump_json(),
            200,
            {"Cache-Control": "no-store", "X-Position": str(done.position)},
            "application/json",
        )

    def _advance(self, wanted: Advance) -> None:
        assert self.api.advance_clock is not None  # noqa: S101  (else there is no such path)
        try:
            self.api.advance_clock(wanted.to)
        except ValueError as earlier:
            now = self.api.house.desk.clock.now()
            raise OnlyForward(f"it is {now} there already", remedy="give a later instant") from earlier
