"""Around every page: what is refused or fails becomes a page that says why and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from adapters.http.guarded import Guarded
from adapters.http.pages.language import Tongue, language_of
from adapters.http.pages.names import Names
from adapters.http.pages.reasons import reason, remedy
from adapters.http.pages.showing import POLICY
from adapters.http.pages.templating import rendered
from adapters.http.problems import of_failure, status_of
from domain.errors import Refused

NOT_FOUND = 404
UNSURE = frozenset({500, 504})
"""It broke somewhere, or the store did not say: what was sent may have been stored."""


@dataclass(frozen=True)
class GuardedPage(Guarded):
    """A page that always answers, in words."""

    def refused(self, request: Request, refused: Refused, command_id: str | None) -> Response:
        """Why not, on which clause, and the way on."""
        del command_id
        language = language_of(request)
        names = Names(self.api.editions, {})
        said = reason(refused, language, lambda code: names.say(code, language))
        clause = refused.basis.clause if refused.basis else None
        return self._page(request, status_of(type(refused)), said, remedy(refused, language), refused.code, clause)

    def failed(self, request: Request, failure: Exception, command_id: str | None) -> Response:
        """That it went wrong, never how it looks inside; and whether something may have been recorded all the same."""
        status = of_failure(failure, command_id, self.api.unavailable).status_code
        tongue = Tongue(language_of(request))
        if status == NOT_FOUND:
            said, then = tongue("没有这一页", "There is no such page"), ""
        elif request.method == "POST" and status in UNSURE:
            said = tongue("不知道是否已经记录", "It is not known whether this was recorded")
            then = tongue(
                "请返回上一页，把同一张表单再提交一次；已经记录的不会重复。",
                "Go back and send the same form once more; what was recorded is not recorded twice.",
            )
        else:
            said = tongue("暂时打不开", "This cannot be shown right now")
            then = tongue("没有任何内容被改动。请稍后再试。", "Nothing was changed. Try again shortly.")
        return self._page(request, status, said, then, "", None)

    def _page(self, request: Request, status: int, said: str, then: str, code: str, clause: str | None) -> Response:
        tongue = Tongue(language_of(request))
        context = {"_": tongue, "said": said, "then": then, "code": code, "clause": clause, "status": status}
        html = rendered("refused.html", context)
        return HTMLResponse(html, status, {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"})
