"""Does a verb from a page: shows its form, does it once, keeps what was typed where it is refused."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote
from uuid import UUID

from anyio import CapacityLimiter, to_thread
from pydantic import ValidationError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import Message

from adapters.http.asking import invalid
from adapters.http.attempts import Attempt, keep
from adapters.http.entitled import require_may_ask
from adapters.http.needs import Api
from adapters.http.pages import layout
from adapters.http.pages.at_intake import at_intake
from adapters.http.pages.at_issue import at_issue
from adapters.http.pages.coded import stage_of_code
from adapters.http.pages.deeds import DEEDS, NO_WAY_BACK
from adapters.http.pages.field import Surroundings
from adapters.http.pages.forms import Typed, command_id_of, errors_of, missing_fields, read_form, shown_fields
from adapters.http.pages.language import Tongue, language_of
from adapters.http.pages.numbered import with_ids
from adapters.http.pages.page import Sight
from adapters.http.pages.preview import Preview, preview
from adapters.http.pages.reasons import reason, remedy
from adapters.http.pages.rereading import rereading
from adapters.http.pages.sessions import FIELD, require_form_token, session_of
from adapters.http.pages.showing import POLICY, names_of
from adapters.http.pages.stage import Stage, stage_of, stage_of_finding
from adapters.http.pages.templating import rendered
from adapters.http.parameters import Params
from adapters.http.problems import status_of
from adapters.http.question import Asked
from adapters.http.refused import EdgeRefused, Invalid
from adapters.http.uploading import keep_file
from adapters.http.visibility import require_file_taker, require_touchable
from application.access import require_role
from application.attachments import LARGEST, MOST, FileTooLarge
from application.calls import Call, Outcome
from application.identity import SignedIn
from application.ids import new_id
from application.verbs import BY_CODE, Verb
from domain.errors import Refused

LOOK = "look"
"""Sent along to see what is known about what was typed; nothing is done then."""


ROOM = 2 * 1024 * 1024
"""Bytes of a form beside its files."""
UPLOADS = "add_material"
"""The verb whose form takes files."""


@dataclass(frozen=True)
class Deed:
    """One form as it is filled in."""

    verb: Verb
    session: SignedIn
    stage: Stage
    typed: Typed
    command_id: UUID
    refused: Refused | None = None


@dataclass(frozen=True)
class Doing:
    """The endpoint of one verb's form."""

    api: Api
    verb: Verb
    limiter: CapacityLimiter

    @property
    def action(self) -> str:
        """What the access table calls it."""
        return self.verb.action

    async def __call__(self, request: Request) -> Response:
        """Show the form, or do what it says."""
        run = partial(to_thread.run_sync, limiter=self.limiter)
        verb = self.verb
        session = await run(session_of, request, self.api.accounts)
        if session is None:
            return RedirectResponse(f"/sign-in?next={quote(request.url.path)}", 303)
        id = _id(request, verb)
        case = id if isinstance(id, UUID) else None
        attempt = Attempt(session.identity, verb.action, None if id is None else str(id), case)
        request.state.attempt = attempt
        require_role(session.identity.role, verb.action)
        stage = await run(self._stage, request, session, id)
        if request.method != "POST":
            given = {
                name: request.query_params[name] for name in verb.command.model_fields if name in request.query_params
            }
            typed = Typed({**stage.begins_with, **given})
            return await run(self._form, request, Deed(verb, session, stage, typed, new_id()))
        async with no_larger(request).form(max_files=MOST if verb.name == UPLOADS else 0, max_fields=200) as form:
            require_form_token(session, str(form.get(FIELD, "")))
            command_id = command_id_of(form)
            uploads = [await read_upload(each) for each in form.getlist("files") if isinstance(each, UploadFile)]
            sent = read_form(verb, form)
            seen = str(form.get("version", ""))
            only_looks = LOOK in form
        deed = Deed(verb, session, stage, Typed(sent), command_id)
        if only_looks:
            return await run(self._form, request, deed)
        request.state.attempt = Attempt(session.identity, verb.action, attempt.target, attempt.case, command_id)
        try:
            if case is not None and any(uploads):
                await run(self._keep_files, deed, case, uploads)
            outcome = await run(self._do, deed, id, int(seen) if seen.isdecimal() else None)
        except Refused as refused:
            return await run(self._again, request, deed, refused)
        return RedirectResponse(f"{stage.back(outcome.id)}?after={outcome.position}", 303)

    def _stage(self, request: Request, session: SignedIn, id: UUID | str | None) -> Stage:
        asked, who = request.query_params, session.identity
        if isinstance(id, str):
            return stage_of_code(self.api, who, self.verb, id, asked, Tongue(language_of(request)))
        if id is not None and self.verb.target == "judged":
            return stage_of_finding(self.api, who, id)
        return stage_of(self.api, who, self.verb, id, asked.get("authority") or session.authority)

    def _keep_files(self, deed: Deed, case: UUID, uploads: list[bytes]) -> None:
        """Keep what was uploaded, whatever else is refused, so that nobody has to choose a file twice."""
        who, typed = deed.session.identity, deed.typed.values
        require_file_taker(self.api, who, case)
        for content in filter(None, uploads):
            kept = keep_file(self.api, who, case, content)
            typed["files"] = [*typed.get("files", ()), kept.file]

    def _do(self, deed: Deed, id: UUID | str | None, seen: int | None) -> Outcome:
        who = deed.session.identity
        body = with_ids(self.api, deed.verb.name, {**deed.stage.given, **deed.typed.values})
        try:
            command = deed.verb.command.model_validate_json(json.dumps(body))
        except ValidationError as error:
            raise invalid(error) from error
        require_touchable(self.api, who, deed.verb, id, command)
        require_may_ask(self.api, who, deed.verb, id)
        call = Call(who.seat, who.role, deed.command_id, unit=who.unit, expected_version=seen)
        return deed.verb.call(self.api.house, id, command, call)

    def _again(self, request: Request, deed: Deed, refused: Refused) -> Response:
        """The form once more, with what was typed, and what stands against it. The attempt is kept."""
        if isinstance(refused, EdgeRefused) and not isinstance(refused, Invalid):
            raise refused
        attempt: Attempt = request.state.attempt
        keep(self.api, attempt, refused)
        tongue = Tongue(language_of(request))
        says = tongue("请填写或改正", "Fill this in, or correct it")
        errors = dict.fromkeys(missing_fields(getattr(refused, "missing", ())), says)
        errors |= errors_of(getattr(refused, "errors", ()), says)
        again = Deed(deed.verb, deed.session, deed.stage, Typed(deed.typed.values, errors), new_id(), refused)
        return self._form(request, again, status_of(type(refused)))

    def _form(self, request: Request, deed: Deed, status: int = 200) -> Response:
        who, stage = deed.session.identity, deed.stage
        tongue = Tongue(language_of(request))
        asked = Asked(self.api, who, Params(), None, self.api.house.desk.clock.now())
        sight = Sight(asked, deed.session, tongue, names_of(asked).under(stage.edition.id), request.url.path)
        around = Surroundings(stage.edition, stage.case, stage.units, stage.subject, stage.beside)
        ahead: Preview = preview(self.api, who, deed.verb, stage, sight)
        context: dict[str, Any] = {
            **layout.around(sight, room_of(self.verb), self.api.reader.position()),
            "named": sight.named,
            "deed": deed,
            "says": DEEDS[deed.verb.name],
            "fields": shown_fields(
                deed.verb, around, deed.typed, tongue, lambda code: stage.beside.get(code) or sight.named(code)
            ),
            "stage": stage,
            "ahead": ahead,
            "intake": at_intake(self.api, stage, deed.typed.values, sight) if deed.verb.name == "register" else None,
            "rereading": (
                rereading(self.api, stage.edition, request.query_params, tongue)
                if deed.verb.target == "edition"
                else None
            ),
            "no_way_back": NO_WAY_BACK.get(deed.verb.name),
            "at_issue": at_issue(self.api, who, deed.verb.name, stage, str(deed.typed.values.get("finding", ""))),
            "refused": None,
            "back": stage.back(None),
        }
        if deed.refused is not None:
            context["refused"] = {
                "says": reason(deed.refused, tongue.language, sight.named),
                "remedy": remedy(deed.refused, tongue.language),
                "clause": deed.refused.basis.clause if deed.refused.basis else None,
                "edition": deed.refused.basis.edition if deed.refused.basis else None,
            }
        html = rendered("form.html", context)
        return HTMLResponse(html, status, {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"})


def room_of(verb: Verb) -> str:
    """Which entry of the navigation a form belongs to."""
    if verb.target in BY_CODE:
        return "matters" if verb.target == "unit" else "editions"
    if verb.resource in {"obligations", "shifts", "samples", "grants", "identity-requests"}:
        return {"shifts": "duty"}.get(verb.resource, verb.resource)
    if verb.target == "judged":
        return "findings"
    return "new" if verb.target == "none" else "worklist"


def no_larger(request: Request) -> Request:
    """The same request, refused as soon as it is larger than all that its form could hold. Raises FileTooLarge."""
    declared, most, taken = request.headers.get("content-length", ""), MOST * LARGEST + ROOM, 0
    if declared.isdecimal() and int(declared) > most:
        raise _too_large()

    async def receive() -> Message:
        nonlocal taken
        message = await request.receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise _too_large()
        return message

    return Request(request.scope, receive)


def _too_large() -> FileTooLarge:
    return FileTooLarge(f"a form has at most {MOST} files of {LARGEST // 2**20} MiB", remedy="send them in parts")


async def read_upload(upload: UploadFile) -> bytes:
    """A file of a form, one byte past the largest at the most, which the vault then refuses."""
    return await upload.read(LARGEST + 1)


def _id(request: Request, verb: Verb) -> UUID | str | None:
    """What the form acts on: an id, or the code of a unit or an edition. Raises HTTPException 404 for what is none."""
    given = request.path_params.get("id")
    if verb.target in BY_CODE:
        return None if given is None else str(given)
    try:
        return None if given is None else UUID(str(given))
    except ValueError:
        raise HTTPException(404) from None
