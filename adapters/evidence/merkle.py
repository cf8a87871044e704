"""The Merkle tree of RFC 6962: roots, inclusion and consistency proofs, and how each is checked."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple, Protocol

HASH = 32
"""Bytes of a hash: SHA-256."""
EMPTY = hashlib.sha256().digest()
"""Root of a tree without leaves."""
HEIGHT = 8
"""Levels of the tree that one tile spans; `Nodes` counts levels in tiles."""
WIDTH = 1 << HEIGHT
"""Hashes of a full tile."""


class ProofFails(ValueError):
    """A proof does not show what it is said to show."""


class Node(NamedTuple):
    """The root of a complete subtree of 256^level leaves."""

    level: int
    place: int
    """Among those of its level, from 0."""
    hash: bytes


class Nodes(Protocol):
    """Hashes of complete subtrees of a log, wherever they rest. Level 0 holds the leaves."""

    def hashes(self, level: int, first: int, count: int) -> Sequence[bytes]:
        """So many of a level, in order, from an index on."""


def leaf_hash(entry: bytes) -> bytes:
    """Of an entry of the log."""
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Of two subtrees side by side."""
    return hashlib.sha256(b"\1" + left + right).digest()


class Frontier:
    """The right edge of a growing tree: all it takes to add leaves and to say the root."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    @classmethod
    def of(cls, nodes: Nodes, size: int) -> Frontier:
        """The edge of a tree that rests somewhere already."""
        edge = cls()
        edge.size = size
        edge._peaks = [tree_hash(nodes, start, start + width) for start, width in _peaks(size)]
        return edge

    def add(self, leaf: bytes) -> list[Node]:
        """Add a leaf; the nodes above tiles that it completes."""
        completed, height, index = [], 0, self.size
        while index & 1:
            leaf = node_hash(self._peaks.pop(), leaf)
            index >>= 1
            height += 1
            if height % HEIGHT == 0:
                completed.append(Node(height // HEIGHT, index, leaf))
        self._peaks.append(leaf)
        self.size += 1
        return completed

    def root(self) -> bytes:
        """Of everything added so far."""
        if not self._peaks:
            return EMPTY
        *others, root = self._peaks
        for peak in reversed(others):
            root = node_hash(peak, root)
        return root


def tree_hash(nodes: Nodes, start: int, end: int) -> bytes:
    """Root over the leaves from `start` up to `end`; `start` is where a subtree of that size may begin."""
    size = end - start
    if size == 0:
        return EMPTY
    if size & (size - 1):
        middle = start + _split(size)
        return node_hash(tree_hash(nodes, start, middle), tree_hash(nodes, middle, end))
    level = (size.bit_length() - 1) // HEIGHT
    width = HEIGHT * level
    row = nodes.hashes(level, start >> width, size >> width)
    while len(row) > 1:
        row = [node_hash(row[n], row[n + 1]) for n in range(0, len(row), 2)]
    return row[0]


def inclusion_proof(nodes: Nodes, index: int, size: int) -> list[bytes]:
    """What shows that a leaf stands at its place in the tree of that size (RFC 6962, 2.1.1)."""
    if not 0 <= index < size:
        raise ProofFails(f"there is no leaf {index} in a tree of {size}")

    def path(start: int, end: int) -> list[bytes]:
        if end - start == 1:
            return []
        middle = start + _split(end - start)
        if index < middle:
            return [*path(start, middle), tree_hash(nodes, middle, end)]
        return [*path(middle, end), tree_hash(nodes, start, middle)]

    return path(0, size)


def consistency_proof(nodes: Nodes, old: int, size: int) -> list[bytes]:
    """What shows that the tree of one size only added to that of another (RFC 6962, 2.1.2)."""
    if not 0 <= old <= size:
        raise ProofFails(f"a tree of {size} cannot continue one of {old}")
    if old in {0, size}:
        return []

    def part(start: int, end: int, *, is_whole: bool) -> list[bytes]:
        if end == old:
            return [] if is_whole else [tree_hash(nodes, start, end)]
        middle = start + _split(end - start)
        if old <= middle:
            return [*part(start, middle, is_whole=is_whole), tree_hash(nodes, middle, end)]
        return [*part(middle, end, is_whole=False), tree_hash(nodes, start, middle)]

    return part(0, size, is_whole=True)


def root_by_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes:
    """The root that a leaf and its proof lead to. Raises ProofFails where the proof has not the right length."""
    if not 0 <= index < size:
        raise ProofFails(f"there is no leaf {index} in a tree of {size}")
    inner = (index ^ (size - 1)).bit_length()
    if len(proof) != inner + (index >> inner).bit_count():
        raise ProofFails(f"a proof of leaf {index} in a tree of {size} has not {len(proof)} hashes")
    for height, sibling in enumerate(proof[:inner]):
        leaf = node_hash(sibling, leaf) if index >> height & 1 else node_hash(leaf, sibling)
    for sibling in proof[inner:]:
        leaf = node_hash(sibling, leaf)
    return leaf


def require_consistent(old: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> None:
    """Raise ProofFails unless the tree of one root only added to that of the other (RFC 9162, 2.1.4.2)."""
    if old in {0, size}:
        expected = EMPTY if old == 0 else root
        if proof or old_root != expected:
            raise ProofFails(f"the trees of {old} and {size} do not fit")
        return
    if not 0 < old < size or not proof:
        raise ProofFails(f"nothing shows that the tree of {size} continues that of {old}")
    rest = list(proof) if old & (old - 1) else [old_root, *proof]
    place, last = old - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    was = now = rest[0]
    for sibling in rest[1:]:
        if last == 0:
            raise ProofFails("the proof is too long")
        if place & 1 or place == last:
            was, now = node_hash(sibling, was), node_hash(sibling, now)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            now = node_hash(now, sibling)
        place, last = place >> 1, last >> 1
    if last or was != old_root or now != root:
        raise ProofFails(f"the tree of {size} does not continue that of {old}")


class NodesInMemory:
    """A small log's nodes, all of them in memory."""

    def __init__(self) -> None:
        self._edge = Frontier()
        self._levels: dict[int, list[bytes]] = {0: []}

    def add(self, leaf: bytes) -> None:
        """Add a leaf."""
        self._levels[0].append(leaf)
        for node in self._edge.add(leaf):
            self._levels.setdefault(node.level, []).append(node.hash)

    def hashes(self, level: int, first: int, count: int) -> Sequence[bytes]:
        """So many of a level, in order, from an index on."""
        return self._levels.get(level, [])[first : first + count]


def _split(size: int) -> int:
    """The largest power of two below a size."""
    return 1 << (size - 1).bit_length() - 1


def _peaks(size: int) -> list[tuple[int, int]]:
    """Where the complete subtrees of a tree begin, and how wide each is, the widest first."""
    found, start = [], 0
    for height in reversed(range(size.bit_length())):
        if size >> height & 1:
            found.append((start, 1 << height))
            start += 1 << height
    return found
