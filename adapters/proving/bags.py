"""What can be done to a case bundle: bits turned, facts left out, heads forged, keys swapped or stolen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from uuid import UUID

from adapters.evidence import verify_bundle
from adapters.evidence.bundle import Bundle
from adapters.evidence.heads import facts_of, heads_of
from adapters.evidence.merkle import NodesInMemory, tree_hash
from adapters.evidence.notes import Checkpoint, Signer
from adapters.evidence.verify_bundle import Wrong, check, key_of, manifest_of
from adapters.proving.scene import Scene

Bag = dict[str, bytes]


@dataclass(frozen=True)
class Packed:
    """A bundle of one case, and how it is checked."""

    scene: Scene
    bundle: Bundle
    bag: Bag

    def is_found_wrong(self, bag: Bag) -> bool:
        """Whether the stand-alone verifier refuses it, trusting log and witness."""
        log, witness = str(self.scene.key.verifier), str(self.scene.witness.verifier)
        try:
            check(bag, key_of(log, verify_bundle.LOG), key_of(witness, verify_bundle.WITNESS))
        except Wrong:
            return True
        return False


def packed(scene: Scene) -> Packed:
    """A case of the store in a bag."""
    newest = scene.tables.at(scene.size)
    case = scene.case()
    facts = list(facts_of(scene.connection, case, scene.size))
    text = str(heads_of(scene.key.name, case, scene.size, facts))
    registered = next(fact for fact in facts if fact.topic == "complaint.registered")
    bundle = Bundle(
        number=json.loads(registered.line())["body"]["number"],
        packed_on=newest.sealed_at.date(),
        facts=facts,
        checkpoint=newest.note,
        size=scene.size,
        heads=f"{text}\n{scene.key.sign(text)}",
        disclosures=[],
        files=[],
        report={"report.html": b"<!doctype html>\n"},
    )
    return Packed(scene, bundle, bundle.bag(scene.tables))


def flips(bag: Bag, random: Random, most: int | None) -> Iterator[Bag]:
    """The bag with one bit turned: each there is, or so many at random."""
    places = [(name, bit) for name, content in bag.items() for bit in range(len(content) * 8)]
    for name, bit in places if most is None else random.sample(places, most):
        yield bag | {name: turned(bag[name], bit)}


def flips_made_to_fit(bag: Bag, random: Random, most: int) -> Iterator[Bag]:
    """One bit of the evidence turned at random, and the manifests made again."""
    names = [f"data/{name}" for name in ("events.jsonl", "proofs.jsonl", "checkpoint", "heads")]
    for _ in range(most):
        name = random.choice(names)
        yield refitted(bag | {name: turned(bag[name], random.randrange(len(bag[name]) * 8))})


def facts_left_out(at: Packed) -> Iterator[Bag]:
    """The bag without each of its facts, the heads as they were signed."""
    for gone in at.bundle.facts:
        yield replace(at.bundle, facts=[fact for fact in at.bundle.facts if fact != gone]).bag(at.scene.tables)


def heads_forged(at: Packed) -> Iterator[Bag]:
    """Heads that fit what was left out, lists altered line by line, true heads of another case or an earlier day."""
    scene, true = at.scene, at.bundle.heads.rpartition("\n\n")[0] + "\n"
    for gone in at.bundle.facts:
        rest = [fact for fact in at.bundle.facts if fact != gone]
        text = str(heads_of(scene.key.name, scene.case(), scene.size, rest))
        yield replace(at.bundle, facts=rest, heads=_signed(scene.thief, text)).bag(scene.tables)
    line = at.bundle.heads.removeprefix(f"{true}\n")
    for text in _other_lists(true):
        for signed in (f"{text}\n{line}", _signed(scene.thief, text), _signed(scene.key, text)):
            yield replace(at.bundle, heads=signed).bag(scene.tables)
    yield replace(at.bundle, heads=_signed(scene.thief, true)).bag(scene.tables)
    for case, size in [(case, scene.size) for case in scene.cases()[1:4]] + [(scene.case(), scene.sizes[-2])]:
        text = str(heads_of(scene.key.name, case, size, facts_of(scene.connection, case, size)))
        yield replace(at.bundle, heads=_signed(scene.key, text)).bag(scene.tables)


def _other_lists(true: str) -> Iterator[str]:
    """A list with a stream gone, with one more, and with each number of each stream lowered."""
    lines = true.splitlines()
    streams = [number for number, line in enumerate(lines) if line.startswith("stream ")]
    yield "\n".join([*lines, f"stream {UUID(int=2**128 - 1)} 1 1 1", ""])
    for number in streams:
        yield "\n".join([*lines[:number], *lines[number + 1 :], ""])
        word, stream, *counts = lines[number].split()
        for place, count in enumerate(counts):
            lower = [*counts[:place], str(int(count) - 1), *counts[place + 1 :]]
            yield "\n".join([*lines[:number], " ".join([word, stream, *lower]), *lines[number + 1 :], ""])


def keys_swapped(at: Packed) -> Iterator[Bag]:
    """Checkpoint and heads signed by another key under the log's name."""
    text = at.bundle.checkpoint.rpartition("\n\n")[0] + "\n"
    yield replace(at.bundle, checkpoint=f"{text}\n{at.scene.thief.sign(text)}").bag(at.scene.tables)
    heads = at.bundle.heads.rpartition("\n\n")[0] + "\n"
    yield replace(at.bundle, heads=f"{heads}\n{at.scene.thief.sign(heads)}").bag(at.scene.tables)


def called_after_another(at: Packed) -> Iterator[Bag]:
    """The bag under the number of another case, under none, and without its first line; the manifests made again."""
    info = at.bag["bag-info.txt"]
    own, _, rest = info.partition(b"\n")
    for other in (own[:-1] + bytes([own[-1] ^ 1]), b"External-Identifier: ", b""):
        yield refitted(at.bag | {"bag-info.txt": other + (b"\n" if other else b"") + rest})


def stolen_key(at: Packed, random: Random, most: int) -> Iterator[Bag]:
    """A fact altered, and everything made again and signed with the log's own key: the witness did not sign it."""
    leaves = [entry.leaf() for entry in at.scene.tables.entries(0, at.scene.size)]
    for _ in range(most):
        place = random.randrange(len(at.bundle.facts))
        fact = at.bundle.facts[place]
        other = fact._replace(written_by=hashlib.sha256(random.randbytes(8)).hexdigest()[:8])
        nodes = NodesInMemory()
        for index, leaf in enumerate(leaves):
            nodes.add(other.leaf() if index == fact.position - 1 else leaf)
        text = str(Checkpoint(at.scene.key.name, at.scene.size, tree_hash(nodes, 0, at.scene.size)))
        facts = [*at.bundle.facts[:place], other, *at.bundle.facts[place + 1 :]]
        yield replace(at.bundle, facts=facts, checkpoint=_signed(at.scene.key, text)).bag(nodes)


def turned(content: bytes, bit: int) -> bytes:
    """One bit the other way."""
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def refitted(bag: Bag) -> Bag:
    """Manifests that fit the payload, as whoever alters it would make them."""
    payload = {name: content for name, content in bag.items() if name.startswith("data/")}
    tags = {name: content for name, content in bag.items() if name in verify_bundle.TAGS}
    tags["manifest-sha256.txt"] = manifest_of(payload)
    return {**tags, "tagmanifest-sha256.txt": manifest_of(tags), **payload}


def _signed(key: Signer, text: str) -> str:
    return f"{text}\n{key.sign(text)}"
