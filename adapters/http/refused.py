"""What the edge itself refuses, before or around a use case. Each has its status."""

from __future__ import annotations

from typing import Any, ClassVar

from domain.errors import Refused


class EdgeRefused(Refused):
    """The request cannot be taken as it came."""

    code = "http.refused"
    status: ClassVar[int] = 400
    is_kept: ClassVar[bool] = False
    """Whether the attempt is put on record: one against access is, a slip is not."""

    @property
    def headers(self) -> dict[str, str]:
        """Headers that go with the problem."""
        return {}


class Unauthenticated(EdgeRefused):
    """No token, or one that nobody holds."""

    code = "access.unauthenticated"
    status = 401

    @property
    def headers(self) -> dict[str, str]:
        """How to authenticate."""
        return {"WWW-Authenticate": 'Bearer realm="tiji"'}


class TokenUnknown(Unauthenticated):
    """Nobody holds the token."""

    code = "access.token_unknown"
    is_kept = True


class NotYours(Refused):
    """The case is another unit's."""

    code = "access.not_yours"


class WrongCode(Refused):
    """The code is not that of the case."""

    code = "access.wrong_code"


class Invalid(EdgeRefused):
    """A part of the request is missing or not of its kind; `errors` names each."""

    code = "request.invalid"
    status = 422

    def __init__(self, errors: list[dict[str, Any]], detail: str = "the request is not of its kind") -> None:
        super().__init__(detail, remedy="correct the parts named in `errors` and send it again")
        self.errors = errors


class Unreadable(EdgeRefused):
    """A header says what cannot be understood."""

    code = "request.unreadable"


class TooLarge(EdgeRefused):
    """The body is larger than is taken."""

    code = "request.too_large"
    status = 413


class NotJson(EdgeRefused):
    """The body is of another media type."""

    code = "request.media_type"
    status = 415


class NotAcceptable(EdgeRefused):
    """The answer cannot be given in any media type asked for."""

    code = "request.not_acceptable"
    status = 406


class MovedOn(EdgeRefused):
    """What If-Match names is no longer the current version."""

    code = "version.moved_on"
    status = 412

    def __init__(self, current: int | None) -> None:
        said = f"it is at version {current} now" if current is not None else "it does not exist yet"
        super().__init__(said, remedy="read it again, look at what changed, and decide anew")
        self.current_version = current

    @property
    def headers(self) -> dict[str, str]:
        """The version it has now."""
        return {} if self.current_version is None else {"ETag": f'"{self.current_version}"'}


class NotYetKnown(Refused):
    """The views have not reached that position, or nothing has been recorded under it yet."""

    code = "as_of.not_yet_known"


class OnlyForward(EdgeRefused):
    """A simulation's clock only moves forward."""

    code = "clock.only_forward"
    status = 409
