"""The editions at hand, found by id and exact content."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from domain.errors import Refused
from domain.regulations.book import Book
from domain.regulations.model import Edition


class EditionUnknown(Refused):
    """No edition of that id, or not in that content."""

    code = "edition.unknown"


def _none(hash: str) -> Edition | None:
    """Nothing is kept but what comes with the application."""
    del hash
    return None


class KnownEditions:
    """The book, answering with refusals. What a citation's hash names is at hand, or was kept when it was in use."""

    def __init__(self, *books: Book, kept: Callable[[str], Edition | None] = _none) -> None:
        self._kept = kept
        self._newest: dict[str, Edition] = {}
        self._exact: dict[str, Edition] = {}
        for edition in (edition for book in books for edition in book):
            self._newest[edition.id] = edition
            self._exact[edition.hash] = edition

    def __iter__(self) -> Iterator[Edition]:
        """Every edition, newest content of each id."""
        return iter(self._newest.values())

    def edition(self, id: str, hash: str | None = None) -> Edition:
        """The edition of an id, in the exact content of a hash where one is given."""
        if hash is not None and (exact := self._exact.get(hash) or self._kept(hash)) is not None:
            self._exact[hash] = exact
            return exact
        if id not in self._newest:
            known = ", ".join(sorted(self._newest))
            raise EditionUnknown(f"no edition {id!r}", remedy=f"use one of: {known}")
        if hash is not None:
            raise EditionUnknown(
                f"{id} is at hand only in another content than {hash[:12]}…",
                remedy="bring back the store's kept editions (store.editions), or the edition's former folder",
            )
        return self._newest[id]
