"""Paths of tiles, as C2SP writes them."""

from __future__ import annotations

import pytest

from adapters.evidence.tiles import NoSuchTile, Tile, bundled


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(0, 0), "0/000"),
        (Tile(0, 1234067), "0/x001/x234/067"),
        (Tile(1, 3, 17), "1/003.p/17"),
        (Tile(None, 273), "entries/273"),
        (Tile(None, 1000, 112), "entries/x001/000.p/112"),
    ],
)
def test_a_tile_has_one_path(tile, path):
    assert tile.path == path
    assert Tile.at(path, 10**12) == tile


@pytest.mark.parametrize(
    "path", ["", "0", "0/", "0/0", "0/0000", "0/x000/000", "0/x001", "-1/000", "0/000.p/256", "0/000.p/0", "0/000.p/01"]
)
def test_what_is_no_path_of_a_tile_is_none(path):
    with pytest.raises(NoSuchTile):
        Tile.at(path, 10**12)


def test_a_tile_is_there_once_the_log_has_grown_over_it():
    assert Tile.at("1/000.p/2", 512).width == 2
    for path, size in (("1/000.p/2", 511), ("0/001", 511), ("0/000.p/4", 3)):
        with pytest.raises(NoSuchTile):
            Tile.at(path, size)


def test_entries_stand_after_their_lengths():
    assert bundled([b"ab", b""]) == b"\0\2ab\0\0"
    with pytest.raises(ValueError, match="fits into no bundle"):
        bundled([b"x" * 65_536])
