"""All pages of the reference, written into a folder or compared with one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from adapters.reference import (
    access,
    command_line,
    commands,
    edition_keys,
    editions,
    events,
    examples,
    questions,
    refusals,
    traceability,
    views,
)


def pages(root: Any) -> dict[str, str]:  # noqa: ANN401  (typer's own class of a group is private)
    """File name → text, from the code and the root command alone."""
    return {
        "events.md": events.written(),
        "commands.md": commands.written(),
        "questions.md": questions.written(),
        "refusals.md": refusals.written(),
        "access.md": access.written(),
        "views.md": views.written(),
        "editions.md": editions.written(),
        "edition-keys.md": edition_keys.written(),
        "traceability.md": traceability.written(),
        "examples.md": examples.written(),
        "cli.md": command_line.written(root),
    }


def write(folder: Path, known: dict[str, str]) -> list[str]:
    """Write what is stale; the names of those pages."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = stale(folder, known)
    for name in changed:
        (folder / name).write_text(known[name], encoding="utf-8")
    return changed


def stale(folder: Path, known: dict[str, str]) -> list[str]:
    """Names of pages that are missing or say something else than the code."""
    return [name for name, text in known.items() if not _says(folder / name, text)]


def _says(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text
