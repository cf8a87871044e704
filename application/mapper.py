"""Facts to bytes and back: the topic is the permanent tag, the state is the fact alone as JSON."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import msgspec
from eventsourcing.persistence import JSONTranscoder, Mapper, MapperDeserialisationError, StoredEvent

import domain.events  # noqa: F401  (every topic must be known before the first fact is read)
from domain.aggregates.base import Recorded
from domain.events.base import topic_of, topics


class Unstorable(ValueError):
    """A fact holds a value that must never reach the log: a time without offset, NaN, a NUL character."""


def _encode_subclass(value: Any) -> Any:  # noqa: ANN401  (msgspec's hook)
    """Frozen clocks hand out subclasses of date and datetime; anything else unknown stays an error."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise NotImplementedError(f"{type(value).__name__} cannot stand in a fact")


def check_storable(value: object, where: str) -> None:
    """Raise Unstorable for a value that would not come back as it went in."""
    if isinstance(value, datetime) and value.tzinfo is None:
        raise Unstorable(f"{where} is a time without offset")
    if isinstance(value, float) and not math.isfinite(value):
        raise Unstorable(f"{where} is not a number")
    if isinstance(value, str) and "\0" in value:
        raise Unstorable(f"{where} holds a NUL character")
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            check_storable(getattr(value, name), f"{where}.{name}")
    elif isinstance(value, dict):
        for name, each in value.items():
            check_storable(name, where)
            check_storable(each, f"{where}.{name}")
    elif isinstance(value, list | tuple):
        for each in value:
            check_storable(each, where)


class FactMapper(Mapper[Any]):
    """The library's mapper, over msgspec: a tenth of the time of decoding by class path."""

    def __init__(self, *_: Any, **__: Any) -> None:  # noqa: ANN401  (the library's signature; nothing of it is used)
        super().__init__(JSONTranscoder())
        self._encode = msgspec.json.Encoder(enc_hook=_encode_subclass).encode
        self._decode: dict[str, Callable[[bytes], Any]] = {
            topic: msgspec.json.Decoder(kind).decode for topic, kind in topics().items()
        }

    def to_stored_event(self, domain_event: Any) -> StoredEvent:  # noqa: ANN401  (the library's protocol)
        """Encode a recorded fact. Raises Unstorable for a value that must never be stored."""
        recorded: Recorded = domain_event
        topic = topic_of(recorded.fact)
        check_storable(recorded.fact, topic)
        return StoredEvent(
            recorded.originator_id, recorded.originator_version, topic, self._encode(recorded.fact)
        )

    def to_domain_event(self, stored_event: StoredEvent) -> Any:  # noqa: ANN401  (the library's protocol)
        """Decode a stored fact. Raises MapperDeserialisationError naming where it stands."""
        try:
            fact = self._decode[stored_event.topic](stored_event.state)
        except (KeyError, msgspec.MsgspecError) as error:
            place = f"{stored_event.topic} {stored_event.originator_id} {stored_event.originator_version}"
            raise MapperDeserialisationError(f"{place}: {error}") from error
        return Recorded(stored_event.originator_id, stored_event.originator_version, fact)  # type: ignore[arg-type]
