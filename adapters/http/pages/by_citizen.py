"""What a citizen does about the own case, with its number and code: rate the outcome, add material."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal
from urllib.parse import urlencode
from uuid import UUID

from anyio import CapacityLimiter, to_thread
from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from adapters.http.asking import invalid
from adapters.http.attempts import Attempt, keep
from adapters.http.needs import Api
from adapters.http.pages.doing import ROOM, no_larger, read_upload
from adapters.http.pages.forms import command_id_of
from adapters.http.pages.language import Tongue, language_of
from adapters.http.pages.layout import around
from adapters.http.pages.page import Sight
from adapters.http.pages.reasons import reason
from adapters.http.pages.showing import POLICY, names_of
from adapters.http.pages.templating import rendered
from adapters.http.pages.views import track
from adapters.http.pages.views.track import TrackParams
from adapters.http.problems import status_of
from adapters.http.question import Asked
from adapters.http.uploading import keep_file
from application.access import require_role
from application.attachments import MOST
from application.calls import Call
from application.commands import AddMaterial, FollowUpComplaint
from application.identity import Identity
from domain.errors import Refused
from domain.values import SeatId

Deed = Literal["rate", "material"]
CITIZEN = Identity(SeatId("citizen"), "citizen")
ACTIONS: dict[Deed, str] = {"rate": "complaints.follow_up", "material": "complaints.add_material"}
ONLINE = ("app", "text_message", "phone")
"""Ways of following up, the one a page stands for first."""


@dataclass(frozen=True)
class Sent:
    """What a citizen sent."""

    deed: Deed
    params: TrackParams
    command_id: UUID
    rating: str
    note: str
    uploads: list[bytes] = field(default_factory=list)


@dataclass(frozen=True)
class ByCitizen:
    """The endpoint of one of the two forms."""

    api: Api
    deed: Deed
    limiter: CapacityLimiter

    @property
    def action(self) -> str:
        """What the access table calls it."""
        return ACTIONS[self.deed]

    async def __call__(self, request: Request) -> Response:
        """Do it once, or say why not and keep what was typed."""
        run = partial(to_thread.run_sync, limiter=self.limiter)
        request.state.attempt = Attempt(CITIZEN, self.action)
        require_role(CITIZEN.role, self.action)
        async with no_larger(request).form(max_files=MOST, max_fields=20, max_part_size=ROOM) as form:
            params = TrackParams(number=_typed(form, "number"), code=_typed(form, "code"))
            uploads = [await read_upload(each) for each in form.getlist("files") if isinstance(each, UploadFile)]
            command_id = command_id_of(form)
            rating, note = str(form.get("rating", "")), str(form.get("note", "")).strip()
        return await run(self._do, request, Sent(self.deed, params, command_id, rating, note, uploads))

    def _do(self, request: Request, sent: Sent) -> Response:
        asked = Asked(self.api, CITIZEN, sent.params, None, self.api.house.desk.clock.now())
        sight = Sight(asked, None, Tongue(language_of(request)), names_of(asked), "/track")
        row = track.row_of(sight, sent.params)
        if row is None:
            return RedirectResponse(f"/track?{urlencode({'number': sent.params.number, 'code': '?'})}", 303)
        request.state.attempt = attempt = Attempt(CITIZEN, self.action, str(row.case), row.case, sent.command_id)
        try:
            position = self._done(sent, row.case)
        except Refused as refused:
            keep(self.api, attempt, refused)
            return self._again(sight, sent, refused)
        query = {"number": row.number, "code": sent.params.code, "done": sent.deed, "after": position}
        return RedirectResponse(f"/track?{urlencode(query)}", 303)

    def _done(self, sent: Sent, case: UUID) -> int:
        house = self.api.house
        call = Call(CITIZEN.seat, CITIZEN.role, sent.command_id)
        note = sent.note or None
        if sent.deed == "rate":
            said = {"way": self._way(case), "rating": sent.rating, "note": note}
            try:
                command = FollowUpComplaint.model_validate(said)
            except ValidationError as error:
                raise invalid(error) from error
            return house.complaints.follow_up(case, command, call).position
        files = tuple(keep_file(self.api, CITIZEN, case, content).file for content in filter(None, sent.uploads))
        return house.complaints.add_material(case, AddMaterial(files=files, note=note), call).position

    def _way(self, case: UUID) -> str:
        """The edition's way of asking that a page stands for."""
        desk = self.api.house.desk
        complaint = track.complaint_of(self.api, case)
        rule = desk.law_of(complaint, complaint.authority, desk.clock.now()).edition.follow_up
        known = [way.code for way in rule.ways] if rule else []
        return next((way for way in ONLINE if way in known), "phone")

    def _again(self, sight: Sight, sent: Sent, refused: Refused) -> Response:
        typed: dict[str, Any] = {
            "said": reason(refused, sight.tongue.language, sight.named),
            "typed": {"deed": sent.deed, "rating": sent.rating, "note": sent.note},
        }
        context = {**around(sight, "", self.api.reader.position()), **track.view(sight), **typed}
        headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
        return HTMLResponse(rendered("track.html", context), status_of(type(refused)), headers)


def _typed(form: FormData, name: str) -> str:
    """A number or a code, as far as either could be one."""
    return str(form.get(name, "")).replace("\0", "")[:40]
