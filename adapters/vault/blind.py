"""A blind index: which texts may hold some words, without the database knowing a word.

A text is indexed by its bigrams, each under a keyed hash. The key is one of the vault's own and rests wrapped like any
other. What the index finds are candidates: whoever searches opens each and looks. Two characters are enough, which is
how long most Chinese words are. The index rests in the text's own row and goes with it.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Collection
from uuid import UUID

from domain.errors import Refused

OWNER = UUID(int=0)
"""Owns the index's key; nobody is ever called so."""
SHORTEST = 2
"""Characters of a word to search for."""
BYTES = 4
"""Of a keyed hash: short on purpose, so that one hash stands for several bigrams."""
SKETCH = 16
"""Smallest hashes of a text. Texts alike share some of them, and few others do."""
ALIKE = 0.3
"""Share of common bigrams from which two texts count as similar."""


class WordTooShort(Refused):
    """A word to search for has fewer than two characters."""

    code = "search.word_too_short"


def plain(text: str) -> str:
    """A text as it is compared: width and case made one, white space gone."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def bigrams(text: str) -> frozenset[str]:
    """Every two neighbouring characters of a text as it is compared."""
    said = plain(text)
    return frozenset(said[at : at + SHORTEST] for at in range(len(said) - SHORTEST + 1))


def words_of(query: str) -> list[str]:
    """The words of a query as they are compared. Raises WordTooShort."""
    words = [plain(word) for word in query.split()]
    if not words or any(len(word) < SHORTEST for word in words):
        raise WordTooShort(
            "a word to search for has at least two characters", remedy="write the whole word, or one more"
        )
    return words


def holds(text: str, words: Collection[str]) -> bool:
    """Whether a text holds every word."""
    said = plain(text)
    return all(word in said for word in words)


def likeness(one: str, other: str) -> float:
    """Share of bigrams that two texts have in common, 0 to 1."""
    left, right = bigrams(one), bigrams(other)
    return len(left & right) / len(left | right) if left and right else 0.0


def hashes(key: bytes, grams: Collection[str]) -> list[int]:
    """Keyed hashes of bigrams, smallest first."""
    return sorted({_hashed(key, gram) for gram in grams})


def _hashed(key: bytes, gram: str) -> int:
    return int.from_bytes(hashlib.blake2b(gram.encode(), key=key, digest_size=BYTES).digest(), "big", signed=True)
