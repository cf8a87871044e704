"""Where in an edition's files something stands, told so that an officer can find it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.regulations.content import Files

MAIN = "regulation.toml"
"""Where what no file says yet belongs."""


def clauses_cited(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:  # noqa: ANN401  (any TOML value)
    """Every clause id cited anywhere, with the key path it stands at."""
    if isinstance(value, dict):
        for key, inner in value.items():
            here = (*path, str(inner.get("id", key)) if isinstance(inner, dict) else str(key))
            if isinstance(inner, str) and (key == "clause" or key.endswith("_clause")):
                yield here, inner
            elif isinstance(inner, list) and key == "clauses" and path:
                yield from ((here, cited) for cited in inner)
            else:
                yield from clauses_cited(inner, here)
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            name = str(inner.get("id", inner.get("code", number))) if isinstance(inner, dict) else str(number)
            yield from clauses_cited(inner, (*path, name))


def locate(content: Any, loc: tuple[int | str, ...]) -> tuple[str, str]:  # noqa: ANN401  (any TOML value)
    """The readable key path of a place in shaped content, and the clause of the innermost entry around it.

    Entries of a list without a name are counted from 1, as people do.
    """
    names: list[str] = []
    clause, here = "", content
    for position, step in enumerate(loc, 1):
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            if position < len(loc):
                continue  # a name of the model's own, the form of a span
            here = None  # a key that is missing
        if isinstance(here, dict):
            cited = here.get("clause", here.get("id", "") if loc[0] == "clauses" else "")
            clause = cited if isinstance(cited, str) and cited else clause
        named = here.get("id", here.get("code")) if isinstance(here, dict) and isinstance(step, int) else None
        counted = step + 1 if isinstance(step, int) else step
        names.append(str(counted if named is None else named))
    return ".".join(names), clause


def file_of(files: Files, key: str) -> str:
    """The file that holds a readable key path, as far down as it can be told."""
    top, _, rest = key.partition(".")
    holders = {name: parsed[top] for name, parsed in sorted(files.items()) if top in parsed}
    for name, value in holders.items():
        if any(rest == entry or rest.startswith(f"{entry}.") for entry in _entries(value)):
            return name
    return next(iter(holders), MAIN if MAIN in files else ", ".join(sorted(files)))


def _entries(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    elif isinstance(value, list):
        yield from (str(entry["id"]) for entry in value if isinstance(entry, dict) and "id" in entry)
