"""Facts to bytes and back: the topic is the fact's own, the bytes are JSON of the fact alone."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import JSONTranscoder, Mapper, MapperDeserialisationError, StoredEvent

from domain.aggregates.base import Recorded
from domain.events.base import Event, topic_of, topics

Decode = Callable[[bytes], Event]


class NotRecordable(ValueError):
    """A fact holds what JSON or a database cannot keep. A mistake of the code that made it: nothing is stored."""


class FactMapper(Mapper[UUID]):
    """The library's mapper for our facts. It neither compresses nor encrypts: the log is for anyone to read."""

    def __init__(self) -> None:
        super().__init__(transcoder=JSONTranscoder())
        self._encode = msgspec.json.Encoder(enc_hook=_real).encode
        self._decoders: dict[str, Decode] = {}

    def to_stored_event(self, domain_event: DomainEventProtocol[UUID]) -> StoredEvent:
        """A recorded fact as it is stored. Raises NotRecordable."""
        if not isinstance(domain_event, Recorded):
            raise TypeError(f"only recorded facts are stored, not {type(domain_event).__qualname__}")
        stream, version, fact = domain_event.originator_id, domain_event.originator_version, domain_event.fact
        for where, what in _unrecordable(fact, ""):
            raise NotRecordable(f"{topic_of(fact)}: {where.lstrip('.')} {what}")
        return StoredEvent(stream, version, topic_of(fact), self._encode(fact))

    def to_domain_event(self, stored_event: StoredEvent) -> Recorded:
        """A stored fact in its place in its stream. Raises MapperDeserialisationError."""
        try:
            fact = self.fact(stored_event.topic, stored_event.state)
        except (KeyError, msgspec.MsgspecError) as error:
            where = f"{stored_event.originator_id} {stored_event.originator_version}"
            raise MapperDeserialisationError(f"{stored_event.topic} {where}: {error!r}") from error
        stream = stored_event.originator_id
        id = stream if isinstance(stream, UUID) else UUID(stream)
        return Recorded(id, stored_event.originator_version, fact)

    def fact(self, topic: str, state: bytes) -> Event:
        """The fact in its bytes. Raises KeyError for a topic nobody declares, msgspec's errors for other bytes."""
        decode = self._decoders.get(topic)
        if decode is None:
            self._decoders = {known: msgspec.json.Decoder(kind).decode for known, kind in topics().items()}
            decode = self._decoders[topic]
        return decode(state)


def _real(value: object) -> object:
    """A date or datetime for one of a subclass, as libraries that hold the clock in tests make them."""
    if isinstance(value, date):
        plain: Any = next(kind for kind in type(value).__mro__ if kind.__module__ == "datetime")
        if isinstance(value, datetime):
            clock = (value.hour, value.minute, value.second, value.microsecond)
            return plain(value.year, value.month, value.day, *clock, value.tzinfo, fold=value.fold)
        return plain(value.year, value.month, value.day)
    raise NotRecordable(f"a fact may not hold {type(value).__qualname__}")


def _unrecordable(value: object, where: str) -> Iterator[tuple[str, str]]:
    """Where a value cannot be kept as it is, and why. JSON would silently drop offsets and turn NaN into null."""
    match value:
        case str() if "\0" in value:
            yield where, "holds a NUL character"
        case datetime() if value.utcoffset() is None:
            yield where, "is a time without an offset"
        case float() if not math.isfinite(value):
            yield where, f"is {value}, not a number"
    for name, part in _parts(value):
        yield from _unrecordable(part, where + name)


def _parts(value: object) -> Iterable[tuple[str, object]]:
    match value:
        case str():
            return ()
        case msgspec.Struct():
            return [(f".{name}", getattr(value, name)) for name in value.__struct_fields__]
        case tuple() | list() | set() | frozenset():
            return [(f"[{number}]", item) for number, item in enumerate(value)]
        case Mapping():
            keys = [(f" key {key!r}", key) for key in value]
            return [*keys, *((f"[{key!r}]", item) for key, item in value.items())]
    return ()
