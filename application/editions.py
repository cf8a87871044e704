"""The editions at hand, found by id and exact content."""

from __future__ import annotations

from collections.abc import Iterator

from domain.errors import Refused
from domain.regulations.book import Book
from domain.regulations.model import Edition


class EditionUnknown(Refused):
    """No edition of that id, or not in that content."""

    code = "edition.unknown"


class KnownEditions:
    """The book, answering with refusals. A citation's hash must be one that is at hand."""

    def __init__(self, *books: Book) -> None:
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
        if hash is not None and hash in self._exact:
            return self._exact[hash]
        if id not in self._newest:
            known = ", ".join(sorted(self._newest))
            raise EditionUnknown(f"no edition {id!r}", remedy=f"use one of: {known}")
        if hash is not None and self._newest[id].hash != hash:
            raise EditionUnknown(
                f"{id} is at hand only in another content than {hash[:12]}…",
                remedy="put the edition's former folder beside the new one; an edition in force is never edited",
            )
        return self._newest[id]
