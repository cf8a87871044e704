"""Tries everything and counts what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import NamedTuple

from adapters.proving import bags, canaries, kills, restored
from adapters.proving.scene import Scene, scene
from adapters.proving.tampers import TAMPERS, Tamper


class Sizes(NamedTuple):
    """How much is tried."""

    facts: int
    of_each_tamper: int
    clean: int
    flips: int | None
    """Single bits of a bundle; None: every one."""
    fitted: int
    stolen: int
    restored: int
    kills: int
    """Of each of server, sealer, follower and database."""


QUICK = Sizes(facts=600, of_each_tamper=4, clean=4, flips=1_000, fitted=20, stolen=3, restored=1, kills=1)
WHOLE = Sizes(facts=2_000, of_each_tamper=167, clean=200, flips=None, fitted=1_000, stolen=50, restored=50, kills=25)
SEED = 20251103


@dataclass(frozen=True)
class Figure:
    """How often something was tried and how often it was found, or how often nothing was there and none was found."""

    of: str
    tried: int
    right: int
    named: int | None = None
    """How often the first fault named exactly the position that was touched first."""

    @property
    def is_right(self) -> bool:
        """Whether none was missed."""
        return self.right == self.tried > 0


def run(sizes: Sizes, report: Callable[[str], object]) -> list[Figure]:
    """Every figure, on a server of its own. Raises ServerDidNotStart."""
    report("sealing a store")
    with scene(sizes.facts) as at:
        found = list(_figures(at, sizes, report))
    found += _restored(sizes, report)
    found += _killed(sizes, report)
    return [*found, *(Figure(looked.of, looked.said, looked.right) for looked in canaries.sought(report))]


def _figures(at: Scene, sizes: Sizes, report: Callable[[str], object]) -> Iterator[Figure]:
    random = Random(SEED)  # noqa: S311  (the same trials every time)
    report("clean")
    yield Figure("a clean store is found clean", sizes.clean, sum(not at.faults() for _ in range(sizes.clean)))
    for name, tamper in TAMPERS.items():
        report(name)
        yield _tampered(at, name, tamper, random, sizes.of_each_tamper)
    report("bundles")
    packed = bags.packed(at)
    yield Figure("a clean bundle is found clean", 1, int(not packed.is_found_wrong(packed.bag)))
    bundles: dict[str, Iterable[bags.Bag]] = {
        "bundle: one bit turned": bags.flips(packed.bag, random, sizes.flips),
        "bundle: one bit, manifests made to fit": bags.flips_made_to_fit(packed.bag, random, sizes.fitted),
        "bundle: a fact left out": bags.facts_left_out(packed),
        "bundle: forged heads": bags.heads_forged(packed),
        "bundle: key swapped": bags.keys_swapped(packed),
        "bundle: made again with the stolen log key": bags.stolen_key(packed, random, sizes.stolen),
    }
    for name, altered in bundles.items():
        report(name)
        found = [packed.is_found_wrong(bag) for bag in altered]
        yield Figure(name, len(found), sum(found))


def _restored(sizes: Sizes, report: Callable[[str], object]) -> Iterator[Figure]:
    report("backups put back")
    random = Random(SEED)  # noqa: S311  (the same trials every time)
    for of, noticed in restored.tried(sizes.facts, sizes.restored, random).items():
        yield Figure(of, len(noticed), sum(noticed))


def _killed(sizes: Sizes, report: Callable[[str], object]) -> Iterator[Figure]:
    random = Random(SEED)  # noqa: S311  (the same trials every time)
    for victim, rounds in kills.tried(sizes.kills, random, report).items():
        yield Figure(f"kill -9 of the {victim}: all holds", len(rounds), sum(not wrong for wrong in rounds))


def _tampered(at: Scene, name: str, tamper: Tamper, random: Random, times: int) -> Figure:
    found, named = 0, 0
    for _ in range(times):
        touched: list[int] = []
        faults = at.after(partial(_touch, tamper, random, touched))
        found += bool(faults)
        named += bool(faults) and faults[0].position == touched[0]
    return Figure(name, times, found, named)


def _touch(tamper: Tamper, random: Random, touched: list[int], at: Scene) -> None:
    touched.append(tamper(at, random))
