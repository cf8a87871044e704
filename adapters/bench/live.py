"""Following the store: all our views with every version kept, against the library's runner with one view."""

from __future__ import annotations

from contextlib import closing
from functools import partial

from adapters.bench.figure import Gate, Measure, Measured, Ratio, Say
from adapters.bench.ground import Ground, library_environment
from adapters.bench.history import fill, repeated
from adapters.bench.library_view import LibraryFollows
from adapters.bench.measuring import in_turn, seconds_of
from adapters.bench.sizes import Sizes
from adapters.postgres.follower import Follower
from projections.base import known_projections

OF_LIBRARY = Gate("at least", 18, 30)
ROUNDS = 3


def live(ground: Ground, sizes: Sizes, say: Say) -> Measured:
    """Facts a second from the store into the views."""
    url = ground.store("live")
    say("filling a store")
    head = fill(url, repeated(sizes.facts))
    slice_ = head // (ROUNDS + 1)
    with (
        closing(Follower(url)) as follower,
        closing(LibraryFollows(library_environment(ground.bare("library"), 2))) as library,
    ):
        follower.catch_up(until=slice_)

        def ours() -> float:
            say("Tiji, all views")
            until = follower.at + slice_
            return slice_ / seconds_of(partial(follower.catch_up, until))

        def theirs() -> float:
            say("stock library, one view")
            return library.follow(sizes.library_facts)

        rates = in_turn({"Tiji": ours, "stock library": theirs}, ROUNDS)
    views = len(known_projections())
    return Measured(
        measures=(
            Measure(f"Tiji, {views} views", rates["Tiji"], "/s"),
            Measure("stock library, 1 view", rates["stock library"], "/s"),
        ),
        ratios=(Ratio.against("stock library's ProjectionRunner", rates["Tiji"] / rates["stock library"], OF_LIBRARY),),
        notes=(
            f"Ours writes {views} views and keeps every version of every row; the library's one row, in one view.",
            f"Measured over {head:,} facts; the gate was set at a million.",
        ),
    )
