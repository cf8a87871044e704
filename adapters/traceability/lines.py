"""At which line of an edition's files a key stands: TOML is read for values elsewhere, here only for its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from adapters.regulations import EXAMPLES

HEADER = re.compile(r"(\[\[?)([\w.-]+)\]")
KEY = re.compile(r"([\w-]+) = ")
NAMED = re.compile(r'(?:id|code|step) = "([\w.-]+)"')

SECTIONS = {
    "limit": "limits",
    "finding": "findings",
    "obligation": "obligations",
    "reading": "readings",
    "role": "roles",
    "kind": "intake.kinds",
}
"""A clause says `limit.sign-am` for what stands under `limits.sign-am`."""


class Line(NamedTuple):
    """A line of a file."""

    file: str
    number: int

    def __str__(self) -> str:
        """`limits.toml:12`."""
        return f"{self.file}:{self.number}"


class Lines:
    """Where the keys of an edition stand."""

    def __init__(self, folder: Path) -> None:
        self._at: dict[str, Line] = {}
        for path in sorted(folder.glob("*.toml")):
            if path.name == EXAMPLES:
                continue
            for number, key in _keys(path.read_text("utf-8")):
                self._at.setdefault(key, Line(path.name, number))

    def of(self, key: str) -> Line | None:
        """The line of a dotted key, or of the nearest key around it; None where there is none."""
        while key and key not in self._at:
            key = key.rpartition(".")[0]
        return self._at.get(key)

    def governed(self, target: str) -> Line | None:
        """The line of something a clause governs, by the name the clause gives it."""
        section, _, rest = target.partition(".")
        return self.of(f"{SECTIONS[section]}.{rest}" if section in SECTIONS else target)


def _keys(text: str) -> Iterator[tuple[int, str]]:
    """Line number and dotted key, for tables, keys and entries that have a name."""
    table, above, header = "", "", 0
    for number, line in enumerate(text.splitlines(), 1):
        if found := HEADER.match(line):
            table, above, header = found[2], found[2], number if found[1] == "[[" else 0
            parts = table.split(".")
            yield from ((number, ".".join(parts[:length])) for length in range(len(parts), 0, -1))
            continue
        if found := KEY.match(line):
            above = f"{table}.{found[1]}".removeprefix(".")
            yield number, above
        if found := NAMED.search(line):
            named_here = header and above.rpartition(".")[0] == table
            yield (header, f"{table}.{found[1]}") if named_here and KEY.match(line) else (number, f"{above}.{found[1]}")
