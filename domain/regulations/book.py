"""Which edition is in force: by place and day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from domain.regulations.model import Edition


class Book:
    """The known editions."""

    def __init__(self, editions: Iterable[Edition]) -> None:
        self._editions = {edition.id: edition for edition in editions}
        self._read: dict[tuple[str, frozenset[tuple[str, str]]], Edition] = {}

    def __iter__(self) -> Iterator[Edition]:
        return iter(self._editions.values())

    def __contains__(self, edition_id: str) -> bool:
        return edition_id in self._editions

    def edition(self, edition_id: str) -> Edition:
        """The edition of this id. Raises KeyError naming those known."""
        if edition_id not in self._editions:
            raise KeyError(f"no edition {edition_id}; there are {', '.join(sorted(self._editions))}")
        return self._editions[edition_id]

    def read(self, edition_id: str, readings: Mapping[str, str]) -> Edition:
        """An edition under other readings (id → choice), derived once.

        Raises KeyError for an unknown edition, EditionError for a reading or choice it does not offer.
        """
        key = (edition_id, frozenset(readings.items()))
        if key not in self._read:
            self._read[key] = self.edition(edition_id).with_readings(readings)
        return self._read[key]

    def in_force(self, place: str, on: date) -> Edition | None:
        """The newest edition of a place in force on a day; None before the first."""
        begun = [e for e in self if e.place == place and e.effective_from <= on]
        return max(begun, key=lambda edition: edition.effective_from, default=None)
