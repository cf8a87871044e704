"""Every door there is: each method of each route, and whether an answer to a role is what the one table says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from adapters.http.resource import Declared
from application.access import MAY, OF_OWN_UNIT, PUBLIC

STREAMING = frozenset({"/live"})
"""Answers that do not end."""
OF_STREAMS = (
    "case",
    "id",
    "escalation",
    "supervision",
    "consultation",
    "file",
    "subject",
    "obligation",
    "shift",
    "candidacy",
    "sample",
)
"""Parts of a path that take the id of a stream: all take that of the one case, so that each leads somewhere."""
CLOSED = "access.not_allowed"
UNAUTHORISED, SEE_OTHER, FORBIDDEN = 401, 303, 403
OF_THE_ENTRANCE = frozenset({200, 303, 400, 403, 422, 429})
"""What the way in, and the citizen's form, may answer; the last where it was knocked at too often."""


@dataclass(frozen=True)
class Door:
    """One method of one path, filled in."""

    method: str
    path: str
    action: str

    @property
    def is_page(self) -> bool:
        """Whether people see it, with a session; programs come with a token."""
        return not self.path.startswith(("/api", "/health", "/metrics"))

    @property
    def is_by_code(self) -> bool:
        """A citizen's form: the number and the code open it, and no seat does."""
        return self.path.startswith("/track/")


@dataclass(frozen=True)
class Answer:
    """What came of knocking."""

    status: int
    text: str
    location: str = ""


def doors(routes: Iterable[Any], case: str, unit: str, edition: str, clause: str) -> list[Door]:
    """Every method of every route, over one case."""
    fill = {**dict.fromkeys(OF_STREAMS, case), "unit": unit, "edition": edition, "clause": clause}
    return [
        Door(method, _filled(known, fill), action)
        for known in routes
        if isinstance(known, Declared) and known.path not in STREAMING
        for method, action in known.actions.items()
    ]


def seats(unit: str) -> dict[str, str]:
    """A seat for every role a person can have, those of a unit in that unit; and its role."""
    return {_seat(role, unit): role for role in MAY if role not in {"public", "system"}}


def is_right(door: Door, role: str, answer: Answer) -> bool:
    """Whether a role was let in or turned away as the table says; what was wrong behind the door is another matter."""
    if door.is_by_code:
        return answer.status in {303, 403, 409, 422}
    is_closed = answer.status == FORBIDDEN and CLOSED in answer.text
    return is_closed == (door.action not in MAY[role])


def is_right_for_nobody(door: Door, answer: Answer) -> bool:
    """Whether somebody without a session or a token got what is public, and else the way in."""
    if door.is_by_code or door.action == "pages.enter":
        return answer.status in OF_THE_ENTRANCE
    is_turned_away = answer.status == UNAUTHORISED or (
        answer.status == SEE_OTHER and answer.location.startswith("/sign-in")
    )
    return is_turned_away == (door.action not in PUBLIC) and answer.status != FORBIDDEN


def is_right_for_a_wrong_token(door: Door, answer: Answer) -> bool:
    """Whether a token or a session that nobody holds opened nothing but what is public."""
    return answer.status == UNAUTHORISED or is_right_for_nobody(door, answer)


def tells_nothing(answer: Answer, words: Iterable[str]) -> bool:
    """Whether none of the words that only those concerned may read is in an answer."""
    return not any(word in answer.text for word in words)


def _filled(known: Declared, fill: Mapping[str, str]) -> str:
    path = known.path
    for name in known.param_convertors:
        path = path.replace(f"{{{name}}}", fill.get(name, "x"))
    return path


def _seat(role: str, unit: str) -> str:
    return f"{unit}.{role}" if role in OF_OWN_UNIT else role
