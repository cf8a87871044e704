"""The editions at hand, found by id and exact content, and read as offices read them on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Protocol

from application.store import Store
from domain.aggregates.readings import chosen_on, readings_stream
from domain.errors import Refused
from domain.events.reading import ReadingRevised
from domain.regulations.book import Book
from domain.regulations.model import Edition


class EditionUnknown(Refused):
    """No edition of that id, or not in that content."""

    code = "edition.unknown"


class Archive(Protocol):
    """Contents of editions kept with the facts that cite them."""

    def keep(self, editions: Iterable[Edition]) -> None:
        """Keep each content that is not kept yet."""

    def find(self, hash: str) -> Edition | None:
        """The edition in the content of a hash."""


class NothingKept:
    """Nothing but what comes with the application."""

    def keep(self, editions: Iterable[Edition]) -> None:
        """Not needed where facts do not outlive the application."""

    def find(self, hash: str) -> Edition | None:
        """None."""


class KnownEditions:
    """The books, answering with refusals. What a citation's hash names is at hand, or was kept when it was in use.

    With a store, revisions of readings are looked up there; only those not seen yet are read, so that it is never
    older than the store. Each way of reading is an edition with a hash of its own, derived once.
    """

    def __init__(self, *books: Book, kept: Archive | None = None, store: Store | None = None) -> None:
        self._kept = kept or NothingKept()
        self._newest: dict[str, Edition] = {}
        self._exact: dict[str, Edition] = {}
        self._read: dict[tuple[str, frozenset[tuple[str, str]]], Edition] = {}
        self._store = store
        self._revisions: dict[str, tuple[int, tuple[ReadingRevised, ...]]] = {}
        for edition in (edition for book in books for edition in book):
            self._newest[edition.id] = edition
            self._exact[edition.hash] = edition

    def __iter__(self) -> Iterator[Edition]:
        """Every edition, newest content of each id."""
        return iter(self._newest.values())

    def edition(self, id: str, hash: str | None = None) -> Edition:
        """The edition of an id, in the exact content of a hash where one is given."""
        if hash is not None and hash not in self._exact and id in self._newest:
            self._derive_all(id)
        if hash is not None and (exact := self._exact.get(hash) or self._kept.find(hash)) is not None:
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

    def on(self, day: date, id: str, hash: str | None = None) -> Edition:
        """The edition as it is read on a day: as it came, under the revisions that have taken effect."""
        return self._under(self.edition(id, hash), chosen_on(day, self._revised(id)))

    def _under(self, edition: Edition, choices: Mapping[str, str]) -> Edition:
        offered = {reading.id for reading in edition.readings}
        fitting = frozenset((reading, choice) for reading, choice in choices.items() if reading in offered)
        if not fitting:
            return edition
        key = (edition.hash, fitting)
        if key not in self._read:
            derived = edition.with_readings(dict(fitting))
            self._kept.keep([derived])
            self._read[key] = self._exact[derived.hash] = derived
        return self._read[key]

    def _derive_all(self, id: str) -> None:
        """Every way the edition was ever read, so that what began under one finds it again."""
        revisions = self._revised(id)
        known = [edition for edition in self._exact.values() if edition.id == id]
        for so_far in range(1, len(revisions) + 1):
            for day in {revision.effective_from for revision in revisions[:so_far]}:
                for edition in known:
                    self._under(edition, chosen_on(day, revisions[:so_far]))

    def _revised(self, id: str) -> tuple[ReadingRevised, ...]:
        seen, revisions = self._revisions.get(id, (0, ()))
        if self._store is not None:
            for place, fact in self._store.stream(readings_stream(id), after=seen):
                revisions += (fact,) if isinstance(fact, ReadingRevised) else ()
                seen = place.version
            self._revisions[id] = seen, revisions
        return revisions
