"""Writes the missing golden examples of facts: `python -m tests.support.golden`. One that exists is never touched.

A stored fact must read the same for ever. Each example holds the bytes of one fact with every field filled in, as they
were stored when the field was new. A field that comes later gets an example of its own, `topic.2.json`.
"""

from __future__ import annotations

import gzip
import sys
import types
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin
from uuid import UUID

import msgspec

from adapters.regulations import shipped
from application.mapper import FactMapper
from domain.aggregates.base import Recorded
from domain.events.base import Event, topics
from domain.values import BEIJING

GOLDEN = Path(__file__).parents[1] / "contracts" / "golden_events"
EDITIONS = GOLDEN.parent / "golden_editions"
ID = UUID("6a2f7bf9-c35d-5776-bfa3-cf02f7ef1f25")
INSTANT = datetime(2025, 11, 7, 9, 10, tzinfo=BEIJING)
PLAIN: dict[Any, Any] = {
    str: "example",
    int: 7,
    float: 0.5,
    bool: True,
    UUID: ID,
    datetime: INSTANT,
    date: INSTANT.date(),
    time: INSTANT.time(),
    timedelta: timedelta(hours=2),
    Any: "anything",
}


def example(kind: Any) -> Any:
    """A value of a type with everything filled in, nothing at its default where there is a choice."""
    kind = getattr(kind, "__supertype__", kind)
    origin, inner = get_origin(kind), get_args(kind)
    if kind in PLAIN:
        return PLAIN[kind]
    if origin is Literal:
        return inner[-1]
    if origin in {Union, types.UnionType}:
        return example(next(part for part in inner if part is not type(None)))
    if origin is tuple:
        return (example(inner[0]),) if inner[-1] is Ellipsis else tuple(map(example, inner))
    if origin in {dict, Mapping}:
        return {example(inner[0]): example(inner[1])}
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return kind(**{field.name: filled(field) for field in msgspec.structs.fields(kind)})
    raise TypeError(f"say in PLAIN what an example of {kind!r} is")


def filled(field: Any) -> Any:
    """A field with another value than its default."""
    value = example(field.type)
    return not value if isinstance(value, bool) and value == field.default else value


def stored(fact: Event) -> bytes:
    """A fact as the store keeps it."""
    return FactMapper().to_stored_event(Recorded(ID, 1, fact)).state


def examples_of(topic: str) -> list[Path]:
    """The golden examples of a topic, oldest first."""
    return sorted(GOLDEN.glob(f"{topic}.[0-9]*.json"))


def fields_in(file: Path) -> set[str]:
    """The fields an example fills in."""
    return set(msgspec.json.decode(file.read_bytes())) - {"topic"}


def missing(topic: str, kind: type[Event]) -> set[str]:
    """Fields that no example of a topic fills in."""
    known = {field.encode_name for field in msgspec.structs.fields(kind)}
    return known - {name for file in examples_of(topic) for name in fields_in(file)}


def keep_editions() -> None:
    """Keep the contents of the editions that ship: before their shape changes, and not each time their words do."""
    for edition in shipped():
        file = EDITIONS / f"{edition.id}.{edition.hash[:12]}.json.gz"
        file.write_bytes(gzip.compress(edition.content.encode(), mtime=0))


def main() -> None:
    """Write what is missing; with the word `editions`, the contents of those as well."""
    if "editions" in sys.argv:
        keep_editions()
    GOLDEN.mkdir(exist_ok=True)
    for topic, kind in topics().items():
        if missing(topic, kind):
            file = GOLDEN / f"{topic}.{len(examples_of(topic)) + 1}.json"
            file.write_bytes(stored(example(kind)))
            print(file.name)  # noqa: T201  (it is run by hand)


if __name__ == "__main__":
    main()
