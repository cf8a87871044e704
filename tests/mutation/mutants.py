"""What can be changed in the files of an edition: one number, switch, time or entry at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

Files = dict[str, dict[str, Any]]
"""The parsed files of an edition, by name."""

TOLD = frozenset({"zh", "en", "title", "name_zh", "name_en", "says", "why", "reason", "note", "title_en", "section"})
"""Keys of what is only said to people."""
NAMED = frozenset({"clause", "clauses", "id", "code", "source", "not_modelled"})
"""Keys that name or cite; what they name is mutated where it stands."""
CLAUSES = "clauses"
"""Files that restate the clauses and say what governs each; that they fit is checked as an edition loads."""


class Mutant(NamedTuple):
    """One change."""

    file: str
    path: tuple[str | int, ...]
    clause: str
    """The nearest clause cited around it."""
    before: object
    after: object

    def __str__(self) -> str:
        where = ".".join(map(str, self.path))
        return f"{self.file} {where} = {self.before!r} → {self.after!r} ({self.clause or 'no clause'})"

    def applied(self, files: Files) -> Files:
        """The files with this one change."""
        changed = deepcopy(files)
        *to, last = self.path
        place: Any = changed[self.file]
        for key in to:
            place = place[key]
        place[last] = self.after
        return changed


def mutants(files: Files) -> Iterator[Mutant]:
    """Every change, file after file."""
    for name in files:
        if not name.startswith(CLAUSES):
            for path, clause, value in _leaves(files[name], (), ""):
                for after in _changes(value):
                    yield Mutant(name, path, clause, value, after)


def _leaves(
    value: object, path: tuple[str | int, ...], clause: str
) -> Iterator[tuple[tuple[str | int, ...], str, object]]:
    match value:
        case Mapping():
            around = str(value.get("clause", clause))
            for key, each in value.items():
                if key not in TOLD | NAMED:
                    yield from _leaves(each, (*path, key), around)
        case list() if value and all(isinstance(each, Mapping) for each in value):
            for number, each in enumerate(value):
                yield from _leaves(each, (*path, number), clause)
        case _:
            yield path, clause, value


def _changes(value: object) -> Iterator[object]:
    match value:
        case bool():
            yield not value
        case int():
            yield value + 1
        case float():
            yield value * 2
        case time():
            yield time(value.hour - 1, value.minute) if value.hour else time(1, value.minute)
        case datetime() | date():
            yield value + timedelta(days=1)
        case [*_, _]:
            yield value[:-1]
        case _:
            return
