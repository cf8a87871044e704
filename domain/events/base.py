"""Base of facts, and the register of their permanent topics."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

import msgspec

from domain.values import Act, Citation


class Event(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True, tag_field="topic"):
    """A fact: something that happened. Immutable; holds the answer and its ground.

    A subclass names its permanent topic: `class ComplaintSigned(Event, frozen=True, tag="complaint.signed")`.
    Times carry an offset. Personal data and free text never stand here, only handles.
    """

    told: ClassVar[bool] = True
    """True if a person or another system told us; False if a rule derived it from other facts."""

    act: Act
    case: UUID | None = None
    """The complaint it belongs to, stamped by the aggregate when it records."""
    basis: Citation | None = None
    """The clause that spoke, where one did."""
    corrects: int | None = None
    """Position of the fact this one amends."""

    @property
    def occurred_at(self) -> datetime:
        """When it happened in the world."""
        return self.act.occurred_at


def topic_of(event: type[Event] | Event) -> str:
    """The permanent topic of a fact or of its class."""
    return str(event.__struct_config__.tag)


def topics() -> dict[str, type[Event]]:
    """Every topic that may stand in a store, with the class that reads it.

    Raises TypeError where a class has no topic of the form noun.past_tense, or two share one.
    """
    known: dict[str, type[Event]] = {}
    for event in Event.__subclasses__():
        topic = topic_of(event)
        if "." not in topic or topic in known:
            raise TypeError(f"{event.__qualname__} needs a permanent topic of its own, not {topic!r}")
        known[topic] = event
    return known
