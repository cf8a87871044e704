"""Every fact there is: its topic, its fields, and whether it was told or derived."""

from __future__ import annotations

from itertools import groupby

import domain.events  # noqa: F401  (every module of facts registers its topics)
from adapters.reference.markdown import code, page, table
from adapters.reference.sources import about, fields_of
from domain.events.base import Event, topic_of, topics
from domain.values import Act, Citation

ABOUT = """
A fact is something that happened: immutable, known for ever under its topic.
*Told* facts come from a person or another system; *derived* facts follow from other facts by a rule and can be derived
again.
Fields with a default may be missing from the stored bytes.
""".strip()


def written() -> str:
    """The page."""
    kinds = sorted(topics().values(), key=lambda kind: (kind.__module__, topic_of(kind)))
    sections = [
        f"## The envelope\n\nEvery fact holds these.\n\n{_fields(Event)}",
        f"`Act`: {about(Act)}\n\n{_fields(Act)}",
        f"`Citation`: {about(Citation)}\n\n{_fields(Citation)}",
    ]
    for module, facts in groupby(kinds, key=lambda kind: kind.__module__):
        sections.append(f"## {module.rpartition('.')[2].capitalize()}")
        sections.extend(_section(fact) for fact in facts)
    return page("Facts", ABOUT, *sections)


def _section(kind: type[Event]) -> str:
    origin = "told" if kind.told else "derived"
    return f"### `{topic_of(kind)}`\n\n{about(kind)}\n\n`{kind.__name__}`, {origin}.\n\n{_fields(kind)}".rstrip()


def _fields(kind: type) -> str:
    structs = {name: said for name, said in fields_of(kind).items() if not said.annotation.startswith("ClassVar")}
    return table(
        ("field", "type", "about"), ((code(name), code(said.annotation), said.about) for name, said in structs.items())
    )
