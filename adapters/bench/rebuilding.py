"""Building views again from the first fact, against the floor of moving the same bytes without folding them."""

from __future__ import annotations

from contextlib import closing
from functools import partial

from adapters.bench.figure import Gate, Measure, Measured, Ratio, Say
from adapters.bench.floor import Floor
from adapters.bench.ground import Ground
from adapters.bench.history import fill, repeated
from adapters.bench.measuring import in_turn, seconds_of
from adapters.bench.sizes import Sizes
from adapters.postgres.follower import Follower
from adapters.postgres.rebuild import rebuild
from projections.base import Projection, known_projections
from projections.timeliness import Timeliness

MILLION = 1_000_000
ONE_OF_FLOOR, ONE_TAKES, ALL_TAKE = Gate("at least", 0.35, 0.6), Gate("at most", 5), Gate("at most", 12, 8)
"""One view's share of the floor; seconds for one view and for all from a million facts."""


def rebuilding(ground: Ground, sizes: Sizes, say: Say) -> Measured:
    """One view, and all of them."""
    url = ground.store("rebuild")
    say("filling a store")
    head = fill(url, repeated(sizes.facts))
    with closing(Follower(url)) as follower:
        follower.catch_up()
    one = _seconds(url, (Timeliness,), sizes.rebuilds, say)
    every = _seconds(url, known_projections(), sizes.rebuilds, say)
    scale = MILLION / head
    return Measured(
        measures=(
            Measure("one view", one["Tiji"], "s"),
            Measure("one view's floor", one["floor"], "s"),
            Measure("all views", every["Tiji"], "s"),
            Measure("all views' floor", every["floor"], "s"),
        ),
        ratios=(
            Ratio.against("one view: floor", one["floor"] / one["Tiji"], ONE_OF_FLOOR),
            Ratio.against("all views: floor", every["floor"] / every["Tiji"]),
            Ratio.against("one view, reckoned to a million", one["Tiji"] * scale, ONE_TAKES, "s"),
            Ratio.against("all views, reckoned to a million", every["Tiji"] * scale, ALL_TAKE, "s"),
        ),
        notes=(
            f"Measured over {head:,} facts with one worker; seconds for a million are reckoned in proportion.",
            f"The one view is {Timeliness.name}; all are {len(known_projections())}.",
        ),
    )


def _seconds(url: str, kinds: tuple[type[Projection], ...], rounds: int, say: Say) -> dict[str, float]:
    floor = Floor(url, kinds)

    def ours() -> float:
        say(f"Tiji, {len(kinds)} of the views")
        return seconds_of(partial(rebuild, url, kinds))

    def least() -> float:
        say(f"floor, {len(kinds)} of the views")
        return floor.seconds()

    return in_turn({"Tiji": ours, "floor": least}, rounds)
