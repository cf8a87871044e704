"""Editions read from their folders of TOML files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import domain.regulations
from adapters import toml
from domain.errors import Refused
from domain.regulations.book import Book
from domain.regulations.errors import EditionError
from domain.regulations.model import Edition

SHIPPED = Path(domain.regulations.__file__).parent / "data"
"""The editions that come with the application, `<place>/<edition>/*.toml`."""

EXAMPLES = "examples.toml"
"""Worked cases stand beside the text and are no part of it."""


class EditionsUnreadable(Refused):
    """A folder of further editions holds none, or one that cannot be loaded."""

    code = "editions.unreadable"


def read_files(folder: Path) -> dict[str, dict[str, Any]]:
    """The parsed files of an edition's folder, by name. Raises EditionError naming the file."""
    files = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name == EXAMPLES:
            continue
        try:
            files[path.name] = toml.read(path.read_text(encoding="utf-8"))
        except toml.Unreadable as error:
            raise EditionError(str(error), file=path.name) from error
    if not files:
        raise EditionError("holds no TOML files", file=str(folder))
    return files


def load_edition(folder: Path) -> Edition:
    """The edition in one folder. Raises EditionError naming file, key and clause."""
    return Edition.of(read_files(folder))


def load_book(root: Path = SHIPPED) -> Book:
    """Every edition under a folder. Raises EditionError for the first that cannot be loaded."""
    return Book(load_edition(folder) for folder in sorted(root.glob("*/*")) if folder.is_dir())


@cache
def shipped() -> Book:
    """The editions that come with the application, read once."""
    return load_book()


@cache
def at_hand(further: Path | None = None) -> Book:
    """The editions that ship and, beside them, those in a folder of one's own. Raises EditionsUnreadable."""
    if further is None:
        return shipped()
    try:
        own = tuple(load_book(further))
    except EditionError as fault:
        raise EditionsUnreadable(
            str(fault), remedy=f"tiji regulation check {further} names every fault, with its file and its key"
        ) from fault
    if not own:
        raise EditionsUnreadable(f"{further} holds no edition", remedy="put PLACE/EDITION/*.toml into it")
    if twice := [edition.id for edition in own if edition.id in shipped()]:
        raise EditionsUnreadable(f"{', '.join(twice)} ships already", remedy="give yours an id of its own")
    return Book([*shipped(), *own])


def folders_of(further: Path | None = None) -> list[Path]:
    """The folder of each edition at hand: those that ship, then one's own."""
    roots = [SHIPPED, further] if further else [SHIPPED]
    return [folder for root in roots for folder in sorted(root.glob("*/*")) if folder.is_dir()]
