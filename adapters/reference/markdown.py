"""Markdown, as little of it as the pages need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

WRITTEN = "Written by `tiji reference write`; `make check` fails where it is stale. Do not edit it."


def page(title: str, about: str, *sections: str) -> str:
    """A whole page: its title, what it is about, its sections."""
    return "\n\n".join([f"# {title}", about, f"*{WRITTEN}*", *filter(None, sections)]) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table, or nothing where there are no rows."""
    lines = [_line(row) for row in rows]
    if not lines:
        return ""
    return "\n".join([_line(head), "|" + "---|" * len(head), *lines])


def code(text: object) -> str:
    """Something of the code's own, `spelled so`."""
    return f"`{text}`"


def codes(texts: Iterable[object]) -> str:
    """Several, one after the other."""
    return ", ".join(code(text) for text in texts)


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"
