"""Replaying an aggregate, against fetching its rows and against the stock library."""

from __future__ import annotations

from contextlib import closing
from functools import partial

import psycopg

from adapters.bench.figure import Gate, Measure, Measured, Ratio, Say
from adapters.bench.ground import Ground, library_environment
from adapters.bench.measuring import Act, in_turn, seconds_of
from adapters.bench.rivals import connected, rows_of
from adapters.bench.sizes import Sizes
from adapters.bench.subject import StockCases, complaint_with, stock_case_with, stock_note
from adapters.postgres.recorder import store_at
from adapters.postgres.roles import Role, as_role
from domain.aggregates.complaint import Complaint

GATED = 100
"""Facts of the replay that the design sets gates for."""
OVER_ROWS = Gate("at most", 0.20, 0.10)
"""Milliseconds beyond fetching the rows."""
OF_STOCK = Gate("at least", 7, 15)


def replay(ground: Ground, sizes: Sizes, say: Say) -> Measured:
    """An aggregate of few and of many facts, brought back."""
    measures: list[Measure] = []
    ratios: list[Ratio] = []
    url = ground.store("replay")
    with (
        closing(store_at(as_role(url, Role.APP))) as store,
        closing(StockCases(library_environment(url, 1))) as stock,
        connected(url) as bare,
    ):
        note = stock_note(stock)
        for length in sizes.streams:
            say(f"{length} facts")
            ours, theirs = complaint_with(length), stock_case_with(length, note)
            store.save(ours)
            stock.save(theirs)
            settle(url)
            acts: dict[str, Act] = {
                "rows": partial(rows_of, bare, "store.events", ours.id),
                "Tiji": partial(store.get, Complaint, ours.id),
                "stock library": partial(stock.repository.get, theirs.id),
            }
            times = max(4, sizes.replays * sizes.streams[0] // length)
            turns = {name: partial(_milliseconds, act, times) for name, act in acts.items()}
            taken = in_turn(turns, sizes.rounds)
            measures += [Measure(f"{name}, {length} facts", value, "ms") for name, value in taken.items()]
            ratios += _compared(length, taken)
    return Measured(measures=tuple(measures), ratios=tuple(ratios))


def _compared(length: int, taken: dict[str, float]) -> list[Ratio]:
    gated = length == GATED
    return [
        Ratio.against(
            f"{length} facts: beyond rows", taken["Tiji"] - taken["rows"], OVER_ROWS if gated else None, "ms"
        ),
        Ratio.against(f"{length} facts: rows", taken["rows"] / taken["Tiji"]),
        Ratio.against(
            f"{length} facts: stock library", taken["stock library"] / taken["Tiji"], OF_STOCK if gated else None
        ),
    ]


def _milliseconds(act: Act, times: int) -> float:
    """Of one act, on the average of several, after one that is not counted."""
    act()
    return seconds_of(lambda: [act() for _ in range(times)]) / times * 1000


def settle(url: str) -> None:
    """Vacuum and analyse, so that nobody meets a cold table."""
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE")
