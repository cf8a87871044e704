"""What a question is: where it is asked, who may ask, with what parameters, and what answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from adapters.http.looking import Watched
from adapters.http.needs import Api
from adapters.http.parameters import Params
from application.access import MAY, PUBLIC
from application.identity import Identity
from domain.calendar import Calendar


@dataclass(frozen=True)
class Asked:
    """One question as it was asked."""

    api: Api
    who: Identity
    params: Any
    """Of the question's own parameter model."""
    as_of: int | None
    """Ask the views as of this position; None: their current rows."""
    at: datetime

    def __post_init__(self) -> None:
        """Whatever is asked is read with the eyes of whoever asks."""
        object.__setattr__(self, "api", self.api.asked_by(self.who))

    @property
    def calendar(self) -> Calendar:
        """The working days as known then."""
        return self.api.house.desk.calendars.known(self.as_of)


@dataclass(frozen=True)
class Said:
    """An answer that has more to it than its body."""

    body: BaseModel
    version: int | None = None
    """Of what is answered, where it has one: If-Match takes it, so the ETag begins with it."""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """A GET. Its handler runs in a thread and may be asked twice (`moments.exactly`)."""

    path: str
    action: str
    """What the access table calls it."""
    summary: str
    params: type[Params]
    answers: type[BaseModel]
    ask: Callable[[Asked], BaseModel | Said]
    watched: Watched | None = None
    """Who asks it is put on record, with what was answered."""

    @property
    def is_public(self) -> bool:
        """Whether it needs no token."""
        return self.action in PUBLIC

    @property
    def resource(self) -> str:
        """The group it is listed under: the first part of its path after /api."""
        return self.path.removeprefix("/api").split("/")[1]


def roles_for(action: str) -> list[str]:
    """The roles the access table gives an action to."""
    return sorted(role for role, actions in MAY.items() if action in actions)
