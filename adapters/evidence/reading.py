"""Answers whoever asks the log: how far it is, its checkpoint, its tiles, its proofs."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from adapters.evidence import verify_bundle
from adapters.evidence.log import LogTables, Sealed
from adapters.evidence.merkle import consistency_proof, inclusion_proof, tree_hash
from adapters.evidence.notes import Verifier
from adapters.evidence.refused import NotSealedYet, TileUnknown
from adapters.evidence.sealer import AWAY
from adapters.evidence.tiles import NoSuchTile, Tile, bundled
from application.transparency import Consistency, Inclusion, LogState

VERIFIER = Path(verify_bundle.__file__)


class LogReader:
    """Reads what is sealed, and nothing beyond; and hands out what it can be checked with."""

    def __init__(self, tables: LogTables, public: Path) -> None:
        self._tables, self._public = tables, public

    def state(self) -> LogState:
        """How far facts are sealed."""
        newest, witnessed = self._tables.newest(), self._tables.newest(witnessed=True)
        alarm = self._tables.alarm()
        return LogState(
            size=newest.size if newest else 0,
            witnessed=witnessed.size if witnessed else 0,
            sealed_at=newest.sealed_at if newest else None,
            alarm=alarm.code if alarm else None,
            detail=alarm.detail if alarm else "",
            is_trusted=alarm is None or alarm.code == AWAY,
        )

    def checkpoint(self) -> str:
        """The newest signed note. Raises NotSealedYet."""
        return self._sealed().note

    def key(self) -> str:
        """The public key it is signed with, as it is published. Raises NotSealedYet."""
        try:
            return str(Verifier.read(self._public.read_text(encoding="utf-8")))
        except OSError:
            raise NotSealedYet(
                "the log's public key is not at hand here", remedy="ask whoever runs `tiji seal` for its log.key.pub"
            ) from None

    @staticmethod
    def verifier() -> bytes:
        """The program that checks a bundle, for people who have nothing but Python."""
        return VERIFIER.read_bytes()

    def tile(self, path: str) -> bytes:
        """The hashes of a tile. Raises TileUnknown."""
        tile = self._tile(path)
        if tile.level is None:
            raise _unknown(path)
        try:
            return b"".join(self._tables.hashes(tile.level, tile.first, tile.width))
        except LookupError:
            raise _unknown(path) from None

    def entries(self, path: str) -> bytes:
        """A bundle of entries, by the path of the tile over them. Raises TileUnknown."""
        tile = self._tile(f"entries/{path}")
        return bundled(entry.line() for entry in self._tables.entries(tile.first, tile.width))

    def inclusion(self, position: int, size: int | None) -> Inclusion:
        """What shows that a fact is where it is. Raises NotSealedYet."""
        size = self._size(size)
        if not 1 <= position <= size:
            raise NotSealedYet(f"{position} is not under the checkpoint of {size}", remedy="ask again in a second")
        index = position - 1
        entry = next(iter(self._tables.entries(index, 1)), None)
        if entry is None or entry.position != position:
            raise NotSealedYet(f"the fact at {position} is missing", remedy="run `tiji verify`: facts are lost")
        proof = inclusion_proof(self._tables, index, size)
        leaf = self._tables.hashes(0, index, 1)[0]
        root = tree_hash(self._tables, 0, size)
        return Inclusion(position, size, entry.line().decode(), leaf, root, tuple(proof))

    def consistency(self, old: int, size: int | None) -> Consistency:
        """What shows that nothing sealed was changed since. Raises NotSealedYet."""
        size = self._size(size)
        if not 0 <= old <= size:
            raise NotSealedYet(
                f"the log of {size} is no later than that of {old}", remedy="name the smaller size first"
            )
        proof = consistency_proof(self._tables, old, size)
        was, now = tree_hash(self._tables, 0, old), tree_hash(self._tables, 0, size)
        return Consistency(old, size, was, now, tuple(proof))

    def _tile(self, path: str) -> Tile:
        with suppress(NoSuchTile):
            return Tile.at(path, self._sealed().size)
        raise _unknown(path)

    def _size(self, asked: int | None) -> int:
        sealed = self._sealed().size
        if asked is not None and asked > sealed:
            raise NotSealedYet(f"{sealed} facts are sealed, not {asked}", remedy="ask again in a second, or for less")
        return sealed if asked is None else asked

    def _sealed(self) -> Sealed:
        newest = self._tables.newest()
        if newest is None:
            raise NotSealedYet("nothing is sealed yet", remedy="let `tiji serve` or `tiji seal` run")
        return newest


def _unknown(path: str) -> TileUnknown:
    return TileUnknown(f"there is no tile {path!r}", remedy="C2SP tlog-tiles says how a tile's path is written")
