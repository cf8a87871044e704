"""Answering over HTTP, against the least that could answer from the same rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from urllib.parse import quote

import psycopg

from adapters.bench.calling import ask, served
from adapters.bench.figure import Measure, Measured, Ratio, Say
from adapters.bench.ground import Ground
from adapters.bench.history import fill, performance, repeated
from adapters.bench.measuring import in_turn, latencies
from adapters.bench.replay import settle
from adapters.bench.serving import PAGE, TOKENS
from adapters.bench.sizes import Sizes
from adapters.http.identities import TokenFile
from adapters.postgres.follower import Follower

ROLE = "efficiency_office"
SOME_CASES = 200
WARMING = 3
"""Requests of each connection that are not counted."""


def api(ground: Ground, sizes: Sizes, say: Say) -> Measured:
    """One case, and the list of running deadlines, by many connections."""
    url = ground.store("api")
    say("filling a store")
    fill(url, repeated(sizes.facts))
    with closing(Follower(url)) as follower:
        follower.catch_up()
    settle(url)
    token = TokenFile(ground.directory / TOKENS).add(ROLE, ROLE)
    at = quote(performance()[-1].recorded_at.isoformat())
    asked = {
        "a case": [f"{case}?at={at}" for case in _cases(url)],
        "deadlines": [f"/api/deadlines?state=running&limit={PAGE}&at={at}"],
    }
    measures: list[Measure] = []
    ratios: list[Ratio] = []
    with served("ours", url, ground.directory) as ours, served("bare", url, ground.directory) as bare:
        for name, paths in asked.items():
            rivals = {
                "Tiji": Callers(ours, paths, token, sizes, partial(say, f"{name}, Tiji")),
                "bare": Callers(bare, paths, token, sizes, partial(say, f"{name}, bare")),
            }
            rates = in_turn({server: callers.turn for server, callers in rivals.items()}, sizes.rounds)
            for server, callers in rivals.items():
                p50, p99 = latencies(callers.taken)
                measures += [
                    Measure(f"{name}, {server}", rates[server], "/s"),
                    Measure(f"{name}, {server}, p50", p50, "ms"),
                    Measure(f"{name}, {server}, p99", p99, "ms"),
                ]
            ratios.append(Ratio.against(f"{name}: bare Starlette + psycopg", rates["Tiji"] / rates["bare"]))
    return Measured(
        measures=tuple(measures),
        ratios=tuple(ratios),
        notes=(
            f"{sizes.connections} connections kept alive; callers, servers and PostgreSQL share the machine.",
            "The bare server checks no token and knows no moments, lights or counts. The design sets no gate here.",
        ),
    )


class Callers:
    """Those who ask one server, and how long each of their requests took, in seconds."""

    def __init__(self, port: int, paths: Sequence[str], token: str, sizes: Sizes, say: Callable[[], None]) -> None:
        self.ask = partial(ask, port, paths, token, sizes.connections)
        self.requests, self.say = sizes.requests, say
        self.taken: list[float] = []
        self.ask(WARMING)

    def turn(self) -> float:
        """Requests a second."""
        self.say()
        rate, seconds = self.ask(self.requests)
        self.taken += seconds
        return rate


def _cases(url: str) -> list[str]:
    with psycopg.connect(url) as owner:
        found = owner.execute('SELECT "case" FROM views.case_ledger ORDER BY "case" LIMIT %s', [SOME_CASES]).fetchall()
    return [f"/api/cases/{case}" for (case,) in found]
