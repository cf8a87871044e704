"""Answers questions: who asks, which moment, one call in a thread, one answer that says its moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from anyio import CapacityLimiter, to_thread
from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from adapters.http.attempts import Attempt
from adapters.http.bearer import who_calls
from adapters.http.bodies import require_json_wanted
from adapters.http.looking import Eyes, put_on_record
from adapters.http.moments import Moment, exactly, moment_of, reach
from adapters.http.needs import Api
from adapters.http.parameters import POSITION, OfCase, Params, Timed, gathered
from adapters.http.preconditions import etag, is_known
from adapters.http.question import Asked, Question, Said
from adapters.http.refused import Invalid, Unreadable
from application.access import require_role
from application.identity import Identity

REVALIDATE = "private, no-cache"


@dataclass(frozen=True)
class Asking:
    """One question's endpoint."""

    api: Api
    question: Question
    limiter: CapacityLimiter

    @property
    def action(self) -> str:
        """What the access table calls it."""
        return self.question.action

    async def __call__(self, request: Request) -> Response:
        """Answer."""
        api, question, run = self.api, self.question, partial(to_thread.run_sync, limiter=self.limiter)
        who = await run(who_calls, request.headers, api.identities, question.action)
        request.state.attempt = Attempt(who, question.action)
        require_role(who.role, question.action)
        require_json_wanted(request)
        params = self._params(request)
        if isinstance(params, OfCase):
            request.state.attempt = Attempt(who, question.action, str(params.case), params.case)
        if not isinstance(params, Timed):
            return self._response(request, await run(self._untimed, who, params))
        moment = await run(moment_of, api, params, seen_position(request))
        await reach(api.reader, moment.needs, self.limiter)
        said, position = await run(self._timed, who, params, moment)
        if question.watched and isinstance(params, OfCase) and request.method == "GET":
            eyes = Eyes(who, position, moment.at)
            await run(put_on_record, api, params.case, eyes, question.watched, said.body)
        tag = etag_of(said) if moment.as_of is None else None
        body = said.body.model_copy(update={"as_of": position, "at": moment.at})
        headers = {**said.headers, "X-Position": str(position)}
        return self._response(request, replace(said, body=body, headers=headers), tag)

    def _params(self, request: Request) -> Params:
        try:
            return self.question.params.model_validate(gathered(request.query_params, request.path_params))
        except ValidationError as error:
            raise invalid(error) from error

    def _untimed(self, who: Identity, params: Params) -> Said:
        asked = Asked(self.api, who, params, None, self.api.house.desk.clock.now())
        return _said(self.question.ask(asked))

    def _timed(self, who: Identity, params: Timed, moment: Moment) -> tuple[Said, int]:
        def ask(as_of: int | None) -> Said:
            return _said(self.question.ask(Asked(self.api, who, params, as_of, moment.at)))

        return exactly(self.api.reader, moment.as_of, ask)

    def _response(self, request: Request, said: Said, tag: str | None = None) -> Response:
        headers = {"Cache-Control": "no-store" if tag is None else REVALIDATE, **said.headers}
        if tag is not None:
            headers["ETag"] = tag
            if is_known(request.headers.get("if-none-match"), tag):
                return Response(status_code=304, headers=headers)
        return Response(said.body.model_dump_json(), 200, headers, "application/json")


def seen_position(request: Request) -> int | None:
    """The position a caller has seen and wants to see again. Raises Unreadable."""
    given = request.headers.get("x-position")
    if given is None:
        return None
    if not POSITION.fullmatch(given.strip()):
        raise Unreadable(f"X-Position {given!r} is no position", remedy="send it back as an answer gave it")
    return int(given)


def etag_of(said: Said) -> str | None:
    """The tag of an answer about now, by its version and by all it says: a light turns without a new fact."""
    return None if said.version is None else etag(said.version, said.body.model_dump_json())


def invalid(error: ValidationError) -> Invalid:
    """What was wrong with the parts of a request, without repeating what was sent."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    return Invalid([{"field": ".".join(map(str, each["loc"])), "says": each["msg"]} for each in found])


def _said(answer: BaseModel | Said) -> Said:
    return answer if isinstance(answer, Said) else Said(answer)
