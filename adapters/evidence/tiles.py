"""The log in tiles, as C2SP lays them out: 256 hashes each, under paths that never change their meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from adapters.evidence.merkle import HEIGHT, WIDTH

PATH = re.compile(
    r"(?P<level>entries|[0-9]|[1-5][0-9]|6[0-3])/(?P<index>(?:x[0-9]{3}/)*[0-9]{3})(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)
LARGEST_ENTRY = 0xFFFF
"""Bytes an entry may have in a bundle."""


class NoSuchTile(LookupError):
    """The path is none, or the log has not grown so far."""


@dataclass(frozen=True)
class Tile:
    """Where a tile is; level None is a bundle of entries."""

    level: int | None
    index: int
    width: int = WIDTH

    @property
    def first(self) -> int:
        """Index of its first hash, or entry."""
        return self.index * WIDTH

    @property
    def path(self) -> str:
        """Below `/tile/`."""
        *thousands, last = _threes(self.index)
        named = "/".join([*(f"x{part:03}" for part in thousands), f"{last:03}"])
        level = "entries" if self.level is None else str(self.level)
        return f"{level}/{named}" + ("" if self.width == WIDTH else f".p/{self.width}")

    @classmethod
    def at(cls, path: str, size: int) -> Tile:
        """The tile under a path in a log of a size. Raises NoSuchTile."""
        found = PATH.fullmatch(path)
        if not found:
            raise NoSuchTile(path)
        level = None if found["level"] == "entries" else int(found["level"])
        width = int(found["width"] or WIDTH)
        tile = cls(level, int(found["index"].replace("x", "").replace("/", "")), width)
        grown = size >> HEIGHT * (level or 0)
        if tile.path != path or tile.first + width > grown:
            raise NoSuchTile(path)
        return tile


def bundled(entries: Iterable[bytes]) -> bytes:
    """Entries one after the other, each after its length."""
    parts = []
    for entry in entries:
        if len(entry) > LARGEST_ENTRY:
            raise ValueError(f"an entry of {len(entry)} bytes fits into no bundle")
        parts += [len(entry).to_bytes(2, "big"), entry]
    return b"".join(parts)


def _threes(index: int) -> list[int]:
    parts = [index % 1000]
    while index := index // 1000:
        parts.insert(0, index % 1000)
    return parts
