"""Tries everything and counts what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from random import Random
from typing import NamedTuple

from adapters.proving import bags, canaries, kills, knocking, restored
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
    doors: int | None
    """Pairs of a door and who knocks, of each kind; None: every one."""
    fuzzed: int
    """Requests to each operation that its document allows, and as many that it does not."""


QUICK = Sizes(
    facts=600,
    of_each_tamper=4,
    clean=4,
    flips=1_000,
    fitted=20,
    stolen=3,
    restored=1,
    kills=1,
    doors=500,
    fuzzed=1,
)
WHOLE = Sizes(
    facts=2_000,
    of_each_tamper=167,
    clean=200,
    flips=None,
    fitted=1_000,
    stolen=50,
    restored=50,
    kills=25,
    doors=None,
    fuzzed=10,
)
SEED = 20251103
NEEDED = "schemathesis"
HOW = "not tried: install tiji with its extra [prove]"
"""What is said where what makes the requests is not installed: it is no part of what an office runs."""


@dataclass(frozen=True)
class Figure:
    """How often something was tried and how often it was found, or how often nothing was there and none was found."""

    of: str
    tried: int
    right: int
    named: int | None = None
    """How often the first fault named exactly the position that was touched first."""
    untried: str = ""
    """Why it could not be tried here, and what to do."""

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
    found += [Figure(looked.of, looked.said, looked.right) for looked in canaries.sought(report)]
    with knocking.place() as at:
        found += [*_knocked(at, sizes, report), *_fuzzed(at, sizes, report)]
    return found


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
        "bundle: called after another case": bags.called_after_another(packed),
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


def _knocked(at: knocking.Place, sizes: Sizes, report: Callable[[str], object]) -> Iterator[Figure]:
    random = Random(SEED)  # noqa: S311  (the same trials every time)
    for looked in knocking.knocked(at, sizes.doors, random, report):
        yield Figure(looked.of, looked.said, looked.right)


def _fuzzed(at: knocking.Place, sizes: Sizes, report: Callable[[str], object]) -> Iterator[Figure]:
    if find_spec(NEEDED) is None:
        yield Figure("API fuzzed", 0, 0, untried=HOW)
        return
    from adapters.proving.fuzzing import fuzzed  # noqa: PLC0415  (needs what may not be installed)

    report("API fuzzed")
    found = fuzzed(at, sizes.fuzzed)
    yield Figure("API fuzzed: answers as its document says", found.sent, found.sent - len(found.wrong))
    yield Figure("API fuzzed: a refusal says its code and status", found.refused, found.refused - len(found.untold))
    yield Figure("API fuzzed: what is refused is not half done", found.refused, found.refused - len(found.half_done))


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
