"""The worked examples that came with the texts: each runs somewhere, or says what it waits for."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import NamedTuple

from adapters.regulations import EXAMPLES, SHIPPED
from adapters.traceability.proofs import stories, worked


class Entry(NamedTuple):
    """One worked example."""

    id: str
    place: str
    kind: str
    """The kind of rule it is about: clock, trigger, score …"""
    runs: tuple[str, ...]
    """The text it stands beside, the stories that tell it."""
    waits: str
    """What it waits for; empty where nothing is missing or nobody has said."""


def ledger() -> Iterator[Entry]:
    """Every worked example, in the order of their ids."""
    listed = tomllib.loads((SHIPPED / EXAMPLES).read_text("utf-8"))
    waiting = {id: wait["for"] for wait in listed.get("waiting", ()) for id in wait["examples"]}
    runs: dict[str, list[str]] = {}
    for proof in worked():
        runs.setdefault(proof.name, []).append(f"{proof.edition}/{EXAMPLES}")
    for story in stories():
        for id in story.examples:
            runs.setdefault(id, []).append(f"{story.name}.toml")
    for id, known in listed["examples"].items():
        yield Entry(id, known["place"], known["kind"], tuple(runs.get(id, ())), waiting.get(id, ""))
