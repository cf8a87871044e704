"""A field of a command as a form asks for it, and what its choices are made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from domain.aggregates.complaint import Complaint
from domain.aggregates.subject import Subject
from domain.regulations.model import Edition

Widget = Literal["line", "text", "choice", "several", "yes", "number", "time", "files", "lines", "parts"]


@dataclass(frozen=True)
class Surroundings:
    """What choices are made from."""

    edition: Edition
    case: Complaint | None
    units: Sequence[str]
    subject: Subject | None = None
    """What it acts on beside the case."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """Other matters it may be joined to, with what they are called."""


Codes = Callable[[Surroundings], Iterable[str]]


@dataclass(frozen=True)
class Field:
    """One field: what it is called in both languages, and how it is filled in."""

    zh: str
    en: str
    widget: Widget = "line"
    codes: Codes | None = None
    hint: tuple[str, str] = ("", "")
    is_free: bool = False
    """Typed where the edition names nothing to choose from."""


def fixed(*codes: str) -> Codes:
    """The same choices everywhere."""
    return lambda _: codes
