"""JSON schemas in words: what a field may hold, and whether it is needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from adapters.reference.markdown import code

Schema = Mapping[str, Any]
BOUNDS = (("minimum", "≥"), ("maximum", "≤"))


def definitions_of(schema: Schema) -> Schema:
    """The models a schema refers to, by name."""
    found: Schema = schema.get("$defs", {})
    return found


def rows_of(schema: Schema, definitions: Schema, said: Mapping[str, str]) -> list[tuple[str, ...]]:
    """One row a field: its name, what it holds, whether it is needed, what is said about it."""
    needed = schema.get("required", ())
    return [
        (
            code(name),
            kind(field, definitions),
            "yes" if name in needed else "",
            field.get("description", "") or said.get(name, ""),
        )
        for name, field in schema.get("properties", {}).items()
    ]


def kind(field: Schema, definitions: Schema) -> str:
    """What a field may hold, `date-time`, list of text, one of `a`, `b`."""
    match field:
        case {"$ref": str(reference)}:
            name = reference.rpartition("/")[2]
            inside = definitions.get(name, {}).get("properties", {})
            return f"{code(name)} ({', '.join(inside)})" if inside else code(name)
        case {"enum": list(values)}:
            return "one of " + ", ".join(code(value) for value in values)
        case {"anyOf": list(choices)} | {"oneOf": list(choices)}:
            return " or ".join(kind(choice, definitions) for choice in choices if choice != {"type": "null"})
        case {"type": "array", "items": items}:
            return f"list of {kind(items, definitions)}"
        case {"type": "object"}:
            return f"object of {kind(field.get('additionalProperties', {}), definitions)}"
    return " ".join([_plain(field), *_bounds(field)])


def _plain(field: Schema) -> str:
    if "const" in field:
        return code(field["const"])
    longest = field.get("maxLength")
    text = f"text up to {longest:,}" if longest else "text"
    return str(field.get("format") or {"string": text}.get(field.get("type", ""), field.get("type", "anything")))


def _bounds(field: Schema) -> Iterator[str]:
    for name, sign in BOUNDS:
        if name in field:
            yield f"{sign} {field[name]}"
