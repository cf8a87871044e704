"""Base of facts, and the register of their permanent topics."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

import msgspec

from domain.values import Act, Citation

TOPICS: dict[str, type[Event]] = {}
"""Every topic that may stand in a store, with the class that reads it."""


class Event(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True, tag_field="topic"):
    """A fact: something that happened. Immutable; holds the answer and its ground.

    A subclass names its permanent topic, `class ComplaintDispatched(Event, tag="complaint.dispatched")`.
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

    def __init_subclass__(cls, **options: Any) -> None:
        """Register the topic; two classes may not share one."""
        super().__init_subclass__()
        topic = options.get("tag")
        if not isinstance(topic, str):
            raise TypeError(f"{cls.__name__} needs a permanent topic: tag='noun.past_tense'")
        # msgspec builds some classes twice (slots); the same name may come again, another may not.
        if topic in TOPICS and TOPICS[topic].__qualname__ != cls.__qualname__:
            raise TypeError(f"topic {topic} belongs to {TOPICS[topic].__qualname__}")
        TOPICS[topic] = cls

    @property
    def occurred_at(self) -> datetime:
        """When it happened in the world."""
        return self.act.occurred_at


def topic_of(event: type[Event] | Event) -> str:
    """The permanent topic of a fact or of its class."""
    tag = event.__struct_config__.tag
    assert isinstance(tag, str)  # noqa: S101  (guaranteed by __init_subclass__)
    return tag
