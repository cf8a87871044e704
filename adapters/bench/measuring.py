"""Time in hand: percentiles, and rounds in which rivals take turns so that noise hits all of them alike."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

Act = Callable[[], object]
"""One thing to be timed."""
Turn = Callable[[], float]
"""One rival's turn; what it measured."""


class Latencies(NamedTuple):
    """How long single acts took, in milliseconds."""

    p50: float
    p99: float


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share (0 … 1) of the values do not exceed. Raises ValueError for none."""
    if not values:
        raise ValueError("no percentile of nothing: measure at least once")
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def latencies(seconds: Sequence[float]) -> Latencies:
    """Percentiles of durations given in seconds. Raises ValueError for none."""
    return Latencies(percentile(seconds, 0.50) * 1000, percentile(seconds, 0.99) * 1000)


def in_turn(rivals: Mapping[str, Turn], rounds: int) -> dict[str, float]:
    """The median of what each rival measured, after `rounds` rounds A B C A B C.

    The order turns round every other round, so that nobody always follows the same neighbour.
    """
    measured: dict[str, list[float]] = {name: [] for name in rivals}
    names = list(rivals)
    for number in range(rounds):
        for name in names if number % 2 == 0 else names[::-1]:
            measured[name].append(rivals[name]())
    return {name: median(values) for name, values in measured.items()}


def seconds_of(act: Act) -> float:
    """How long an act takes, in seconds."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def side_by_side(acts: Sequence[Act], times: int) -> tuple[float, list[float]]:
    """Let each act run `times` times in a thread of its own, all at once: acts a second, and each one's seconds.

    Raises the first error of any of them.
    """
    gate = threading.Barrier(len(acts) + 1)
    taken: list[list[float]] = [[] for _ in acts]
    failures: list[Exception] = []

    def caller(act: Act, mine: list[float]) -> None:
        gate.wait()
        try:
            mine.extend(seconds_of(act) for _ in range(times))
        except Exception as failure:  # noqa: BLE001  (raised again by the thread that waits)
            failures.append(failure)

    threads = [threading.Thread(target=caller, args=each) for each in zip(acts, taken, strict=True)]
    for thread in threads:
        thread.start()
    gate.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - began
    if failures:
        raise failures[0]
    return len(acts) * times / elapsed, [each for mine in taken for each in mine]
