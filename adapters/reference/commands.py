"""Every command: where it is sent, who may send it, what it holds."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from adapters.reference.markdown import code, codes, page, table
from adapters.reference.schemas import definitions_of, rows_of
from adapters.reference.sources import about, fields_of
from application.access import MAY
from application.commands import Late
from application.verbs import VERBS, Verb

ABOUT = """
One table of verbs (`application/verbs.py`) serves the API, the stories and the command line.
A body is JSON; an unknown field is an error.
Free text goes to the vault and only its handle into the fact; a code is short, of the edition or the organisation.
A command with `late` may be entered after the fact by the roles the [access page](access.md) names, with a ground and
evidence.
""".strip()
HEAD = ("field", "type", "needed", "about")


def written() -> str:
    """The page."""
    sections = []
    for resource, verbs in groupby(VERBS, key=lambda verb: verb.resource):
        sections.append(f"## {resource.capitalize()}")
        sections.extend(_section(verb) for verb in verbs)
    schema = Late.model_json_schema()
    return page("Commands", ABOUT, *sections, f"## `late`\n\n{about(Late)}\n\n{table(HEAD, rows_of(schema, {}, {}))}")


def _section(verb: Verb) -> str:
    schema = verb.command.model_json_schema()
    said = {name: field.about for name, field in fields_of(verb.command).items()}
    roles = sorted(role for role, actions in MAY.items() if verb.action in actions)
    lines = [
        f"### {code(verb.name)}",
        about(verb.command),
        f"{code(f'POST /api{verb.path}')}, {_on(verb)}; action {code(verb.action)}, for {codes(roles) or 'no role'}.",
        table(HEAD, _rows(schema, said)),
    ]
    return "\n\n".join(filter(None, lines))


def _on(verb: Verb) -> str:
    return "creates" if verb.target == "none" else f"on {'an' if verb.target[0] in 'aeiou' else 'a'} {verb.target}"


def _rows(schema: dict[str, Any], said: dict[str, str]) -> list[tuple[str, ...]]:
    return rows_of(schema, definitions_of(schema), said)
