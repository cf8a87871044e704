"""The tree against RFC 6962's published example, and against its own definition for every small size."""

from __future__ import annotations

import hashlib

import pytest

from adapters.evidence.merkle import (
    EMPTY,
    Frontier,
    NodesInMemory,
    ProofFails,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    require_consistent,
    root_by_inclusion,
    tree_hash,
)

EXAMPLE = [bytes.fromhex(each) for each in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")]
EXAMPLE.append(bytes(range(0x60, 0x70)))
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""Of the first 1 … 8 leaves of the example that every implementation of the RFC is held to."""


def grown(size: int) -> tuple[NodesInMemory, list[bytes]]:
    """A tree and its leaves."""
    nodes, leaves = NodesInMemory(), [leaf_hash(b"%d" % n) for n in range(size)]
    for leaf in leaves:
        nodes.add(leaf)
    return nodes, leaves


def defined(leaves: list[bytes]) -> bytes:
    """The root as the RFC defines it, in its own words."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(defined(leaves[:split]), defined(leaves[split:]))


def test_the_published_roots_are_reached():
    edge, nodes = Frontier(), NodesInMemory()
    assert edge.root() == EMPTY
    for size, (entry, root) in enumerate(zip(EXAMPLE, ROOTS, strict=True), 1):
        edge.add(leaf_hash(entry))
        nodes.add(leaf_hash(entry))
        assert edge.root().hex() == tree_hash(nodes, 0, size).hex() == root


def test_the_published_consistency_proof_is_made():
    nodes = NodesInMemory()
    for entry in EXAMPLE:
        nodes.add(leaf_hash(entry))
    assert [each.hex() for each in consistency_proof(nodes, 2, 5)] == [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ]


def test_every_leaf_of_every_small_tree_is_shown_to_be_in_it():
    nodes, leaves = grown(40)
    for size in range(1, 41):
        root = defined(leaves[:size])
        for index in range(size):
            proof = inclusion_proof(nodes, index, size)
            assert root_by_inclusion(leaves[index], index, size, proof) == root


def test_every_small_tree_is_shown_to_continue_every_smaller_one():
    nodes, leaves = grown(40)
    for size in range(41):
        for old in range(size + 1):
            proof = consistency_proof(nodes, old, size)
            require_consistent(old, defined(leaves[:old]), size, defined(leaves[:size]), proof)


@pytest.mark.parametrize("size", [255, 256, 257, 65_537])
def test_trees_over_several_tiles_have_the_root_that_is_defined(size):
    nodes, leaves = grown(size)
    edge = Frontier.of(nodes, size)
    assert edge.root() == tree_hash(nodes, 0, size) == defined(leaves)
    edge.add(leaf_hash(b"one more"))
    assert edge.root() == defined([*leaves, leaf_hash(b"one more")])


def test_another_history_is_not_shown_to_continue():
    nodes, leaves = grown(30)
    for old in range(1, 30):
        proof = consistency_proof(nodes, old, 30)
        forged = defined([*leaves[: old - 1], leaf_hash(b"another")])
        with pytest.raises(ProofFails):
            require_consistent(old, forged, 30, defined(leaves), proof)


def test_a_proof_that_is_too_short_or_too_long_shows_nothing():
    nodes, leaves = grown(20)
    inclusion, consistency = inclusion_proof(nodes, 7, 20), consistency_proof(nodes, 7, 20)
    for bad in (inclusion[:-1], [*inclusion, EMPTY]):
        with pytest.raises(ProofFails):
            root_by_inclusion(leaves[7], 7, 20, bad)
    for bad in (consistency[:-1], [*consistency, EMPTY], []):
        with pytest.raises(ProofFails):
            require_consistent(7, defined(leaves[:7]), 20, defined(leaves), bad)


@pytest.mark.parametrize(("index", "size"), [(-1, 5), (5, 5), (0, 0)])
def test_no_proof_is_made_of_a_leaf_that_is_not_there(index, size):
    nodes, _ = grown(5)
    with pytest.raises(ProofFails):
        inclusion_proof(nodes, index, size)


def test_no_tree_continues_a_larger_one():
    nodes, _ = grown(5)
    with pytest.raises(ProofFails):
        consistency_proof(nodes, 5, 4)
