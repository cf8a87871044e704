"""Saving a command: decide, map, commit, against a bare INSERT, CRUD with an audit row, and the stock library."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial

import psycopg

from adapters.bench.figure import Gate, Measure, Measured, Ratio, Say
from adapters.bench.ground import Ground, library_environment
from adapters.bench.measuring import Act, in_turn, latencies, side_by_side
from adapters.bench.rivals import TABLES, Crud, PlainInsert, connected
from adapters.bench.sizes import Sizes
from adapters.bench.subject import StockCases, complaint, stock_case_with, stock_note, stock_talk, stored_talk, talk
from adapters.postgres.recorder import store_at
from adapters.postgres.roles import Role, as_role
from application.store import Store

INSERT, CRUD, STOCK, OURS = "INSERT", "CRUD + audit", "stock library", "Tiji"
ONE = {INSERT: Gate("at least", 0.5, 0.7), STOCK: Gate("at least", 2.3, 3), CRUD: Gate("at least", 0.9, 1.3)}
MANY = {INSERT: Gate("at least", 1.2, 1.5), STOCK: Gate("at least", 13, 20), CRUD: Gate("at least", 2.8, 4)}
SLOWEST = Gate("at most", 8, 5)
"""p99 of a save among many callers, in milliseconds."""

Acts = dict[str, list[Act]]


def one_caller(ground: Ground, sizes: Sizes, say: Say) -> Measured:
    """Full save of one command after the other."""
    with rivals(ground, "append_one", 1) as acts:
        rates, seconds = _measured(acts, sizes.rounds, sizes.saves, say)
    return _compared(rates, seconds, ONE, None)


def many_callers(ground: Ground, sizes: Sizes, say: Say) -> Measured:
    """Full saves by many threads at once, totally ordered."""
    with rivals(ground, "append_many", sizes.callers) as acts:
        rates, seconds = _measured(acts, sizes.rounds, sizes.saves_of_each, say)
    return _compared(rates, seconds, MANY, SLOWEST)


@contextmanager
def rivals(ground: Ground, name: str, callers: int) -> Iterator[Acts]:
    """What each caller of each rival does, again and again; every caller has a case of its own."""
    url, fact = ground.store(name), stored_talk()
    with psycopg.connect(url) as owner:
        owner.execute(TABLES)
    with ExitStack() as open_until_the_end:
        store = open_until_the_end.enter_context(closing(store_at(as_role(url, Role.APP))))
        stock = open_until_the_end.enter_context(closing(StockCases(library_environment(url, callers))))
        connections = [open_until_the_end.enter_context(connected(url)) for _ in range(callers)]
        yield {
            INSERT: [PlainInsert(each, fact).save for each in connections],
            OURS: [_our_saving(store) for _ in range(callers)],
            CRUD: [Crud(each, fact).save for each in connections],
            STOCK: [_stock_saving(stock) for _ in range(callers)],
        }


def _our_saving(store: Store) -> Act:
    case = complaint()
    store.save(case)

    def save() -> None:
        talk(case)
        store.save(case)

    return save


def _stock_saving(cases: StockCases) -> Act:
    note = stock_note(cases)
    case = stock_case_with(1, note)
    cases.save(case)

    def save() -> None:
        stock_talk(case, note)
        cases.save(case)

    return save


def _measured(acts: Acts, rounds: int, times: int, say: Say) -> tuple[dict[str, float], list[float]]:
    """Saves a second of each rival, and the seconds of every one of our saves."""
    ours: list[float] = []

    def turn(name: str) -> float:
        say(name)
        rate, seconds = side_by_side(acts[name], times)
        if name == OURS:
            ours.extend(seconds)
        return rate

    for each in acts.values():
        side_by_side(each, max(5, times // 10))
    turns: dict[str, Callable[[], float]] = {name: partial(turn, name) for name in acts}
    return in_turn(turns, rounds), ours


def _compared(rates: dict[str, float], seconds: list[float], gates: dict[str, Gate], slowest: Gate | None) -> Measured:
    p50, p99 = latencies(seconds)
    return Measured(
        measures=tuple(Measure(name, rate, "/s") for name, rate in rates.items()),
        ratios=(
            *(Ratio.against(name, rates[OURS] / rates[name], gate) for name, gate in gates.items()),
            Ratio.against("p50 of a save", p50, None, "ms"),
            Ratio.against("p99 of a save", p99, slowest, "ms"),
        ),
    )
