"""Words that stand nowhere else, put into every free-text field there is, and a search for them everywhere."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from typing import Any, get_args

import psycopg
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from application.commands import Late, Text
from application.verbs import VERBS

CANARY = "canary-7Qx9"
LIMIT = 1_000_000
"""Characters a free text may have; a code has eighty."""
PUBLIC = {
    ("establish_authority", "name"),
    ("establish_authority", "name_en"),
    ("establish_unit", "name"),
    ("establish_unit", "name_en"),
    ("announce_schedule", "notice"),
}
"""Texts that name offices and notices, not people: they stand in facts as they are."""


def free_texts(model: type[BaseModel]) -> dict[str, bool]:
    """Free-text fields of a command, and whether each takes several texts."""
    return {name: _several(known) for name, known in model.model_fields.items() if _is_free(known)}


def all_free_texts() -> set[tuple[str, str]]:
    """Every free-text field of every command, but those that are public."""
    return {(verb.name, name) for verb in VERBS for name in free_texts(verb.command)} - PUBLIC


def marked(verb: str, model: type[BaseModel], body: Mapping[str, Any]) -> dict[str, Any]:
    """A command's body with a canary in every free-text field, given or not; late evidence too."""
    full = dict(body)
    for name, several in free_texts(model).items():
        if (verb, name) not in PUBLIC:
            said = f"{CANARY} {verb} {name} 王某 13800000000"
            full[name] = dict.fromkeys(body[name], said) if isinstance(body.get(name), dict) else said
            if several:
                full[name] = [said]
    if isinstance(full.get("late"), dict):
        full["late"] = {**full["late"], "evidence": [f"{CANARY} {verb} evidence"]}
    return full


def places(owner: str, needle: str = CANARY) -> Iterator[str]:
    """Tables where a text stands in any row: as it is, as bytes in hexadecimal, or in base64."""
    forms = [needle, needle.encode().hex(), *(_base64(needle, shift) for shift in range(3))]
    with psycopg.connect(owner) as connection:
        tables = connection.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1"
        ).fetchall()
        for (table,) in tables:
            with connection.cursor().copy(f"COPY {table} TO STDOUT") as rows:
                said = b"".join(bytes(row) for row in rows).decode()
            if any(form in said for form in forms):
                yield table


def _base64(needle: str, shift: int) -> str:
    """The part of a text's base64 form that does not depend on what stands before and after it."""
    coded = b64encode(b"\0" * shift + needle.encode()).decode()
    return coded[(0, 2, 3)[shift] : len(coded) // 4 * 4 - 4]


def _is_free(known: FieldInfo) -> bool:
    return any(getattr(limit, "max_length", 0) == LIMIT for limit in known.metadata) or _mentions(known.annotation)


def _several(known: FieldInfo) -> bool:
    return "tuple" in str(known.annotation)


def _mentions(annotation: Any) -> bool:
    return annotation == Text or any(_mentions(part) for part in get_args(annotation) if annotation is not Late)
